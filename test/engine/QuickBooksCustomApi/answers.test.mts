import { describe, expect, it } from '@jest/globals';
import { startSimulator } from '../../../simulator/index.mts';
import { codeOf, hintsOf, outputOf, runNode, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import {
	FAULT,
	bookRequests,
	BOOKS,
	customApiCredential,
	record,
	runAnswered,
	runCustomApi,
	send,
	tokensIn,
} from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

useFakeTime();

const holder = useSimulator();

const query = (statement = 'SELECT * FROM Invoice') => record('query', { statement });

const BATCH = send({ method: 'POST', path: 'batch', bodyType: 'json', jsonBody: '{}' });

const CDC = send({ path: 'cdc' });

const CREATE = record('create', { recordType: 'Customer', fields: '{ "DisplayName": "Mill" }' });

const UPDATE = record('update', { fields: '{ "SyncToken": "0", "DocNumber": "X" }' });

const methods = () => bookRequests(holder.simulator).map(({ method }) => method);

/** A body that is no answer to anything, and its code. */
const NO_ANSWER: Array<[string, string, string]> = [
	['cut-off JSON', '{"QueryResponse":{"Invoice":[{"Id":"1"}', 'answer_unreadable'],
	['a value that JSON does not know', '{"QueryResponse":{"Invoice":[NaN]}}', 'answer_unreadable'],
	['a list', '[{"Id":"1"}]', 'answer_unexpected'],
	['null', 'null', 'answer_unexpected'],
	['another object', '{"data":[{"Id":"1"}]}', 'answer_unexpected'],
	['nothing', '', 'answer_empty'],
	['a web page', '<!DOCTYPE html><html></html>', 'answer_web_page'],
];

/** Everything that knows what it asks for. */
const ASKING: Array<[string, object]> = [
	['Query', query()],
	['Query of a count', query('SELECT COUNT(*) FROM Invoice')],
	['Get', record('get')],
	['Get of the company', { resource: 'company', operation: 'get' }],
	['Create', CREATE],
	['Update', UPDATE],
	['Delete', record('delete')],
];

describe.each(ASKING)('QuickBooks: Custom API, %s', (_, parameters) => {
	it.each(NO_ANSWER)('takes %s for no answer', async (__, body, code) => {
		const result = await runAnswered(holder.simulator, body, parameters);
		expect(codeOf(result)).toBe(code);
		expect(bookRequests(holder.simulator)).toHaveLength(1);
	});
});

describe('QuickBooks: Custom API, an answer that breaks off', () => {
	it.each([
		['Query', query(), 0],
		['Query', query(), 40],
		['Get', record('get'), 0],
		['Get', record('get'), 40],
		['a report', send({ path: 'customer/5' }), 40],
		['a file', send({ path: 'customer/5', responseFormat: 'file' }), 40],
	])('to %s is asked for again (%#)', async (_, parameters, cutAfter) => {
		holder.simulator.fault({ path: BOOKS, cutAfter });
		expect(outputOf(await runCustomApi(holder.simulator, parameters)).length).toBeGreaterThan(0);
		expect(methods()).toEqual(['GET', 'GET']);
	});

	it.each([
		['Create', CREATE, 0],
		['Create', CREATE, 40],
		['Update', UPDATE, 40],
		['a custom POST', { ...BATCH, path: 'customer', jsonBody: '{ "DisplayName": "Mill" }' }, 40],
	])('to %s may have been written, and says nothing else (%#)', async (_, parameters, cutAfter) => {
		holder.simulator.fault({ path: BOOKS, cutAfter });
		const result = await runCustomApi(holder.simulator, parameters);
		const words = wordsOf(result);
		expect(words).toMatch(/ended the connection before the answer was complete/);
		expect(words.match(/may have been written/g)).toHaveLength(1);
		expect(words).not.toMatch(/retry the request|token|aborted|\.\./i);
		expect(words).toMatch(/intuitTid: 1-/);
		expect(codeOf(result)).toBe('outcome_unknown');
		expect(methods()).toEqual(['POST']);
	});

	it.each([
		['a read', record('get'), 'no_answer', /Check the Environment.*It was tried 5 times\.$/m],
		[
			'a write with a request ID',
			{ ...CREATE, options: { requestId: 'order-51' } },
			'outcome_unknown',
			/may have been written.*same Request ID.*It was tried 5 times\.$/m,
		],
	])('each time ends %s with words', async (_, parameters, code, words) => {
		holder.simulator.fault({ path: BOOKS, cutAfter: 40, times: 9 });
		const result = await runCustomApi(holder.simulator, parameters as never);
		expect(wordsOf(result)).toMatch(words);
		expect(codeOf(result)).toBe(code);
		expect(bookRequests(holder.simulator)).toHaveLength(5);
	});

	it('is asked for again with a request ID, and written once', async () => {
		holder.simulator.fault({ path: BOOKS, cutAfter: 40 });
		const parameters = { ...CREATE, options: { requestId: 'order-50' } };
		expect(outputOf(await runCustomApi(holder.simulator, parameters))).toHaveLength(1);
		expect(methods()).toEqual(['POST', 'POST']);
	});

	it('is not said of a connection that never was: nothing was sent', async () => {
		const closed = await startSimulator();
		await closed.close();
		const credentials = customApiCredential(holder.simulator, {
			baseUrl: `${closed.origin}/intuit`,
		});
		const parameters = { ...CREATE, options: { parallelRequests: 1 } };
		const result = await runNode({ type: 'quickBooksCustomApi', credentials, parameters });
		expect(wordsOf(result)).toMatch(/refused the connection \(ECONNREFUSED\)\nNothing was sent/);
	});
});

describe('QuickBooks: Custom API, what an answer holds', () => {
	it('keeps numbers of any length', async () => {
		const row = '{"Id":7615917337495251231,"Amount":12.5}';
		const body = `{"QueryResponse":{"Invoice":[${row}]}}`;
		const Id = '7615917337495251231';
		expect(outputOf(await runAnswered(holder.simulator, body, query()))).toEqual([
			{ Id, Amount: 12.5 },
		]);
		const result = await runAnswered(
			holder.simulator,
			`{"Invoice":${row}}`,
			send({ path: 'invoice/1' }),
		);
		expect(outputOf(result)).toEqual([{ Invoice: { Id, Amount: 12.5 } }]);
	});

	it('shows no secret that it repeats', async () => {
		const credentials = customApiCredential(holder.simulator);
		holder.simulator.fault({ path: BOOKS, echo: true, times: 9 });
		for (const parameters of [record('get'), send({ path: 'customer/5' })]) {
			const result = await runNode({ type: 'quickBooksCustomApi', credentials, parameters });
			outputOf(result);
			expect(result.stored).not.toContain(String(tokensIn(credentials).access_token));
		}
	});
});

describe('QuickBooks: Custom API, an answer in parts', () => {
	it('comes out as it is, whatever part was refused', async () => {
		const requests = [
			{ bId: 'a', operation: 'create', Vendor: { DisplayName: 'Mill' } },
			{ bId: 'b', operation: 'create', Vendor: { DisplayName: 'Mill' } },
		];
		const jsonBody = JSON.stringify({ BatchItemRequest: requests });
		const result = await runCustomApi(holder.simulator, { ...BATCH, jsonBody });
		expect(outputOf(result)).toMatchObject([
			{ BatchItemResponse: [{ Vendor: { DisplayName: 'Mill' } }, { Fault: {} }] },
		]);
		expect(hintsOf(result)).toEqual([expect.stringMatching(/1 of 2 parts.*b: .*code 6240/)]);
	});

	it('warns of the parts that were refused, and keeps what was written', async () => {
		const parts = [
			{ bId: 'first', Customer: { Id: '7' } },
			{ bId: 'second', Fault: FAULT },
		];
		const result = await runAnswered(holder.simulator, { BatchItemResponse: parts }, BATCH);
		expect(outputOf(result)).toEqual([{ BatchItemResponse: parts }]);
		expect(hintsOf(result)).toEqual([
			expect.stringMatching(/refused 1 of 2 parts.*second: Duplicate Name: Id=1 \(code 6240\)/),
		]);
	});

	it.each([
		['the only part', [{ bId: 'a', Fault: FAULT }], /Intuit: Duplicate Name: Id=1 \(code 6240\)/],
		[
			'every part',
			[{ bId: 'a', Fault: FAULT }, { Fault: FAULT }],
			/a: Duplicate Name: Id=1 \(code 6240\); 2: Duplicate Name/,
		],
	])('is an error when %s was refused', async (_, parts, words) => {
		const result = await runAnswered(holder.simulator, { BatchItemResponse: parts }, BATCH);
		expect(wordsOf(result)).toMatch(/name is used already/);
		expect(wordsOf(result)).toMatch(words);
	});

	it('says nothing about one that is good in every part', async () => {
		const body = { BatchItemResponse: [{ bId: 'a', Customer: {} }] };
		expect(hintsOf(await runAnswered(holder.simulator, body, BATCH))).toEqual([]);
	});

	it.each([
		[999, []],
		[1000, [expect.stringMatching(/holds 1000 changes.*there may be others/)]],
	])('tells when %i changes may not be all', async (count, hints) => {
		const half = Math.floor(count / 2);
		const rows = (length: number) => Array.from({ length }, (__, index) => ({ Id: `${index}` }));
		const held = [{ Customer: rows(half) }, { Invoice: rows(count - half), startPosition: 1 }, {}];
		const result = await runAnswered(
			holder.simulator,
			{ CDCResponse: [{ QueryResponse: held }] },
			CDC,
		);
		expect(outputOf(result)).toHaveLength(1);
		expect(hintsOf(result)).toEqual(hints);
	});
});
