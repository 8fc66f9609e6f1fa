import { describe, expect, it } from '@jest/globals';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { byId, byToken } from '../../support/locators.mts';
import { manage, onboard, one } from '../../support/manage-instance.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const run = async (operation: string, parameters: object) =>
	outputOf(await manage(holder.simulator, operation, parameters as never));

describe('Get Events', () => {
	it('returns the events of that instance, up to the limit or all', async () => {
		const options = { commonConfiguration: { eventsEnabled: true } };
		const made = await onboard(holder.simulator, { options });
		const other = await onboard(holder.simulator, { options });
		const change = (n: number) => ({
			objectType: 'customers',
			objectId: String(n),
			eventType: 'UPDATED' as const,
		});
		for (let n = 0; n < 3; n++) holder.simulator.emit(made.id, [change(n)]);
		holder.simulator.emit(other.id, [change(9)]);
		await holder.simulator.settled();
		for (const instance of [byId(made.id), byToken(made.token)]) {
			const all = await run('getEvents', { instance, returnAll: true });
			expect(all).toHaveLength(3);
			expect(all[0]).toMatchObject({
				id: expect.any(String),
				eventDate: expect.any(String),
				status: expect.any(String),
			});
			expect(await run('getEvents', { instance, limit: 2 })).toHaveLength(2);
		}
	});
});

describe('Get Objects', () => {
	it('names what can be read, also while the instance is disabled', async () => {
		const { id, token } = await onboard(holder.simulator);
		for (const instance of [byId(id), byToken(token)]) {
			const objects = await run('getObjects', { instance, returnAll: true });
			expect(objects).toContainEqual({
				name: 'customers',
				vendorName: 'customer',
				type: 'ceCanonical',
			});
			expect(await run('getObjects', { instance, limit: 2 })).toHaveLength(2);
			await one(holder.simulator, 'disable', { instance: byId(id) });
		}
	});

	it('says what is wrong when the token is refused', async () => {
		const instance = byToken('noSuchToken==');
		expect(wordsOf(await manage(holder.simulator, 'getObjects', { instance }))).toMatch(
			/refused the element token/,
		);
	});
});

describe('Get Usage Log', () => {
	it('returns the calls of that instance alone, by status, text and date', async () => {
		const [made, other] = [await onboard(holder.simulator), await onboard(holder.simulator)];
		for (const { id } of [made, other, made]) {
			await one(holder.simulator, 'check', { instance: byId(id) });
		}
		await run('getObjects', { instance: byId(made.id) });
		await one(holder.simulator, 'disable', { instance: byId(made.id) });
		const instance = byId(made.id);
		const log = async (logFilters = {}) =>
			await run('getUsageLog', { instance, returnAll: true, logFilters });
		expect((await log()).map(({ request_uri }) => request_uri)).toEqual([
			expect.stringMatching(/\/objects$/),
			expect.stringMatching(/\/ping$/),
			expect.stringMatching(/\/ping$/),
		]);
		expect(await log({ searchText: '/ping' })).toHaveLength(2);
		expect(await log({ status: 'SUCCESS' })).toHaveLength(3);
		expect(await log({ status: 'FAILED' })).toEqual([]);
		expect(await log({ from: '2099-01-01T00:00:00Z' })).toEqual([]);
		expect(await log({ to: '2001-01-01T00:00:00Z' })).toEqual([]);
		expect(await run('getUsageLog', { instance, limit: 1 })).toHaveLength(1);
		const result = await manage(holder.simulator, 'getUsageLog', {
			instance,
			logFilters: { from: 'soon' },
		});
		expect(wordsOf(result)).toContain('From is not a date');
	});

	it('leaves out what an older host says of instances of another name', async () => {
		const made = await onboard(holder.simulator, { name: 'Mine' });
		const row = { elementKey: 'quickbooks', requestStatus: 'SUCCESS' };
		const mine = { ...row, instanceName: 'Mine' };
		const body = [mine, { ...row, instanceName: 'Not mine' }];
		holder.simulator.fault({ path: '/usage', status: 200, body });
		expect(await run('getUsageLog', { instance: byId(made.id) })).toEqual([mine]);
	});
});
