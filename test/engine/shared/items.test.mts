import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { credentialsOf } from '../../support/credentials.mts';
import {
	outputOf,
	pairsOf,
	runNode,
	wordsOf,
	type RunOptions,
} from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { approve, create } from '../../support/flow.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();

const run = async (items: IDataObject[], options: Partial<RunOptions> = {}) =>
	await runNode({
		type: 'getOAuthUrl',
		credentials: credentialsOf(holder.simulator, 'oAuth2'),
		items,
		parameters: { context: '={{ $json.id }}', callbackUrl: '={{ $json.url }}' },
		...options,
	});

const GOOD = { url: '' };
const BAD = { url: 'not an address' };

describe('Several items of one run', () => {
	it('come out in the order in which they went in, each paired with its own', async () => {
		const items = Array.from({ length: 25 }, (_, id) => ({ ...GOOD, id: `cus_${id}` }));
		// The first ones take longest.
		holder.simulator.fault({ path: '.*/oauth/url', times: 5, delayMs: 150 });
		const result = await run(items);
		expect(outputOf(result).map(({ context }) => context)).toEqual(items.map(({ id }) => id));
		expect(pairsOf(result.outputs[0])).toEqual(items.map((_, index) => index));
	});

	it.each<[string, INodeParameters, number]>([
		['one at a time when Parallel Requests says so', { parallelRequests: 1 }, 1],
		['at the same time, but never more than Parallel Requests says', { parallelRequests: 3 }, 3],
		['25 at a time unless told otherwise', {}, 25],
	])('are worked on %s', async (_, options, atOnce) => {
		holder.simulator.latency(20);
		// So many are under way at the same time, and wait there.
		holder.simulator.fault({ path: '.*/oauth/url', status: 503, times: atOnce });
		time.hold();
		const running = run(
			Array.from({ length: 30 }, () => GOOD),
			{ parameters: { callbackUrl: '', options } },
		);
		await time.asleep(atOnce);
		expect(holder.simulator.requests()).toHaveLength(atOnce);
		time.wake();
		expect(outputOf(await running)).toHaveLength(30);
		expect(holder.simulator.peakInFlight()).toBeLessThanOrEqual(atOnce);
	});

	it('may be none', async () => {
		const result = await run([]);
		expect(result.error).toBeUndefined();
		expect(holder.simulator.requests()).toEqual([]);
	});
});

describe('An item that goes wrong', () => {
	it('ends the run, says which it was and how many had gone through', async () => {
		const parameters = {
			callbackUrl: '={{ $json.url }}',
			options: { parallelRequests: 1 },
		};
		const result = await run([GOOD, GOOD, BAD, GOOD], { parameters });
		expect(result.error?.context).toMatchObject({ itemIndex: 2 });
		expect(wordsOf(result)).toMatch(/"not an address" is not a web address/);
		expect(wordsOf(result)).toMatch(/2 of 4 items had gone through before.*On Error/);
		// The last one was not started.
		expect(holder.simulator.requests()).toHaveLength(2);
	});

	it('becomes an item with the error when the node continues, in its place', async () => {
		const result = await run([GOOD, BAD, GOOD], { onError: 'continueRegularOutput' });
		expect(result.error).toBeUndefined();
		expect(result.outputs).toHaveLength(1);
		expect(pairsOf(result.outputs[0])).toEqual([0, 1, 2]);
		const [first, second, third] = outputOf(result);
		expect(second).toEqual({
			error: expect.stringContaining('"not an address" is not a web address'),
			details: {
				code: 'invalid_input',
				description: expect.stringContaining('Cloud Elements App credential'),
			},
		});
		for (const good of [first, third]) expect(good).toHaveProperty('oauthUrl');
	});

	it('goes to the error output with what it was, and the others to the first', async () => {
		const items = [GOOD, { ...BAD, id: 'cus_2' }, GOOD];
		const result = await run(items, { onError: 'continueErrorOutput' });
		expect(result.error).toBeUndefined();
		expect(pairsOf(result.outputs[0])).toEqual([0, 2]);
		expect(pairsOf(result.outputs[1])).toEqual([1]);
		expect(result.outputs[1]?.[0]?.json).toMatchObject({
			id: 'cus_2',
			url: 'not an address',
			error: expect.stringContaining('"not an address" is not a web address'),
			details: {
				code: 'invalid_input',
				description: expect.stringContaining('Cloud Elements App credential'),
			},
		});
	});

	it('tells what the platform said, in fields that a workflow can branch on', async () => {
		const message = 'Bad Request';
		const providerMessage = 'Something odd happened';
		holder.simulator.fault({
			path: '.*/oauth/url',
			status: 400,
			body: { message, providerMessage },
		});
		const result = await run([GOOD], { onError: 'continueRegularOutput' });
		const [{ error, details } = {}] = outputOf(result) as Array<Record<string, never>>;
		expect(error).toBe('Cloud Elements could not use the request');
		expect(details).toMatchObject({
			description: expect.stringContaining(`Provider: ${providerMessage}`),
			statusCode: 400,
			platformMessage: message,
			providerMessage,
			requestId: expect.stringMatching(/^[0-9a-f]{24}$/),
		});
		expect(result.customData.cloudElementsRequestId).toBe(
			(details as unknown as IDataObject).requestId,
		);
	});

	it('because of its credential makes each of them go wrong', async () => {
		const account = { userSecret: '' };
		const credentials = credentialsOf(holder.simulator, 'oAuth2', { account });
		const result = await run([GOOD, GOOD], { credentials, onError: 'continueErrorOutput' });
		expect(result.outputs[1]).toHaveLength(2);
		expect(pairsOf(result.outputs[1])).toEqual([0, 1]);
	});
});

describe('Instances of several customers', () => {
	it('are made with their own names and tags; one failure does not stop the others', async () => {
		const approved = [];
		for (let n = 0; n < 3; n++) approved.push(await approve(holder.simulator, 'oAuth2'));
		const items = approved.map(({ item }, n) => ({ callback: item, n: `customer ${n}` }));
		const broken = { callback: { code: 'c', state: 'mine' }, n: 'broken' };
		const result = await create(
			holder.simulator,
			'oAuth2',
			[items[0], broken, items[1], items[2]] as never,
			{
				onError: 'continueErrorOutput',
				parameters: {
					callback: '={{ $json.callback }}',
					name: '={{ $json.n }}',
					tags: '={{ [$json.n + ", tagged"] }}',
				},
			},
		);
		expect(pairsOf(result.outputs[0])).toEqual([0, 2, 3]);
		expect(pairsOf(result.outputs[1])).toEqual([1]);
		expect(result.outputs[0]?.map(({ json }) => [json.name, (json.tags as string[])[0]])).toEqual(
			[0, 1, 2].map((n) => [`customer ${n}`, `customer ${n}, tagged`]),
		);
		const ids = result.customData.cloudElementsInstanceId?.split(',').map(Number).sort();
		expect(ids).toEqual((await instancesAt(holder.simulator)).map(({ id }) => id).sort());
	});
});

describe('A cancelled execution', () => {
	it('starts no further item, and waits no longer', async () => {
		let cancel = () => {};
		// Of two at a time, both are under way with two items done when they have to wait.
		holder.simulator.fault({ path: '.*/oauth/url', after: 2, status: 503, times: 2 });
		time.hold();
		const running = run(
			Array.from({ length: 30 }, () => GOOD),
			{
				parameters: { callbackUrl: '', options: { parallelRequests: 2 } },
				started: (execution) => {
					cancel = () => execution.cancel();
				},
			},
		);
		await time.asleep(2);
		cancel();
		// n8n is done with a cancelled execution when its node is, and nobody ends the pauses.
		await running;
		expect(holder.simulator.requests()).toHaveLength(4);
	});
});
