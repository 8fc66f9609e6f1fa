import { describe, expect, it } from '@jest/globals';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { bookRequests, runCustomApi } from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

// Intuit takes 500 calls a minute, and the node waits for the next one.
useFakeTime();
const holder = useSimulator();

const query = (statement: string, more: object = {}) => ({
	resource: 'record',
	operation: 'query',
	statement,
	...more,
});
const ALL = { returnAll: true };

/** The statements that reached QuickBooks. */
const statements = () => bookRequests(holder.simulator).map((request) => request.query.query);
const ids = (result: Awaited<ReturnType<typeof runCustomApi>>) =>
	outputOf(result).map(({ Id }) => Number(Id));

describe('QuickBooks: Custom API, query', () => {
	it('gives an item for each record, as many as the limit says, and tells that there may be more', async () => {
		const result = await runCustomApi(holder.simulator, query('SELECT * FROM Invoice'));
		expect(ids(result)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
		expect(result.outputs[0]?.every(({ pairedItem }) => Object(pairedItem).item === 0)).toBe(true);
		expect(result.stored).toContain('more records than the Limit of 50');
	});

	it('reads all records, more than QuickBooks gives at once', async () => {
		const created = await runCustomApi(
			holder.simulator,
			{
				resource: 'record',
				operation: 'create',
				recordType: 'Item',
				fields: '={{ { Name: $json.name } }}',
				options: { parallelRequests: 50 },
			},
			{ items: Array.from({ length: 1000 }, (_, index) => ({ name: `Item ${index}` })) },
		);
		expect(outputOf(created)).toHaveLength(1000);
		const before = bookRequests(holder.simulator).length;
		const result = await runCustomApi(holder.simulator, query('SELECT * FROM Item', ALL));
		expect(ids(result)).toEqual(Array.from({ length: 1004 }, (_, index) => index + 1));
		expect(statements().slice(before)).toEqual([
			'SELECT * FROM Item STARTPOSITION 1 MAXRESULTS 1000',
			'SELECT * FROM Item STARTPOSITION 1001 MAXRESULTS 1000',
		]);
		expect(result.stored).not.toContain('more records than the Limit');
	});

	it.each([
		['begins where the statement says', 'SELECT * FROM Item STARTPOSITION 3', [3, 4]],
		['reads no more than the statement says', 'SELECT * FROM Item MAXRESULTS 2', [1, 2]],
		['reads the page of the statement', 'select * from Item startposition 2 maxresults 2;', [2, 3]],
		['takes both clauses in any order', 'SELECT * FROM Item MAXRESULTS 1 STARTPOSITION 4', [4]],
		[
			'leaves such words inside a value alone',
			"SELECT * FROM Item WHERE Name = 'MAXRESULTS 2'",
			[],
		],
	])('%s', async (_, statement, expected) => {
		const result = await runCustomApi(holder.simulator, query(statement, ALL));
		expect(ids(result)).toEqual(expected);
		expect(result.stored).not.toContain('more records than the Limit');
	});

	it('gives nothing for an empty result, item by item', async () => {
		const result = await runCustomApi(
			holder.simulator,
			query("SELECT * FROM Customer WHERE DisplayName = '{{ $json.name }}'".replace(/^/, '=')),
			{ items: [{ name: 'Nobody' }, { name: "D\\'Souza" }, { name: 'Bjørn Abbott' }] },
		);
		expect(outputOf(result)).toMatchObject([{ DisplayName: 'Bjørn Abbott' }]);
		expect(result.outputs[0]?.[0]?.pairedItem).toEqual({ item: 2 });
	});

	it('counts', async () => {
		const result = await runCustomApi(holder.simulator, query('SELECT COUNT(*) FROM Invoice'));
		expect(outputOf(result)).toEqual([{ totalCount: 60 }]);
	});

	it('passes the words of QuickBooks on about a statement that it does not understand', async () => {
		const result = await runCustomApi(
			holder.simulator,
			query("SELECT * FROM Customer WHERE GivenName = 'A' OR GivenName = 'B'"),
		);
		expect(wordsOf(result)).toMatch(/does not understand the query[^]*only AND is supported/);
	});

	it('asks for a limit that is a number', async () => {
		const statement = query('SELECT * FROM Item', { limit: '={{ $json.limit }}' });
		const result = await runCustomApi(holder.simulator, statement, { items: [{ limit: 'ten' }] });
		expect(wordsOf(result)).toMatch(/Limit must be a whole number/);
	});

	it('asks for a statement when there is none', async () => {
		const result = await runCustomApi(holder.simulator, query('={{ " ; " }}'));
		expect(wordsOf(result)).toMatch(/The query is empty/);
		expect(statements()).toEqual([]);
	});
});
