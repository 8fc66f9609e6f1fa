import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import { request, resourceCalls } from '../../support/element-request.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
let customer: Connected;
beforeEach(async () => {
	customer = await connect(holder.simulator);
});

const run = async (parameters: IDataObject, item: IDataObject = {}) =>
	await request(holder.simulator, parameters, { items: [{ ...customer, ...item }] });
const calls = () => resourceCalls(holder.simulator);

const where = (value: unknown, operator = 'equals', field = 'name') => ({
	operation: 'getAll',
	filterType: 'conditions',
	conditions: { condition: [{ field, operator, value }] },
});
const call = (parameters: IDataObject) => ({
	resource: 'customCall',
	operation: 'call',
	method: 'GET',
	path: 'customers',
	...parameters,
});
const pairs = (value: unknown, name: string) => ({ parameters: [{ name, value }] });
const query = (value: unknown) => call({ queryParameters: pairs(value, 'since') });
const header = (value: unknown, name = 'x-since') => call({ headerParameters: pairs(value, name) });

const DATE = '={{ new Date("2024-03-01T10:00:00Z") }}';
const LUXON = '={{ DateTime.fromISO("2024-03-01T11:00:00.000+01:00", { setZone: true }) }}';
const UTC = '2024-03-01T10:00:00.000Z';

describe('A value goes out to the element', () => {
	it.each<[string, string, IDataObject, string, string]>([
		['a date', 'a condition', where(DATE), 'where', `name = '${UTC}'`],
		['a DateTime', 'a condition', where(LUXON), 'where', `name = '${UTC}'`],
		[
			'a list of dates',
			'a condition',
			where(`={{ [${LUXON.slice(3, -2)}] }}`, 'in'),
			'where',
			`name IN ('${UTC}')`,
		],
		[
			'a text that is a date',
			'a condition',
			where('={{ "2024-03-01T11:00:00.000+01:00" }}'),
			'where',
			"name = '2024-03-01T11:00:00.000+01:00'",
		],
		['a number', 'a condition', where('={{ 5 }}'), 'where', "name = '5'"],
		['a date', 'the query', query(DATE), 'since', UTC],
		['a DateTime', 'the query', query(LUXON), 'since', UTC],
		['a boolean', 'the query', query('={{ false }}'), 'since', 'false'],
	])(
		'as it is written in HTTP and ISO 8601: %s in %s',
		async (_value, _place, parameters, name, text) => {
			await run(parameters);
			expect(calls()[0]?.query[name]).toBe(text);
		},
	);

	it.each<[string, string, string]>([
		['if-modified-since', DATE, 'Fri, 01 Mar 2024 10:00:00 GMT'],
		['If-Unmodified-Since', LUXON, 'Fri, 01 Mar 2024 10:00:00 GMT'],
		['x-since', DATE, UTC],
		['if-modified-since', 'Fri, 01 Mar 2024 10:00:00 GMT', 'Fri, 01 Mar 2024 10:00:00 GMT'],
	])('in the header %s: %s as %s', async (name, value, text) => {
		await run(header(value, name));
		expect(calls()[0]?.headers[name.toLowerCase()]).toBe(text);
	});

	it('in the query, but not where it is null', async () => {
		outputOf(await run(query('={{ null }}')));
		expect(calls()[0]?.query).toEqual({});
	});

	it.each<[string, IDataObject, RegExp]>([
		['null', where('={{ null }}'), /name in the filter is null\n.*Is Null/],
		['nothing', where('={{ $json.missing }}'), /name in the filter is (null|undefined)\n.*Is Null/],
		['an object', where('={{ { a: 1 } }}'), /name in the filter is an object/],
		['an object', query('={{ { a: 1 } }}'), /query parameter since is an object/],
		['nothing', query('={{ $json.missing }}'), /query parameter since is undefined/],
		['an object', header('={{ { a: 1 } }}'), /header x-since is an object/],
		['an object', { operation: 'get', recordId: '={{ { a: 1 } }}' }, /recordId is an object/],
	])('but not as "%s"', async (_value, parameters, words) => {
		expect(wordsOf(await run(parameters))).toMatch(words);
		expect(calls()).toEqual([]);
	});

	it.each([
		['without a zone in that of the workflow', '2024-03-01T10:00:00', '2024-03-01T15:00:00.000Z'],
		['with a zone as it is', '2024-03-01T10:00:00+01:00', '2024-03-01T09:00:00.000Z'],
		['of an expression', DATE, UTC],
		['of a DateTime', LUXON, UTC],
	])('from the date picker, %s', async (_what, changedSince, from) => {
		await run({
			resource: 'bulk',
			operation: 'download',
			format: 'csv',
			options: { changedSince },
		});
		expect(calls()[0]?.query.from).toBe(from);
	});
});

describe('An apostrophe', () => {
	it.each(["D'Souza 1", "x' OR name != '"])('in a condition finds %j alone', async (name) => {
		holder.simulator.populate('stripe', 'customers', 57);
		const rows = outputOf(await run(where('={{ $json.wanted }}'), { wanted: name }));
		expect(calls()[0]?.query.where).toBe(`name = '${name.replaceAll("'", "''")}'`);
		expect(rows.every((row) => row.name === name)).toBe(true);
	});

	it('in a match field makes one record, and updates it', async () => {
		const write = { operation: 'upsert', matchField: 'email', record: '={{ $json.record }}' };
		const record = { email: "o'brien@x.example", name: "x' OR name != '" };
		const [made] = outputOf(await run(write, { record }));
		const [again] = outputOf(await run(write, { record: { ...record, name: 'O' } }));
		expect(again?.id).toBe(made?.id);
		expect(again?.name).toBe('O');
	});

	const clause = (text: string) => ({ operation: 'getAll', filterType: 'ceql', where: text });

	it('that an expression puts into a clause is refused', async () => {
		const text = "=name = '{{ $json.wanted }}'";
		for (const wanted of ["x' OR name != '", "D'Souza 1"]) {
			const words = wordsOf(await run(clause(text), { wanted }));
			expect(words).toMatch(/changes what the filter asks for[^]*Use Conditions/);
		}
		expect(calls()).toEqual([]);
		outputOf(await run(clause(text), { wanted: 'Ito 1' }));
		expect(calls()[0]?.query.where).toBe("name = 'Ito 1'");
	});
});

describe('A record as one expression', () => {
	it('keeps every value as it is', async () => {
		const values = ['x","Active":false,"y":"z', 'one\ntwo', 'C:\\new', '7615917337495251231'];
		for (const name of values) {
			const record = '={{ { "name": $json.wanted } }}';
			outputOf(await run({ operation: 'create', record }, { wanted: name }));
			expect(calls().at(-1)?.body).toEqual({ name });
		}
	});
});
