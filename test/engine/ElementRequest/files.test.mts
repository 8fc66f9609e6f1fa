import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import { fileOf, request, resourceCalls } from '../../support/element-request.mts';
import { hintsOf, outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();
let customer: Connected;
beforeEach(async () => {
	customer = await connect(holder.simulator);
});

const run = async (operation: string, parameters: IDataObject, more = {}) =>
	await request(
		holder.simulator,
		{ resource: 'bulk', operation, ...parameters },
		{ items: [customer], ...more },
	);
const sent = () => resourceCalls(holder.simulator);

describe('A bulk download', () => {
	it('is a CSV file of all records, with what is known of the job', async () => {
		const { outputs, error } = await run('download', { format: 'csv', binaryPropertyName: 'file' });
		expect(error).toBeUndefined();
		const [item, ...others] = outputs[0] ?? [];
		expect(others).toEqual([]);
		expect(item?.json).toMatchObject({
			object: 'customers',
			status: 'COMPLETED',
			recordsCount: 57,
			id: expect.any(String),
		});
		expect(item?.binary?.file).toMatchObject({ fileName: 'customers.csv', mimeType: 'text/csv' });
		const lines = fileOf(item, 'file').trim().split('\r\n');
		expect(lines).toHaveLength(58);
		expect(lines[0]).toBe('id,name,email,phone,updatedDate');
		expect(sent()[0]?.query).toEqual({ q: 'select * from customers' });
		expect(sent().at(-1)?.headers.accept).toBe('text/csv');
	});

	it('can be JSON lines, of some records and fields, changed since some day', async () => {
		const { outputs } = await run('download', {
			format: 'jsonLines',
			filterType: 'conditions',
			conditions: { condition: [{ field: 'name', operator: 'like', value: 'Ito%' }] },
			options: { fields: 'id, name', changedSince: '2024-01-01T00:00:00Z' },
		});
		const [item] = outputs[0] ?? [];
		expect(item?.binary?.data).toMatchObject({ fileName: 'customers.jsonl' });
		const rows = fileOf(item)
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as IDataObject);
		expect(rows).toHaveLength(5);
		expect(rows[0]).toEqual({ id: '1008', name: 'Ito 1' });
		expect(sent()[0]?.query).toEqual({
			q: "select id,name from customers where name LIKE 'Ito%'",
			from: '2024-01-01T00:00:00.000Z',
		});
	});

	it('that takes longer than one wants to wait goes on at the platform, and says so', async () => {
		const options = { waitMinutes: 0 };
		const words = wordsOf(await run('download', { format: 'csv', options }));
		expect(words).toMatch(/bulk job \d+ is not done after 0 minutes[^]*CREATED, and it goes on/);
	});

	it('that the platform gives up ends at once', async () => {
		const body = { id: 1, status: 'FAILED' };
		holder.simulator.fault({ path: '/bulk/\\d+/status', status: 200, body });
		const words = wordsOf(await run('download', { format: 'csv' }));
		expect(words).toMatch(/bulk job \d+ ended as FAILED/);
		expect(sent()).toHaveLength(2);
	});

	it('ends with the execution that waits for it', async () => {
		const body = { id: 1, status: 'RUNNING' };
		holder.simulator.fault({ path: '/bulk/\\d+/status', status: 200, body, times: 1000 });
		let cancel = () => {};
		const started = (execution: { cancel(): void }) => {
			cancel = () => execution.cancel();
		};
		time.hold();
		const running = run('download', { format: 'csv' }, { started });
		await time.asleep(1);
		cancel();
		// Nobody ends the pause.
		await running;
		expect(holder.simulator.requests({ path: '/bulk/\\d+/status' })).toHaveLength(1);
		expect(holder.simulator.requests({ path: '/bulk/\\d+/customers' })).toEqual([]);
	});

	it('of a file that is gone tells the platform’s words, though a file was asked for', async () => {
		const body = { message: 'The file of bulk job 1 is gone' };
		holder.simulator.fault({ path: '/bulk/\\d+/customers', status: 404, body });
		expect(wordsOf(await run('download', { format: 'csv' }))).toContain(body.message);
	});

	it('takes no object that would change the query', async () => {
		const object = { mode: 'name', value: 'customers where 1 = 1' };
		const words = wordsOf(await run('download', { format: 'csv', object }));
		expect(words).toMatch(/not the name of an object/);
		expect(sent()).toEqual([]);
	});

	it('of an element without bulk says so', async () => {
		const body = { message: 'Bulk is disabled' };
		holder.simulator.fault({ path: '/bulk/query', status: 400, body });
		expect(wordsOf(await run('download', { format: 'csv' }))).toContain('Bulk is disabled');
	});
});

describe('A bulk upload', () => {
	const file = (text: string, more = {}): INodeExecutionData => ({
		json: customer,
		binary: {
			data: {
				data: Buffer.from(text).toString('base64'),
				mimeType: 'text/csv',
				fileName: 'new.csv',
				...more,
			},
		},
	});
	const upload = async (item: INodeExecutionData, parameters: IDataObject = {}) =>
		await run('upload', { binaryPropertyName: 'data', ...parameters }, { inputs: [item] });
	const count = async () => {
		const answer = await request(
			holder.simulator,
			{ operation: 'getAll', returnAll: true },
			{ items: [customer] },
		);
		return outputOf(answer).length;
	};

	it('creates the records of a CSV file', async () => {
		const [job] = outputOf(
			await upload(file('name,email\r\nAcme,a@x.example\r\n"B, Ltd.",b@x.example')),
		);
		expect(job).toMatchObject({ object: 'customers', status: 'COMPLETED', recordsCount: 2 });
		expect(await count()).toBe(59);
	});

	it('updates those that an identifier field finds', async () => {
		const lines =
			'{"email":"contact3@example.com","name":"C"}\n{"email":"n@x.example","name":"N"}\n';
		const item = file(lines, { mimeType: 'application/jsonl', fileName: 'new.jsonl' });
		outputOf(await upload(item, { identifierField: 'email' }));
		expect(await count()).toBe(58);
	});

	it('tells which records were not taken', async () => {
		const result = await upload(file('email\r\na@x.example'));
		expect(outputOf(result)[0]).toMatchObject({
			recordsFailedCount: 1,
			errors: [{ row: 1, message: expect.stringContaining('name') }],
		});
		expect(hintsOf(result).join()).toMatch(/1 records were not taken/);
	});

	it('is not sent without a file, or with an empty one', async () => {
		expect(wordsOf(await upload({ json: customer }))).toMatch(/binary/);
		expect(wordsOf(await upload(file('')))).toMatch(/is empty/);
		expect(sent()).toEqual([]);
	});

	it('is not sent twice when its answer is lost', async () => {
		holder.simulator.fault({ path: '/bulk/customers', loseAnswer: true });
		wordsOf(await upload(file('name\r\nAcme')));
		expect(sent()).toHaveLength(1);
	});
});
