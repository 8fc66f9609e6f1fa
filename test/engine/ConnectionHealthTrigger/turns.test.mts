import { describe, expect, it } from '@jest/globals';
import { connect } from '../../support/connected.mts';
import { healthTrigger, pollOnce, switchTo } from '../../support/connection-health.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const REFUSED = { status: 401, body: { message: 'Unauthorized' } };

async function connectMany(count: number): Promise<number[]> {
	const ids: number[] = [];
	for (let at = 0; at < count; at++) ids.push((await connect(holder.simulator, 'quickbooks')).id);
	return ids;
}

const pings = () => holder.simulator.requests({ path: '/ping' });

/** Element tokens of the pings since `from`, so that one sees who was looked at. */
const askedSince = (from: number) =>
	pings()
		.slice(from)
		.map(({ headers }) => /Element (\S+)/.exec(String(headers.authorization))?.[1]);

describe('A closer look', () => {
	it('is taken in turn, within the calls of a poll, and reaches everybody', async () => {
		await connectMany(5);
		const trigger = healthTrigger(holder.simulator, { options: { callsPerPoll: 2 } });
		await trigger.publish();
		expect(pings()).toHaveLength(2);
		await trigger.poll();
		expect(pings()).toHaveLength(4);
		await trigger.poll();
		expect(pings()).toHaveLength(6);
		expect(new Set(askedSince(0)).size).toBe(5);
	});

	it('is not taken at those who stay disabled', async () => {
		const [first = 0, second = 0] = await connectMany(3);
		const trigger = healthTrigger(holder.simulator);
		await trigger.publish();
		for (const id of [first, second]) await switchTo(holder.simulator, { id }, false);
		await trigger.poll();
		const before = holder.simulator.requests().length;
		await trigger.poll();
		const paths = holder.simulator
			.requests()
			.slice(before)
			.map(({ path }) => path);
		expect(paths.filter((path) => path.endsWith('/ping'))).toHaveLength(1);
		expect(paths.filter((path) => path.endsWith('/usage'))).toEqual([]);
	});

	it('at many suspects leaves the others their turn', async () => {
		const ids = await connectMany(6);
		const trigger = healthTrigger(holder.simulator, { options: { callsPerPoll: 4 } });
		await trigger.publish();
		for (const id of ids.slice(0, 4)) await switchTo(holder.simulator, { id }, false);
		// Nobody can tell of the suspects, so they stay suspects.
		holder.simulator.fault({ path: '/usage', times: 99, ...REFUSED });
		holder.simulator.fault({ method: 'GET', path: '/instances/\\d+', times: 99, status: 404 });
		const before = pings().length;
		await trigger.poll();
		await trigger.poll();
		expect(new Set(askedSince(before)).size).toBe(2);
	});
});

describe('An instance that is back', () => {
	it('is looked at before those whose turn it is', async () => {
		const [id = 0] = await connectMany(3);
		const trigger = healthTrigger(holder.simulator, { options: { callsPerPoll: 1 } });
		await trigger.publish();
		holder.simulator.fault({ path: '/usage', times: 9, ...REFUSED });
		await switchTo(holder.simulator, { id }, false);
		expect(await pollOnce(trigger)).toEqual([expect.objectContaining({ event: 'died' })]);
		await switchTo(holder.simulator, { id }, true);
		expect(await pollOnce(trigger)).toEqual([expect.objectContaining({ event: 'recovered' })]);
	});
});

describe('A poll that fails half-way', () => {
	it('loses nothing and tells nothing twice', async () => {
		const ids = await connectMany(3);
		const trigger = healthTrigger(holder.simulator);
		await trigger.publish();
		const [first = 0] = ids;
		await switchTo(holder.simulator, { id: first }, false);
		const kept = trigger.kept;
		holder.simulator.fault({ path: '/usage', times: 9, ...REFUSED });
		holder.simulator.fault({ path: '/instances', status: 403, body: { message: 'Forbidden' } });
		await expect(trigger.poll()).rejects.toThrow(/not allow/i);
		expect(trigger.kept).toBe(kept);
		expect(await pollOnce(trigger)).toEqual([
			expect.objectContaining({ event: 'died', instanceId: String(first) }),
		]);
		expect(await trigger.poll()).toBeNull();
	});

	it('on the second page of the list neither', async () => {
		const ids = await connectMany(201);
		const trigger = healthTrigger(holder.simulator, { options: { callsPerPoll: 1 } });
		await trigger.publish();
		for (const id of [ids[0] ?? 0, ids[200] ?? 0]) await switchTo(holder.simulator, { id }, false);
		holder.simulator.fault({ path: '/usage', times: 9, ...REFUSED });
		holder.simulator.fault({ path: '/instances', after: 1, status: 403, body: {} });
		await expect(trigger.poll()).rejects.toThrow();
		const told = [];
		for (let poll = 0; poll < 5; poll++) told.push(...(await pollOnce(trigger)));
		expect(told.map(({ instanceId }) => Number(instanceId)).sort()).toEqual([ids[0], ids[200]]);
	}, 30_000);

	it('is one whose list does not come in time; it says what to do', async () => {
		await connectMany(1);
		const trigger = healthTrigger(holder.simulator);
		holder.simulator.fault({ path: '/instances', delayMs: 4_000 });
		await expect(trigger.poll({ budgetMs: 200 })).rejects.toMatchObject({
			message: expect.stringMatching(/list of instances could not be read in the time/),
			description: expect.stringContaining('Instances With a Tag'),
		});
	});
});

describe('When the time of a poll is over', () => {
	it('who was not looked at comes next time', async () => {
		const ids = await connectMany(3);
		const trigger = healthTrigger(holder.simulator);
		await trigger.publish();
		holder.simulator.fault({ path: '/ping', times: 3, delayMs: 4_000 });
		expect(await trigger.poll({ budgetMs: 2_000 })).toBeNull();
		holder.simulator.fault({ path: '/ping', times: 3, ...REFUSED });
		const items = await pollOnce(trigger);
		expect(items.map(({ instanceId }) => Number(instanceId)).sort()).toEqual(ids);
	});
});

describe('Two polls at once', () => {
	it('tell a change once', async () => {
		await connectMany(2);
		const trigger = healthTrigger(holder.simulator);
		await trigger.publish();
		holder.simulator.fault({ path: '/ping', times: 4, ...REFUSED });
		const both = await Promise.all([pollOnce(trigger), pollOnce(trigger)]);
		expect(both.flat()).toHaveLength(2);
	});
});

describe('What is kept with the workflow', () => {
	it('is a short entry for those that are not well, and no secret', async () => {
		const ids = await connectMany(40);
		const trigger = healthTrigger(holder.simulator);
		await trigger.publish();
		const bytes = trigger.kept.length;
		expect(bytes).toBeLessThan(200);
		holder.simulator.fault({ path: '/ping', times: 40, ...REFUSED });
		expect(await pollOnce(trigger)).toHaveLength(40);
		expect((trigger.kept.length - bytes) / ids.length).toBeLessThan(16);
		const { userSecret, organizationSecret } = holder.simulator.accounts.main;
		for (const secret of [userSecret, organizationSecret]) {
			expect(trigger.kept).not.toContain(secret);
		}
		expect(await pollOnce(trigger)).toHaveLength(40);
		expect(trigger.kept.length).toBe(bytes);
	}, 30_000);

	it('forgets instances that have gone, but not one that a list skipped', async () => {
		const [id = 0] = await connectMany(2);
		const trigger = healthTrigger(holder.simulator);
		await trigger.publish();
		holder.simulator.fault({ path: '/usage', times: 9, ...REFUSED });
		await switchTo(holder.simulator, { id }, false);
		expect(await pollOnce(trigger)).toHaveLength(1);
		const skips = () => holder.simulator.fault({ path: '/instances', status: 200, body: [] });
		skips();
		await trigger.poll();
		expect(await trigger.poll()).toBeNull();
		expect(trigger.kept).toContain(String(id));
		skips();
		await trigger.poll();
		skips();
		await trigger.poll();
		expect(trigger.kept).not.toContain(`"${id}"`);
	});
});
