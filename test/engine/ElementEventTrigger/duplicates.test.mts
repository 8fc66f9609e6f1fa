import { expect, it } from '@jest/globals';
import { accountCredential } from '../../support/credentials.mts';
import { outputOf, runNode } from '../../support/engine/run-node.mts';
import { byId } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

// That duplicates are dropped is shown in the real n8n, which has what is needed to remember them.
it('An event is not lost when n8n cannot say whether it came before', async () => {
	const result = await runNode({
		type: 'elementEventTrigger',
		credentials: accountCredential(holder.simulator),
		parameters: { instance: byId('1') },
		mode: 'webhook',
		items: [{ eventId: '7', objectId: '1' }],
	});
	expect(outputOf(result)).toEqual([{ eventId: '7', objectId: '1' }]);
});
