import { expect, it } from '@jest/globals';
import { demoCredentials } from '../../demo/credentials.mts';
import { until } from '../../n8n/polling.mts';
import { freePort } from '../../n8n/start/ports.mts';
import { answerConsent } from '../support/consent.mts';
import { DEMO, pageWorkflow, startWaiting, waitOutputs, type Place } from './onboarding.mts';
import { useOwnN8n } from './own-n8n.mts';

const own = useOwnN8n();

it('A customer who comes back after a restart of n8n resumes the execution that waits', async () => {
	const { simulator } = own;
	const port = await freePort();
	const client = await own.start(port);
	const { origin } = client;
	const addresses = { n8n: origin, api: simulator.apiUrl, smtpPort: 0 };
	await own.import(demoCredentials(addresses, simulator.accounts.main));
	const place: Place = { client, origin, ...DEMO };
	await client.publish(await client.createWorkflow(pageWorkflow(place)));
	const { executionId, link } = await startWaiting(place);

	const after = await own.start(port);
	const callback = await answerConsent(link);
	await until('the callback trigger being there again', async () =>
		(await fetch(callback)).status === 200 ? true : undefined,
	);
	const execution = await after.finishedExecution(executionId);
	expect(execution.status).toBe('success');
	expect(waitOutputs(execution).authorized).toEqual([
		expect.objectContaining({ customerId: 'cus_88' }),
	]);
}, 600_000);
