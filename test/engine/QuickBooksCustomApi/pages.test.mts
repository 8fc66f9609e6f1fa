import { describe, expect, it } from '@jest/globals';
import { REALM } from '../../support/companies.mts';
import { codeOf, hintsOf, outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import {
	bookRequests,
	BOOKS,
	JSON_TYPE,
	record,
	runAnswered,
	runCustomApi,
} from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

useFakeTime();

const holder = useSimulator();

const query = (statement = 'SELECT * FROM Invoice') => record('query', { statement });

describe('QuickBooks: Custom API, the result of a query', () => {
	it.each([
		['no result', { time: 'now' }],
		['a result that is a list', { QueryResponse: [] }],
		['a single record', { QueryResponse: { Invoice: { Id: '1' } } }],
		['rows that are no records', { QueryResponse: { Invoice: ['1'] } }],
	])('is an error when there is %s', async (_, body) => {
		const result = await runAnswered(holder.simulator, body, query());
		expect(wordsOf(result)).toMatch(/QuickBooks answered without/);
		expect(codeOf(result)).toBe('answer_unexpected');
	});

	it('is empty when the result does not name the record type', async () => {
		expect(outputOf(await runAnswered(holder.simulator, { QueryResponse: {} }, query()))).toEqual(
			[],
		);
	});

	it('is never a part of the pages', async () => {
		const parameters = { ...query(), returnAll: true, options: { pageSize: 20 } };
		holder.simulator.fault({
			path: BOOKS,
			after: 1,
			status: 200,
			body: '{"QueryRes',
			headers: JSON_TYPE,
		});
		expect(codeOf(await runCustomApi(holder.simulator, parameters))).toBe('answer_unreadable');
	});

	it('is counted by a number only', async () => {
		const body = { QueryResponse: { totalCount: 'many' } };
		const result = await runAnswered(holder.simulator, body, query('SELECT COUNT(*) FROM Invoice'));
		expect(wordsOf(result)).toMatch(/answered without a count/);
	});
});

describe('QuickBooks: Custom API, a page that takes too long', () => {
	const QUERY = `/intuit/v3/company/${REALM}/query`;
	const pages = () =>
		bookRequests(holder.simulator).map(
			({ query: { query: text } }) => /MAXRESULTS (\d+)/.exec(String(text))?.[1],
		);
	const all = (more: object = {}) => ({ ...query(), returnAll: true, ...more });

	it('is asked for in smaller ones, and nothing is left out', async () => {
		holder.simulator.fault({ path: QUERY, status: 504, times: 2 });
		const result = await runCustomApi(holder.simulator, all());
		expect(outputOf(result)).toHaveLength(60);
		expect(pages()).toEqual(['1000', '250', '100']);
		expect(hintsOf(result)).toEqual([expect.stringMatching(/Pages of 1000.*by 100.*Page Size/)]);
	});

	it('is as large as the option says', async () => {
		const result = await runCustomApi(holder.simulator, all({ options: { pageSize: 25 } }));
		expect(outputOf(result).map(({ Id }) => Number(Id))).toEqual(
			Array.from({ length: 60 }, (_, index) => index + 1),
		);
		expect(pages()).toEqual(['25', '25', '25']);
		expect(hintsOf(result)).toEqual([]);
	});

	it('is repeated as it is when it is small already', async () => {
		holder.simulator.fault({ path: QUERY, status: 504, headers: { 'retry-after': '0' } });
		outputOf(await runCustomApi(holder.simulator, all({ options: { pageSize: 50 } })));
		expect(pages()).toEqual(['50', '50', '50']);
	});

	it.each([0, 1001, 'many', 1.5])('cannot have %p records', async (pageSize) => {
		const parameters = all({ options: { pageSize: `={{ ${JSON.stringify(pageSize)} }}` } });
		expect(wordsOf(await runCustomApi(holder.simulator, parameters))).toMatch(
			/Page Size must be a whole number from 1 to 1000/,
		);
		expect(pages()).toEqual([]);
	});
});
