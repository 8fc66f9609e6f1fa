import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import { request, resourceCalls } from '../../support/element-request.mts';
import { codeOf, outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { byId, byToken, locator } from '../../support/locators.mts';
import { connectByApproval } from '../../support/record-changes.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const SINCE = '2024-03-01T10:00:00.500Z';

async function list(customer: Connected, options: IDataObject, parameters: IDataObject = {}) {
	const all = { operation: 'getAll', returnAll: true, options, ...parameters };
	return await request(holder.simulator, all, { items: [{ ...customer }] });
}

const clauses = () => [...new Set(resourceCalls(holder.simulator).map(({ query }) => query.where))];

describe('Changed Since', () => {
	it.each([
		['quickbooks', 'customers', '`metaData.lastUpdatedTime` >= 2024-03-01T10:00:00+00:00'],
		['xero', 'invoices', "UpdatedDateUTC >= '2024-03-01T10:00:00Z'"],
		['sageone', 'customers', "lastModifiedDate >= '2024-03-01T10:00:00Z'"],
		['sageoneus', 'contacts', "updated_or_created_since = '2024-03-01T10:00:00+00:00'"],
		// Half a day earlier, because the account may be in any zone.
		['freshbooks', 'customers', "updated_from = '2024-02-29'"],
	])('is asked of %s as it wants to be asked', async (element, object, clause) => {
		const customer =
			element === 'quickbooks'
				? await connect(holder.simulator, element)
				: await connectByApproval(holder.simulator, element);
		const before = holder.simulator.requests().length;
		const result = await list(
			customer,
			{ changedSince: SINCE },
			{ object: locator('name', object) },
		);
		outputOf(result);
		const asked = holder.simulator.requests().slice(before);
		const wheres = asked.filter(({ path }) => path.endsWith(`/${object}`));
		expect([...new Set(wheres.map(({ query }) => query.where))]).toEqual([clause]);
	});

	it('finds what changed, and nothing else', async () => {
		const customer = await connect(holder.simulator, 'quickbooks');
		const rows = outputOf(await list(customer, {}));
		const times = rows.map(({ metaData }) => (metaData as IDataObject).lastUpdatedTime as number);
		const since = Number(times[5]);
		const found = outputOf(await list(customer, { changedSince: new Date(since).toISOString() }));
		expect(found).toHaveLength(times.filter((time) => time >= since).length);
		expect(found.length).toBeLessThan(rows.length);
	});

	it('is joined with the filter, and goes by the field that is given', async () => {
		const customer = await connect(holder.simulator);
		const filter = { filterType: 'ceql', where: "name LIKE 'Garcia%'" };
		const options = { changedSince: SINCE, changedField: ' updatedDate ' };
		expect(outputOf(await list(customer, options, filter))).toEqual([]);
		expect(clauses()).toEqual([
			"name LIKE 'Garcia%' AND updatedDate >= '2024-03-01T10:00:00.000Z'",
		]);
	});

	it.each([
		['a token', ({ token }: Connected) => byToken(token)],
		['an ID', ({ id }: Connected) => byId(id)],
	])('looks the element of %s up once for all items', async (_, locatorOf) => {
		const customer = await connect(holder.simulator, 'quickbooks');
		const items = [{}, {}, {}];
		const all = {
			operation: 'getAll',
			options: { changedSince: SINCE },
			instance: locatorOf(customer),
		};
		outputOf(await request(holder.simulator, all, { items }));
		const lookups = holder.simulator.requests({ path: `/instances/${customer.id}` });
		expect(lookups).toHaveLength(1);
	});

	it.each<[string, IDataObject, IDataObject, string, RegExp]>([
		[
			'an element that nobody knows',
			{},
			{},
			'change_date_unknown',
			/stripe.*\n.*Change Date Field/,
		],
		[
			'a filter with OR',
			{ changedField: 'updatedDate' },
			{ filterType: 'ceql', where: "name = 'a' OR name = 'b'" },
			'invalid_input',
			/OR/,
		],
		['a field that is none', { changedField: "a' OR b" }, {}, 'invalid_input', /no.* field name/],
		[
			'what is no date',
			{ changedSince: 'soon' },
			{},
			'invalid_input',
			/Changed Since is not a date/,
		],
	])('with %s is refused before anything is asked', async (_, options, parameters, code, words) => {
		const customer = await connect(holder.simulator);
		const result = await list(customer, { changedSince: SINCE, ...options }, parameters);
		expect(codeOf(result)).toBe(code);
		expect(wordsOf(result)).toMatch(words);
		expect(resourceCalls(holder.simulator)).toEqual([]);
	});
});
