import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import { request, resourceCalls } from '../../support/element-request.mts';
import { hintsOf, outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
let customer: Connected;
beforeEach(async () => {
	customer = await connect(holder.simulator);
});

const list = async (parameters: IDataObject = {}, items: IDataObject[] = [customer]) =>
	await request(holder.simulator, { operation: 'getAll', ...parameters }, { items });
const queries = () => resourceCalls(holder.simulator).map(({ query }) => query);
const all = { returnAll: true };

describe('Get Many of records', () => {
	it('gives fifty records unless told otherwise, and asks for no more', async () => {
		expect(outputOf(await list())).toHaveLength(50);
		expect(queries()).toEqual([{ pageSize: '50' }]);
	});

	it('gives as many as the limit says, from several pages', async () => {
		const rows = outputOf(await list({ limit: 12, options: { pageSize: 5 } }));
		expect(rows.map(({ id }) => id)).toEqual(
			Array.from({ length: 12 }, (_, index) => String(1001 + index)),
		);
		expect(queries().map(({ pageSize }) => pageSize)).toEqual(['5', '5', '5']);
	});

	it('gives nothing where there is nothing', async () => {
		holder.simulator.populate('stripe', 'customers', 0);
		const result = await list(all);
		expect(result.error).toBeUndefined();
		expect(outputOf(result)).toEqual([]);
	});

	it.each(['No customers found', 'No users found'])('reads "%s" as nothing', async (message) => {
		holder.simulator.fault({ path: '/customers', status: 404, body: { message } });
		expect(outputOf(await list(all))).toEqual([]);
	});

	it('passes fields and order on, and sends what was not asked for as nothing', async () => {
		const options = { fields: 'id, email', orderBy: ' id desc ' };
		const rows = outputOf(await list({ limit: 1, options }));
		expect(rows).toEqual([{ id: '1057', email: 'contact57@example.com' }]);
		expect(queries()).toEqual([{ fields: 'id,email', orderBy: 'id desc', pageSize: '1' }]);
	});

	it('makes items of a list that holds no objects', async () => {
		holder.simulator.fault({ path: '/names', status: 200, body: ['a', 'b'] });
		const object = { mode: 'name', value: 'names' };
		expect(outputOf(await list({ object, limit: 2 }))).toEqual([{ value: 'a' }, { value: 'b' }]);
	});
});

describe('Get Many with Return All ends', () => {
	it('at an empty page, where a token comes with every page', async () => {
		expect(outputOf(await list({ ...all, options: { pageSize: 20 } }))).toHaveLength(57);
		// 20, 20, 17 and the empty one.
		expect(queries()).toHaveLength(4);
	});

	it('at a token that was seen, and where the page size was clipped', async () => {
		const { token } = await connect(holder.simulator, 'hubspot');
		holder.simulator.populate('hubspot', 'contacts', 257);
		const object = { mode: 'name', value: 'contacts' };
		const rows = outputOf(await list({ ...all, object }, [{ token }]));
		expect(new Set(rows.map(({ id }) => id)).size).toBe(257);
		expect(rows).toHaveLength(257);
	});

	it('at an empty page, with page numbers', async () => {
		const options = { paging: 'page', pageSize: 25 };
		const rows = outputOf(await list({ ...all, options }));
		expect(new Set(rows.map(({ id }) => id)).size).toBe(57);
		expect(queries().map(({ page }) => page)).toEqual(['1', '2', '3', '4']);
	});

	it('at an empty page, with page numbers, five of them at the same time', async () => {
		holder.simulator.populate('stripe', 'customers', 2000);
		holder.simulator.latency(30);
		const rows = outputOf(await list({ ...all, options: { paging: 'page', pageSize: 100 } }));
		expect(rows.map(({ id }) => Number(id))).toEqual(
			Array.from({ length: 2000 }, (_, index) => 1001 + index),
		);
		expect(holder.simulator.peakInFlight()).toBe(5);
		// Twenty full pages, the empty one, and at most four beyond it.
		expect(queries().length).toBeLessThanOrEqual(25);
	});

	it('with words where page numbers have no effect', async () => {
		const { token } = await connect(holder.simulator, 'hubspot');
		const object = { mode: 'name', value: 'contacts' };
		const options = { paging: 'page', pageSize: 10 };
		const words = wordsOf(await list({ ...all, object, options }, [{ token }]));
		expect(words).toMatch(/same page again[^]*Cursor/);
		expect(queries()).toHaveLength(2);
	});

	it('after 100,000 records, every one of them once', async () => {
		holder.simulator.populate('stripe', 'customers', 100_000);
		const items = (await list(all)).outputs[0] ?? [];
		expect(items).toHaveLength(100_000);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(100_000);
		expect(items.at(-1)?.json.id).toBe('101000');
		// Five hundred full pages and the empty one.
		expect(queries()).toHaveLength(501);
	}, 120_000);
});

describe('A list that hands out no tokens', () => {
	it.each([
		['counts pages of 100', { max: 100, pages: true }],
		['counts pages of 200', { max: 200, pages: true }],
	] as const)('is read to its end where it %s', async (_, habits) => {
		holder.simulator.populate('stripe', 'customers', 1037, { token: 'never', ...habits });
		const result = await list(all);
		expect(new Set(outputOf(result).map(({ id }) => id)).size).toBe(1037);
		expect(hintsOf(result)).toEqual([]);
	});

	it('comes with a doubt where it knows no page numbers either', async () => {
		const habits = { token: 'never', max: 100, pages: false } as const;
		holder.simulator.populate('stripe', 'customers', 1037, habits);
		const result = await list(all);
		expect(outputOf(result)).toHaveLength(100);
		expect(hintsOf(result).join()).toMatch(/there may be more records/);
	});
});

describe('A filter', () => {
	const conditions = (...condition: IDataObject[]) => ({
		filterType: 'conditions',
		conditions: { condition },
	});

	it('of conditions is quoted for the user', async () => {
		const filter = conditions(
			{ field: 'name', operator: 'like', value: 'Garcia%' },
			{ field: 'id', operator: 'in', value: '1006, 1016' },
		);
		const rows = outputOf(await list(filter));
		expect(rows.map(({ name }) => name)).toEqual(['Garcia 1', 'Garcia 2']);
		expect(queries()[0]?.where).toBe("name LIKE 'Garcia%' AND id IN ('1006', '1016')");
	});

	it('can be of other conditions for each item', async () => {
		const filter = conditions({ field: 'id', operator: 'equals', value: '={{ $json.wanted }}' });
		const items = [1001, 1003].map((wanted) => ({ ...customer, wanted }));
		const rows = outputOf(await list(filter, items));
		expect(rows.map(({ id }) => id)).toEqual(['1001', '1003']);
	});

	it('as CEQL is sent letter by letter', async () => {
		const where = "name = 'Abbott 1' OR name = 'Ito 1'";
		expect(outputOf(await list({ filterType: 'ceql', where }))).toHaveLength(2);
		expect(queries()[0]?.where).toBe(where);
	});

	it('as CEQL with an odd number of apostrophes is warned of', async () => {
		const where = "name = 'D'Souza 1'";
		holder.simulator.fault({ path: '/customers', status: 200, body: [] });
		const result = await list({ filterType: 'ceql', where });
		expect(hintsOf(result).join()).toMatch(/odd number of apostrophes/);
		expect(hintsOf(await list({ filterType: 'ceql', where: "name = 'Ito 1'" }))).toEqual([]);
	});

	it('that the element cannot use is explained in its own words', async () => {
		const { token } = await connect(holder.simulator, 'quickbooks');
		const where = "shoeSize = '43'";
		const words = wordsOf(await list({ filterType: 'ceql', where }, [{ token }]));
		expect(words).toMatch(/filter cannot be used[^]*'shoeSize' is not queryable/);
	});
});
