import { beforeEach, describe, expect, it } from '@jest/globals';
import { connect, type Connected } from '../support/connected.mts';
import { useHarness } from './harness.mts';
import { locator } from '../support/locators.mts';
import { customers, jsonOf, node, ours, runChain } from './workflows.mts';

const harness = useHarness();
let customer: Connected;

beforeEach(async () => {
	customer = await connect(harness.simulator);
});

const request = (name: string, parameters: Record<string, unknown>) =>
	ours(name, 'elementRequest', {
		resource: 'bulk',
		instance: locator('token', "={{ $('Customers').first().json.token }}"),
		object: locator('name', 'customers'),
		...parameters,
	});

/** n8n's own nodes between files and items. */
const fromFile = (name: string, operation: 'csv' | 'text') =>
	node(name, 'n8n-nodes-base.extractFromFile', { operation }, { typeVersion: 1.1 });
const toCsv = node(
	'To CSV',
	'n8n-nodes-base.convertToFile',
	{ operation: 'csv' },
	{ typeVersion: 1.1 },
);
const rows = (list: object[]) =>
	node(
		'Rows',
		'n8n-nodes-base.code',
		{ jsCode: `return ${JSON.stringify(list)}.map((json) => ({ json }));` },
		{ typeVersion: 2 },
	);

const run = async (...nodes: Parameters<typeof runChain>[2]) => {
	const chain = [customers([customer]), ...nodes];
	const execution = await runChain(harness.client, 'Bulk files', chain);
	expect(execution.data.resultData.error).toBeUndefined();
	return execution;
};

describe('A bulk download', () => {
	it("is a CSV file that n8n's Extract From File reads", async () => {
		const execution = await run(
			request('Download', { operation: 'download', format: 'csv' }),
			fromFile('Records', 'csv'),
		);

		expect(jsonOf(execution, 'Download')).toEqual([
			expect.objectContaining({ status: 'COMPLETED', recordsCount: 57 }),
		]);
		const records = jsonOf(execution, 'Records');
		expect(records).toHaveLength(57);
		expect(records[0]).toMatchObject({ id: '1001', email: 'contact1@example.com' });
	});

	it('is a file of JSON lines with the wanted records and fields', async () => {
		const execution = await run(
			request('Download', {
				operation: 'download',
				format: 'jsonLines',
				filterType: 'ceql',
				where: "name LIKE 'Ito%'",
				options: { fields: 'id,name' },
			}),
			fromFile('Text', 'text'),
		);

		const text = (jsonOf(execution, 'Text')[0]?.data as string).trim();
		const records = text.split('\n').map((line) => JSON.parse(line) as object);
		expect(records).toHaveLength(5);
		expect(records[0]).toEqual({ id: '1008', name: 'Ito 1' });
	});
});

describe('A bulk upload', () => {
	it('takes a file that n8n made, updates whom it finds and creates the rest', async () => {
		const execution = await run(
			rows([
				{ email: 'contact3@example.com', name: 'Changed' },
				{ email: 'n@x.example', name: 'New, with a comma' },
			]),
			toCsv,
			request('Upload', { operation: 'upload', identifierField: 'email' }),
			request('All', { resource: 'record', operation: 'getAll', returnAll: true }),
		);

		expect(jsonOf(execution, 'Upload')).toEqual([
			expect.objectContaining({ status: 'COMPLETED', recordsCount: 2 }),
		]);
		const all = jsonOf(execution, 'All');
		expect(all).toHaveLength(58);
		expect(all).toContainEqual(expect.objectContaining({ id: '1003', name: 'Changed' }));
		expect(all).toContainEqual(expect.objectContaining({ name: 'New, with a comma' }));
	});
});
