import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { freePort } from '../../../n8n/start/ports.mts';
import { startSimulator } from '../../../simulator/index.mts';
import { answerConsent } from '../../support/consent.mts';
import { approve, create, makeLink, queryOf } from '../../support/flow.mts';
import { accountCredential, credentialsOf } from '../../support/credentials.mts';
import { request } from '../../support/element-request.mts';
import { codeOf, outputOf, wordsOf, type RunResult } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { byId, byToken } from '../../support/locators.mts';
import { manage } from '../../support/manage-instance.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();

/** An address at which nobody listens. */
const nobody = async () => `http://127.0.0.1:${await freePort()}`;

/** An address at which nobody listens after the first call, which gets this answer or none. */
async function onlyOnce(answer?: object): Promise<string> {
	const server = createServer(({ socket }, response) => {
		server.close();
		if (answer) response.setHeader('connection', 'close').end(JSON.stringify(answer));
		else socket.destroy();
	});
	const port = await freePort();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return `http://127.0.0.1:${port}`;
}

const callAt = async (baseUrl: string, parameters: object) =>
	await request(
		holder.simulator,
		{ instance: byToken('an-element-token='), ...parameters },
		{ credentials: accountCredential(holder.simulator, { baseUrl }) },
	);

const customCall = (method: string) => ({
	resource: 'customCall',
	operation: 'call',
	method,
	path: 'customers',
});

describe('Where nobody listens', () => {
	it.each<[string, (baseUrl: string) => Promise<RunResult>]>([
		[
			'Create',
			async (at) => await callAt(at, { operation: 'create', record: '{"displayName":"A"}' }),
		],
		['a custom POST', async (at) => await callAt(at, customCall('POST'))],
		['a custom PATCH', async (at) => await callAt(at, customCall('PATCH'))],
		['Delete', async (at) => await callAt(at, { operation: 'delete', recordId: '1' })],
		[
			'Create Instance',
			async (baseUrl) => {
				const link = await makeLink(holder.simulator, 'oAuth2', {
					options: { customState: 'mine' },
				});
				const callback = queryOf(await answerConsent(link.oauthUrl));
				const credentials = credentialsOf(holder.simulator, 'oAuth2', { account: { baseUrl } });
				return await create(holder.simulator, 'oAuth2', [callback], { credentials });
			},
		],
	])('%s was not carried out, and is tried again', async (_, run) => {
		const result = await run(await nobody());
		expect(wordsOf(result)).toMatch(/^127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\)$/m);
		expect(wordsOf(result)).toMatch(/It was tried 5 times/);
		expect(wordsOf(result)).not.toMatch(/did not confirm/);
		expect(codeOf(result)).toBe('no_answer');
	});

	it('a write says that nothing was sent', async () => {
		const result = await callAt(await nobody(), customCall('POST'));
		expect(wordsOf(result)).toMatch(/^Nothing was sent\. Check the environment/m);
	});

	it('no instance of a link is looked for that cannot have been made', async () => {
		const simulator = await startSimulator({ port: await freePort() });
		const { item } = await approve(simulator, 'oAuth2');
		await simulator.close();
		wordsOf(await create(simulator, 'oAuth2', [item]));
		expect(time.pauses).toHaveLength(4);
	});
});

describe('Where nobody listens any more', () => {
	it('a call that was taken before and repeated may have been carried out', async () => {
		const result = await callAt(await onlyOnce(), customCall('PUT'));
		expect(wordsOf(result)).toMatch(/ended the connection before the answer was complete/);
		expect(wordsOf(result)).toMatch(/It was tried 5 times/);
	});

	it.each<[string, object | undefined]>([
		['could not be got', undefined],
		['was got', { id: 1, token: 'an-element-token=', valid: true, disabled: false }],
	])('an instance that %s is unreachable', async (_, instance) => {
		const baseUrl = await onlyOnce(instance);
		const credentials = accountCredential(holder.simulator, { baseUrl });
		const result = await manage(holder.simulator, 'check', { instance: byId(1) }, { credentials });
		expect(outputOf(result)).toMatchObject([{ status: 'unreachable' }]);
	});
});
