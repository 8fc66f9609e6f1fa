import { describe, expect, it } from '@jest/globals';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { bookRequests, runCustomApi } from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const query = (statement: string, values: Record<string, string>) => ({
	resource: 'record',
	operation: 'query',
	statement,
	queryValues: { values: Object.entries(values).map(([name, value]) => ({ name, value })) },
});

describe('QuickBooks: Custom API, for the values of a query,', () => {
	it('finds by a value from the data, whatever it holds', async () => {
		const result = await runCustomApi(
			holder.simulator,
			query('SELECT * FROM Customer WHERE DisplayName = :name', { name: '={{ $json.name }}' }),
			{ items: [{ name: "Chidi D'Souza" }, { name: "x' OR DisplayName != '" }, { name: 'x\\' }] },
		);
		expect(outputOf(result)).toMatchObject([{ DisplayName: "Chidi D'Souza" }]);
	});

	it.each([
		['a number', 'Balance = :v', '={{ 125.5 }}', "Balance = '125.5'"],
		['a boolean', 'Active = :v', '={{ false }}', 'Active = false'],
		[
			'a date',
			'MetaData.CreateTime > :v',
			'={{ new Date(0) }}',
			"MetaData.CreateTime > '1970-01-01T00:00:00.000Z'",
		],
		['a list', 'Id IN (:v)', "={{ ['1', 2, \"3'\"] }}", "Id IN ('1', '2', '3\\'')"],
		['a list without brackets', 'Id IN :v', '={{ [1] }}', "Id IN ('1')"],
		['booleans', 'Active IN (:v)', '={{ [true, false] }}', 'Active IN (true, false)'],
		['no text in quotes', "GivenName = ':v' AND Id = :v", '5', "GivenName = ':v' AND Id = '5'"],
	])('writes %s', async (_, condition, value, written) => {
		const statement = `SELECT * FROM Customer WHERE ${condition}`;
		outputOf(await runCustomApi(holder.simulator, query(statement, { v: value })));
		expect(bookRequests(holder.simulator)[0]?.query.query).toBe(
			`SELECT * FROM Customer WHERE ${written} STARTPOSITION 1 MAXRESULTS 50`,
		);
	});

	it.each([
		['a name without a value', 'Id = :a AND Balance = :b', { a: '1' }, /names :b, which has no/],
		['a value that is not used', 'Id = :a', { a: '1', b: '2' }, /does not use the value "b"\n/],
		[
			'a placeholder in quotes',
			"Id = ':a'",
			{ a: '1' },
			/does not use.*\nWrite :a.*without quotes/,
		],
		['a name that is none', 'Id = :a', { 'a b': '1' }, /"a b" under Values cannot be/],
		['no value', 'Id = :a', { a: '={{ null }}' }, /The value of :a is null/],
		['an object', 'Id = :a', { a: '={{ { b: 1 } }}' }, /The value of :a is an object/],
		['an empty list', 'Id IN (:a)', { a: '={{ [] }}' }, /:a is an empty list/],
		['a rounded number', 'Id = :a', { a: '={{ 4620816365012345670 }}' }, /too long for a number/],
		['an open quote', "GivenName = 'D'Souza' AND Id = :a", { a: '1' }, /quote that is not closed/],
	])('refuses %s', async (_, condition, values, words) => {
		const statement = `SELECT * FROM Customer WHERE ${condition}`;
		const result = await runCustomApi(holder.simulator, query(statement, values as never));
		expect(wordsOf(result)).toMatch(words);
		expect(bookRequests(holder.simulator)).toEqual([]);
	});
});
