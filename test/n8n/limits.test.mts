import { beforeEach, describe, expect, it } from '@jest/globals';
import { connect, type Connected } from '../support/connected.mts';
import { callsOf, connectXero } from '../support/limited.mts';
import { byToken, locator } from '../support/locators.mts';
import { useHarness } from './harness.mts';
import { customers, jsonOf, ours, runChain } from './workflows.mts';

const harness = useHarness();
let busy: Connected;
let other: Connected;

beforeEach(async () => {
	busy = await connectXero(harness.simulator);
	other = await connect(harness.simulator);
});

const read = (parallelRequests: number) => ({
	...ours('Read', 'elementRequest', {
		resource: 'record',
		operation: 'getAll',
		instance: byToken('={{ $json.token }}'),
		object: locator('name', '={{ $json.object }}'),
		limit: 1,
		options: { parallelRequests },
	}),
	onError: 'continueRegularOutput',
});

const run = async (accounts: Connected[], parallelRequests = 1) => {
	const items = accounts.map((account) => ({
		...account,
		object: account === busy ? 'contacts' : 'customers',
	}));
	const nodes = [customers(items), read(parallelRequests)];
	return jsonOf(await runChain(harness.client, 'Limits', nodes), 'Read');
};

/** Whose calls came, in their order. */
const order = () =>
	harness.simulator
		.requests({ path: /\/(contacts|customers)/ })
		.map(({ path, status }) => `${path.endsWith('contacts') ? 'busy' : 'other'} ${status}`);

describe('A customer who has to wait', () => {
	it('holds up no other customer, though one item is worked on at a time', async () => {
		const body = { message: 'Too Many Requests', providerMessage: 'Rate limit exceeded' };
		const headers = { 'retry-after': '5' };
		harness.simulator.fault({ path: '.*/contacts', status: 429, body, headers });
		const rows = await run([busy, other, busy, other, other]);
		expect(order().slice(0, 2)).toEqual(['busy 429', 'other 200']);
		expect(order().slice(-2)).toEqual(['busy 200', 'busy 200']);
		expect(rows.map(({ ContactID }) => (ContactID === undefined ? 'other' : 'busy'))).toEqual([
			'busy',
			'other',
			'busy',
			'other',
			'other',
		]);
	});

	it('is read no more often at once than the provider takes', async () => {
		harness.simulator.limitCalls();
		harness.simulator.latency(20);
		const rows = await run(
			Array.from({ length: 30 }, () => busy),
			20,
		);
		expect(rows.filter(({ error }) => error)).toEqual([]);
		expect(callsOf(harness.simulator, busy)).toHaveLength(30);
	});

	it('is told that the day is used up, after one call', async () => {
		const headers = { 'retry-after': '7200', 'x-rate-limit-problem': 'Day' };
		const body = { message: 'Too Many Requests', providerMessage: 'Daily limit reached' };
		harness.simulator.fault({ path: '.*/contacts', status: 429, body, headers, times: 9 });
		const rows = await run([busy, other, busy, other]);
		expect(order()).toEqual(['busy 429', 'other 200', 'other 200']);
		expect(rows.map(({ error }) => error ?? 'fine')).toEqual([
			"The provider's daily limit for this company is reached",
			'fine',
			"The provider's daily limit for this company is reached",
			'fine',
		]);
		expect(rows[2]?.details).toMatchObject({
			code: 'provider_limit',
			retryAfterSeconds: expect.any(Number),
		});
	});
});
