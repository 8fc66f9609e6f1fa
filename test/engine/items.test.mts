import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { outputOf, runNode, wordsOf, type RunOptions } from './engine.mts';
import { approve, create } from './flow.mts';
import { instancesAt, quickbooksCredentials, useSimulator } from './quickbooks.mts';

const holder = useSimulator();

const run = async (items: IDataObject[], options: Partial<RunOptions> = {}) =>
	await runNode({
		type: 'getOAuthUrl',
		credentials: quickbooksCredentials(holder.simulator, 'oAuth2'),
		items,
		parameters: { context: '={{ $json.id }}', callbackUrl: '={{ $json.url }}' },
		...options,
	});

const GOOD = { url: '' };
const BAD = { url: 'not an address' };
const pairs = (items: INodeExecutionData[] = []) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

describe('Several items', () => {
	it('come out in the order in which they went in, each paired with its own', async () => {
		const items = Array.from({ length: 25 }, (_, id) => ({ ...GOOD, id: `cus_${id}` }));
		// The first ones take longest.
		holder.simulator.fault({ path: '.*/oauth/url', times: 5, delayMs: 150 });
		const result = await run(items);
		expect(outputOf(result).map(({ context }) => context)).toEqual(items.map(({ id }) => id));
		expect(pairs(result.outputs[0])).toEqual(items.map((_, index) => index));
	});

	it('are worked on at the same time, but never more than Parallel Requests says', async () => {
		const items = Array.from({ length: 12 }, (_, id) => ({ ...GOOD, id }));
		holder.simulator.latency(20);
		for (const parallelRequests of [1, 3]) {
			const parameters = { callbackUrl: '', options: { parallelRequests } };
			outputOf(await run(items, { parameters }));
			expect(holder.simulator.peakInFlight()).toBe(parallelRequests);
		}
	});

	it('are ten at a time unless told otherwise', async () => {
		holder.simulator.latency(50);
		outputOf(await run(Array.from({ length: 30 }, () => GOOD)));
		expect(holder.simulator.peakInFlight()).toBe(10);
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
		expect(pairs(result.outputs[0])).toEqual([0, 1, 2]);
		const [first, second, third] = outputOf(result);
		expect(second).toEqual({
			error: expect.stringContaining('"not an address" is not a web address'),
			details: { description: expect.stringContaining('Cloud Elements App credential') },
		});
		for (const good of [first, third]) expect(good).toHaveProperty('oauthUrl');
	});

	it('goes to the error output with what it was, and the others to the first', async () => {
		const items = [GOOD, { ...BAD, id: 'cus_2' }, GOOD];
		const result = await run(items, { onError: 'continueErrorOutput' });
		expect(result.error).toBeUndefined();
		expect(pairs(result.outputs[0])).toEqual([0, 2]);
		expect(pairs(result.outputs[1])).toEqual([1]);
		expect(result.outputs[1]?.[0]?.json).toMatchObject({
			id: 'cus_2',
			url: 'not an address',
			error: expect.stringContaining('"not an address" is not a web address'),
			details: { description: expect.stringContaining('Cloud Elements App credential') },
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
		const credentials = quickbooksCredentials(holder.simulator, 'oAuth2', { account });
		const result = await run([GOOD, GOOD], { credentials, onError: 'continueErrorOutput' });
		expect(result.outputs[1]).toHaveLength(2);
		expect(pairs(result.outputs[1])).toEqual([0, 1]);
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
		expect(pairs(result.outputs[0])).toEqual([0, 2, 3]);
		expect(pairs(result.outputs[1])).toEqual([1]);
		expect(result.outputs[0]?.map(({ json }) => [json.name, (json.tags as string[])[0]])).toEqual(
			[0, 1, 2].map((n) => [`customer ${n}`, `customer ${n}, tagged`]),
		);
		const ids = result.customData.cloudElementsInstanceId?.split(',').map(Number).sort();
		expect(ids).toEqual((await instancesAt(holder.simulator)).map(({ id }) => id).sort());
	});
});

describe('A cancelled execution', () => {
	it('starts no further item', async () => {
		holder.simulator.latency(40);
		const items = Array.from({ length: 30 }, () => GOOD);
		let started: { cancel(): void } | undefined;
		const running = run(items, {
			parameters: { callbackUrl: '', options: { parallelRequests: 2 } },
			started: (it) => (started = it),
		});
		while (holder.simulator.requests().length < 4) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		started?.cancel();
		await running.catch(() => undefined);
		const count = holder.simulator.requests().length;
		expect(count).toBeLessThan(10);
		// A run that went on would make its next request while others are answered.
		await Promise.all(
			Array.from(
				{ length: 3 },
				async () => await fetch(`${holder.simulator.apiUrl}/elements/keys`),
			),
		);
		expect(holder.simulator.requests({ path: '.*/oauth/url' })).toHaveLength(count);
	});
});
