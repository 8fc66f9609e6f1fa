import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { FaultRule } from '../../../simulator/index.mts';
import type { Connected } from '../../support/connected.mts';
import { request } from '../../support/element-request.mts';
import { outputOf, pairsOf, wordsOf, type RunOptions } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { XERO, callsOf, connectMany, connectXero, until, useUp } from '../../support/limited.mts';
import { byId, byToken, locator } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();
const MINUTE = 60_000;
let busy: Connected;

beforeEach(async () => {
	busy = await connectXero(holder.simulator);
	holder.simulator.limitCalls({ headers: true });
});

const itemOf = ({ id, token }: Connected, isBusy: boolean, n: number): IDataObject => ({
	id,
	token,
	object: isBusy ? 'contacts' : 'customers',
	n,
});

const itemsOf = (customers: readonly Connected[]) =>
	customers.map((customer, n) => itemOf(customer, customer === busy, n));

/** Reads one record for each item. */
const run = async (
	customers: readonly Connected[],
	{ by = 'token', ...parameters }: IDataObject = {},
	options: Partial<RunOptions> = {},
) =>
	await request(
		holder.simulator,
		{
			operation: 'getAll',
			instance: by === 'id' ? byId('={{ $json.id }}') : byToken('={{ $json.token }}'),
			object: locator('name', '={{ $json.object }}'),
			limit: 1,
			...parameters,
		},
		{ items: itemsOf(customers), ...options },
	);

const statuses = (customer: Connected) =>
	callsOf(holder.simulator, customer).map(({ status }) => status);
const times = (count: number, customer: Connected) => Array.from({ length: count }, () => customer);

/** Lets a minute pass for both sides as often as somebody waits, until the run is over. */
async function passMinutes(running: Promise<unknown>): Promise<number> {
	let isOver = false;
	const end = () => {
		isOver = true;
	};
	running.then(end, end);
	for (let minutes = 0; ; minutes++) {
		await Promise.race([running.then(end, end), time.asleep(1)]);
		if (isOver) return minutes;
		holder.simulator.clock.advance(MINUTE);
		time.wake();
		time.hold();
	}
}

describe('1,000 items of 100 customers, one of whom has used up the minute at the provider', () => {
	const PER_CUSTOMER = 10;
	let others: Connected[];

	beforeEach(async () => {
		others = await connectMany(holder.simulator, 99);
		await useUp(holder.simulator, busy, XERO.perMinute);
		time.hold();
	});

	it.each<[string, (all: Connected[]) => Connected[]]>([
		['one after the other', (all) => Array.from({ length: PER_CUSTOMER }, () => all).flat()],
		['customer by customer', (all) => all.flatMap((one) => times(PER_CUSTOMER, one))],
	])('%s: the other 99 finish as if it were not there', async (_, order) => {
		const customers = order([busy, ...others]);
		const running = run(customers);
		const waits = time.asleep(1);
		await until(() => holder.simulator.requests({ path: '.*/customers' }).length === 990);
		await waits;
		// All of them once, while the one still waits.
		expect(others.map((one) => statuses(one).length)).toEqual(others.map(() => PER_CUSTOMER));
		const told = statuses(busy).slice(XERO.perMinute);
		expect(new Set(told)).toEqual(new Set([429]));
		expect(told.length).toBeLessThanOrEqual(XERO.atOnce);
		expect(time.pauses).toHaveLength(1);

		holder.simulator.clock.advance(MINUTE);
		time.wake();
		const result = await running;
		expect(outputOf(result)).toHaveLength(1000);
		expect(pairsOf(result.outputs[0])).toEqual(customers.map((__, index) => index));
		expect(statuses(busy).filter((status) => status === 200)).toHaveLength(
			XERO.perMinute + PER_CUSTOMER,
		);
	});
});

describe('The calls of one customer', () => {
	it.each(['id', 'token'])('by %s are never more at once than the provider takes', async (by) => {
		holder.simulator.latency(20);
		outputOf(await run(times(40, busy), { by, options: { parallelRequests: 20 } }));
		expect(statuses(busy)).toEqual(times(40, busy).map(() => 200));
		expect(holder.simulator.peakInFlight()).toBeGreaterThan(1);
	});

	it('are spread over the minutes, so that none is refused', async () => {
		time.hold();
		const running = run(times(130, busy), { by: 'id' });
		expect(await passMinutes(running)).toBe(2);
		expect(outputOf(await running)).toHaveLength(130);
		expect(new Set(statuses(busy))).toEqual(new Set([200]));
	});

	it('wait as long as the provider says where it is not known how many it takes', async () => {
		time.hold();
		const running = run(times(70, busy));
		expect(await passMinutes(running)).toBe(1);
		expect(outputOf(await running)).toHaveLength(70);
		expect(statuses(busy).filter((status) => status === 429).length).toBeLessThanOrEqual(
			XERO.atOnce,
		);
	});

	it('wait a minute where a provider that counts minutes does not say how long', async () => {
		holder.simulator.limitCalls();
		const body = { message: 'Too Many Requests', providerMessage: 'ThrottleExceeded' };
		holder.simulator.fault({ path: '.*/contacts', status: 429, body });
		outputOf(await run([busy], { by: 'id' }));
		expect(time.pauses).toEqual([MINUTE + 250]);
	});

	it('about one record keep their order, though one of them has to wait', async () => {
		const path = '.*/contacts/.*';
		const body = { message: 'Too Many Requests', providerMessage: 'Rate limit exceeded' };
		const [contact] = outputOf(await run([busy], { limit: 1 }));
		holder.simulator.fault({ path, status: 429, body, headers: { 'retry-after': '7' } });
		const result = await run(times(4, busy), {
			operation: 'update',
			recordId: contact?.ContactID,
			record: '={{ { "name": "Name " + $json.n } }}',
			options: { parallelRequests: 1 },
		});
		expect(outputOf(result)).toHaveLength(4);
		const names = holder.simulator
			.requests({ path })
			.map(({ body }) => (body as { name: string }).name);
		expect(names).toEqual(['Name 0', 'Name 0', 'Name 1', 'Name 2', 'Name 3']);
	});
});

const tooMany = (more: Partial<FaultRule>, providerMessage?: string): FaultRule => ({
	path: '.*/contacts',
	status: 429,
	body: { message: 'Too Many Requests', providerMessage },
	...more,
});

describe('A pause that the platform itself asks for', () => {
	it('holds up the items of all customers', async () => {
		const [other] = (await connectMany(holder.simulator, 1)) as [Connected];
		holder.simulator.fault(tooMany({ headers: { 'retry-after': '1' } }));
		time.hold();
		const running = run([busy, ...times(6, other)], { options: { parallelRequests: 2 } });
		await time.asleep(2);
		expect(statuses(other).length).toBeLessThanOrEqual(1);
		time.wake();
		expect(outputOf(await running)).toHaveLength(7);
	});
});

describe('A daily limit', () => {
	const told: Array<[string, FaultRule, number | undefined]> = [
		[
			'by a header',
			tooMany({ headers: { 'retry-after': '18000', 'x-rate-limit-problem': 'Day' } }),
			18_000,
		],
		['in words', tooMany({}, 'The daily limit of this organisation is reached'), undefined],
	];

	it.each(told)('that is told %s is not waited for, and told once', async (_, rule, seconds) => {
		const [other] = (await connectMany(holder.simulator, 1)) as [Connected];
		holder.simulator.fault({ ...rule, times: 99 });
		const result = await run(
			[busy, other, ...times(8, busy), other],
			{ by: 'id', options: { parallelRequests: 1 } },
			{ onError: 'continueErrorOutput' },
		);
		expect(statuses(busy)).toEqual([429]);
		expect(statuses(other)).toEqual([200, 200]);
		expect(time.pauses).toEqual([]);
		expect(pairsOf(result.outputs[0])).toEqual([1, 10]);
		const errors = (result.outputs[1] ?? []).map(({ json }) => json);
		expect(errors).toHaveLength(9);
		for (const { error, details } of errors) {
			expect(error).toBe("The provider's daily limit for this company is reached");
			expect(details).toMatchObject({
				code: 'provider_limit',
				description: expect.stringContaining('5,000 calls a day'),
			});
			expect((details as IDataObject).retryAfterSeconds).toBe(seconds);
		}
		expect(errors[1]?.details).toMatchObject({
			description: expect.stringContaining('This call was not made'),
		});
	});
});

describe('While items wait for a busy customer', () => {
	const waiting = (customer: Connected) => times(20, customer);
	const BEFORE = XERO.perMinute + XERO.atOnce;

	beforeEach(async () => {
		await useUp(holder.simulator, busy, XERO.perMinute);
		time.hold();
	});

	it('an item that goes wrong ends the run without them', async () => {
		const items = [...itemsOf(waiting(busy)), { ...itemOf(busy, true, 20), token: '' }];
		expect(wordsOf(await run([], {}, { items }))).toMatch(/No instance was chosen/);
		expect(statuses(busy).length).toBeLessThanOrEqual(BEFORE);
	});

	it('a cancelled execution sends nothing more', async () => {
		let cancel = () => {};
		const started: RunOptions['started'] = (execution) => {
			cancel = () => execution.cancel();
		};
		const running = run(waiting(busy), {}, { started });
		await time.asleep(1);
		await until(() => statuses(busy).length === BEFORE);
		cancel();
		await running;
		// Were one of them still waiting, its call would come before these.
		time.wake();
		await useUp(holder.simulator, busy, 20);
		expect(statuses(busy)).toHaveLength(BEFORE + 20);
	});
});
