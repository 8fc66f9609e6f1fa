import { beforeEach, describe, expect, test } from '@jest/globals';
import { XERO_ORGANISATIONS } from '../../simulator/seed-providers.mts';
import { connect, type Connected } from '../support/connected.mts';
import { callsOf, connectXero } from '../support/limited.mts';
import { authorization, call, send } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const MINUTE = 60_000;

const get = async ({ token }: Connected, path = '/contacts') =>
	await call(holder.simulator, 'GET', path, {
		headers: { authorization: authorization(holder.simulator.accounts.main, token) },
	});

async function repeat(times: number, customer: Connected, path?: string) {
	const answers = [];
	for (let n = 0; n < times; n += 1) answers.push(await get(customer, path));
	return answers;
}

const statusesOf = (answers: ReadonlyArray<{ status: number }>) =>
	answers.map(({ status }) => status);
const all = (count: number, status: number) => Array.from({ length: count }, () => status);

describe('Xero', () => {
	let customer: Connected;

	beforeEach(async () => {
		customer = await connectXero(holder.simulator);
	});

	test('counts nothing until a test wants it, and nothing after a reset', async () => {
		expect(statusesOf(await repeat(61, customer))).toEqual(all(61, 200));
		holder.simulator.limitCalls();
		holder.simulator.reset();
		const again = await connectXero(holder.simulator);
		expect(statusesOf(await repeat(61, again))).toEqual(all(61, 200));
	});

	test('takes 60 calls a minute of an organisation, and says when the next is taken', async () => {
		holder.simulator.limitCalls();
		expect(statusesOf(await repeat(60, customer))).toEqual(all(60, 200));
		const refused = await get(customer);
		expect(refused.status).toBe(429);
		expect(refused.body).toMatchObject({
			message: 'Too Many Requests',
			providerMessage: 'Rate limit exceeded',
		});
		const seconds = Number(refused.headers.get('retry-after'));
		expect(seconds).toBeGreaterThan(0);
		expect(seconds).toBeLessThanOrEqual(60);
		holder.simulator.clock.advance(seconds * 1000);
		expect((await get(customer)).status).toBe(200);
	});

	test('counts instances of one organisation together, and others apart', async () => {
		holder.simulator.limitCalls();
		await repeat(60, customer);
		expect((await get(await connectXero(holder.simulator))).status).toBe(429);
		const other = await connectXero(holder.simulator, XERO_ORGANISATIONS[1]);
		expect((await get(other)).status).toBe(200);
	});

	test('takes five calls at once', async () => {
		holder.simulator.limitCalls();
		holder.simulator.latency(1_000);
		const answers = await Promise.all(Array.from({ length: 8 }, async () => await get(customer)));
		expect(statusesOf(answers).sort()).toEqual([...all(5, 200), ...all(3, 429)]);
		expect((await get(customer)).status).toBe(200);
	});

	test('tells what is left where the platform passes it on, and only there', async () => {
		const told = async (name: string) => (await get(customer)).headers.get(name);
		holder.simulator.limitCalls();
		expect(await told('x-minlimit-remaining')).toBeNull();
		holder.simulator.limitCalls({ headers: true });
		expect(await told('x-minlimit-remaining')).toBe('58');
		expect(await told('x-daylimit-remaining')).toBe('4997');
		await repeat(57, customer);
		expect(await told('x-rate-limit-problem')).toBe('Minute');
	});

	test('takes 5,000 calls a day', async () => {
		holder.simulator.limitCalls({ headers: true });
		for (let n = 0; n < 5000; n += 50) {
			await repeat(50, customer, '/contacts?pageSize=1');
			holder.simulator.clock.advance(MINUTE);
		}
		const refused = await get(customer);
		expect(refused.status).toBe(429);
		expect(refused.body.providerMessage).toBe('Daily limit reached');
		expect(refused.headers.get('x-rate-limit-problem')).toBe('Day');
		expect(refused.headers.get('x-daylimit-remaining')).toBe('0');
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3600);
	}, 120_000);

	test('is not asked for what the platform itself answers', async () => {
		holder.simulator.limitCalls();
		expect(statusesOf(await repeat(61, customer, '/objects'))).toEqual(all(61, 200));
		expect((await get(customer)).status).toBe(200);
		expect(callsOf(holder.simulator, customer)).toHaveLength(1);
	});
});

describe('QuickBooks', () => {
	test('takes 500 calls a minute of a company and does not say how long to wait', async () => {
		const customer = await connect(holder.simulator, 'quickbooks');
		holder.simulator.limitCalls({ headers: true });
		const path = '/customers?pageSize=1';
		expect(statusesOf(await repeat(500, customer, path))).toEqual(all(500, 200));
		const refused = await get(customer, path);
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBeNull();
	});
});

describe('A provider that publishes no limit', () => {
	test('counts nothing', async () => {
		const customer = await connect(holder.simulator);
		holder.simulator.limitCalls();
		expect(statusesOf(await repeat(61, customer, '/customers'))).toEqual(all(61, 200));
	});
});

test('The limits are switched on over HTTP', async () => {
	const customer = await connectXero(holder.simulator);
	await send(`${holder.simulator.origin}/_simulator/limits`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{"headers":true}',
	});
	expect((await get(customer)).headers.get('x-minlimit-remaining')).toBe('59');
});
