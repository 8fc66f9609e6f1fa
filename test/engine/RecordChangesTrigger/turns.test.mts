import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { compiled } from '../../support/compiled.mts';
import { connect, type Connected } from '../../support/connected.mts';
import type { Outputs } from '../../support/engine/poller.mts';
import { changesPoller, saveRecord, useClock } from '../../support/record-changes.mts';
import { useSimulator } from '../../support/simulator.mts';

const { timing } =
	compiled<typeof import('../../../nodes/shared/api/timing.ts')>('nodes/shared/api/timing');

const holder = useSimulator();
useClock(holder);
const SECOND = 1000;

const COUNT = 40;
const options = { changedField: 'updatedDate' };

/** Instances of one company, which all have its records. */
async function connectMany(count = COUNT): Promise<Connected[]> {
	const customers: Connected[] = [];
	while (customers.length < count) customers.push(await connect(holder.simulator, 'stripe'));
	return customers;
}

const change = async (customer: Connected) =>
	await saveRecord(holder.simulator, customer, 'customers', { name: 'New' });

const instancesOf = (outputs: Outputs | null, output = 0) =>
	(outputs?.[output] ?? []).map(({ instanceId }) => Number(instanceId));
const idsOf = (customers: Connected[]) => customers.map(({ id }) => id).sort((a, b) => a - b);

/** Lets a second pass whenever somebody looks at the clock. */
function hurry(): void {
	const { now } = timing;
	let looked = 0;
	timing.now = () => now() + (looked += 1) * SECOND;
}

describe('A poll', () => {
	it('that has no time for all goes on where it stopped, in fair turn', async () => {
		const customers = await connectMany();
		const trigger = changesPoller(holder.simulator, { options });
		await trigger.publish();
		await change(customers[0] as Connected);
		hurry();
		const polls: number[][] = [];
		for (let n = 0; n < 12 && polls.flat().length < COUNT; n++) {
			polls.push(instancesOf(await trigger.poll({ budgetMs: 30 * SECOND })));
		}
		expect(polls.length).toBeGreaterThan(2);
		expect(polls.flat()).toEqual(idsOf(customers));
		const calls = holder.simulator.requests({ path: '/customers', method: 'GET' });
		const asked = calls.map(({ headers }) => headers.authorization);
		// Nobody had a second turn before everybody had the first; a list takes two pages.
		expect(new Set(asked.slice(0, 2 * COUNT)).size).toBe(COUNT);
	});

	it('does not wait for an instance that does not answer, and says so of it', async () => {
		const customers = await connectMany(3);
		const trigger = changesPoller(holder.simulator, { options });
		await trigger.publish();
		const made = await change(customers[0] as Connected);
		holder.simulator.fault({ path: '/customers', method: 'GET', delayMs: 3 * SECOND });
		const outputs = await trigger.poll({ budgetMs: 2 * SECOND });
		expect(instancesOf(outputs)).toHaveLength(2);
		const [slow, ...others] = instancesOf(outputs, 1);
		expect(others).toEqual([]);
		expect(outputs?.[1]?.[0]).toMatchObject({ details: { code: 'timed_out' } });
		const next = await trigger.poll();
		expect(instancesOf(next)).toEqual([slow]);
		expect((next?.[0]?.[0]?.record as IDataObject).id).toBe(made.id);
	});

	it('leaves the place to one that is under way', async () => {
		const customers = await connectMany(5);
		const trigger = changesPoller(holder.simulator, { options });
		await trigger.publish();
		await change(customers[0] as Connected);
		const both = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(both.filter((outputs) => outputs === null)).toHaveLength(1);
		expect(both.flatMap((outputs) => instancesOf(outputs))).toEqual(idsOf(customers));
		expect(await trigger.poll()).toBeNull();
		expect(trigger.kept).not.toContain('busy');
	});

	it('asks at most so many instances at a time', async () => {
		await connectMany();
		const trigger = changesPoller(holder.simulator, { options });
		await trigger.publish();
		holder.simulator.latency(5);
		await trigger.poll();
		expect(holder.simulator.peakInFlight()).toBeLessThanOrEqual(10);
	});

	it('begins no further instance once there are many changes, and tells of the rest next', async () => {
		const customers = await connectMany(20);
		const startAt = '2020-01-01T00:00:00Z';
		holder.simulator.populate('stripe', 'customers', 1_200);
		const trigger = changesPoller(holder.simulator, { options, startAt });
		await trigger.publish();
		const polls = [await trigger.poll(), await trigger.poll(), await trigger.poll()];
		const told = polls.map((outputs) => outputs?.[0]?.length ?? 0);
		expect(told[0]).toBeLessThan(24_000);
		expect(told.reduce((sum, one) => sum + one, 0)).toBe(24_000);
		const each = new Map<number, number>();
		for (const id of polls.flatMap((outputs) => instancesOf(outputs))) {
			each.set(id, (each.get(id) ?? 0) + 1);
		}
		expect([...each.values()]).toEqual(customers.map(() => 1_200));
	}, 60_000);
});

describe('What n8n keeps', () => {
	it('does not grow with the instances, and holds no token', async () => {
		const customers = await connectMany();
		const trigger = changesPoller(holder.simulator, { options });
		await trigger.publish();
		await trigger.poll();
		expect(trigger.kept.length).toBeLessThan(400);
		await change(customers[0] as Connected);
		await trigger.poll();
		for (const { token } of customers) expect(trigger.kept).not.toContain(token);
		expect(trigger.kept.length).toBeLessThan(400 + COUNT * 60);
	});
});
