import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect, useConnected } from '../../support/connected.mts';
import { callLines, recordsOf, resourceCalls } from '../../support/element-request.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { byId, locator } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const customer = useConnected(holder);

const run = recordsOf(holder, customer);

const calls = () => callLines(holder.simulator);

const API = '/elements/api-v2';

describe('A record', () => {
	it('is created, read, changed, replaced and deleted', async () => {
		const record = JSON.stringify({ name: 'Acme', email: 'a@acme.example' });
		const [created] = outputOf(await run('create', { record }));
		const recordId = created?.id as string;
		expect(created).toMatchObject({ name: 'Acme', id: expect.any(String) });

		const [changed] = outputOf(await run('update', { recordId, record: '{"name":"Acme Ltd."}' }));
		const updatedDate: unknown = expect.any(String);
		expect(changed).toEqual({
			id: recordId,
			name: 'Acme Ltd.',
			email: 'a@acme.example',
			updatedDate,
		});
		const options = { replace: true };
		outputOf(await run('update', { recordId, record: '{"name":"Acme Inc."}', options }));
		expect(outputOf(await run('get', { recordId }))).toEqual([
			{ id: recordId, name: 'Acme Inc.', updatedDate },
		]);

		expect(outputOf(await run('delete', { recordId }))).toEqual([{ deleted: true }]);
		expect(wordsOf(await run('get', { recordId }))).toMatch(/did not find record \d+ of customers/);
	});

	it('takes the fields of its item, and no others', async () => {
		const items = ['A', 'B'].map((name) => ({ ...customer, name }));
		const record = '={{ { name: $json.name } }}';
		outputOf(await run('create', { record }, items));
		const bodies = resourceCalls(holder.simulator).map(({ body }) => body);
		expect(bodies).toEqual(expect.arrayContaining([{ name: 'A' }, { name: 'B' }]));
	});

	it.each(['{}', '', '[]'])('is not sent when it is %j', async (record) => {
		expect(wordsOf(await run('create', { record }))).toMatch(/Record|record/);
		expect(calls()).toEqual([]);
	});

	it('whose creation was not confirmed is not sent again, and the user is told', async () => {
		holder.simulator.fault({ path: '/customers', loseAnswer: true });
		const words = wordsOf(await run('create', { record: '{"name":"Acme"}' }));
		expect(words).toMatch(/did not confirm whether the record was created[^]*second one/);
		expect(calls()).toEqual([`POST ${API}/customers`]);
	});

	it('that the platform had no time for is sent again', async () => {
		holder.simulator.fault({ path: '/customers', status: 429, headers: { 'retry-after': '0' } });
		expect(outputOf(await run('create', { record: '{"name":"Acme"}' }))).toHaveLength(1);
		expect(calls()).toHaveLength(2);
	});

	it('whose deletion was not confirmed is deleted all the same', async () => {
		holder.simulator.fault({ path: '/customers/1001', loseAnswer: true });
		expect(outputOf(await run('delete', { recordId: '1001' }))).toEqual([{ deleted: true }]);
		expect(calls()).toHaveLength(2);
	});

	it('that is not there cannot be deleted', async () => {
		expect(wordsOf(await run('delete', { recordId: '77' }))).toMatch(/did not find/);
	});
});

describe('The ID', () => {
	it.each([
		['22|33', '/customers/22%7C33'],
		['a/b', '/customers/a%2Fb'],
		['50%', '/customers/50%25'],
		['ü', '/customers/%C3%BC'],
	])('%s stays one part of the path', async (recordId, path) => {
		await run('get', { recordId });
		expect(calls()).toEqual([`GET ${API}${path}`]);
	});

	it.each(['', ' ', '.', '..'])('%j reaches nothing, whatever the operation', async (recordId) => {
		const parameters = { recordId: '={{ $json.wanted }}', record: '{"name":"x"}' };
		for (const operation of ['get', 'update', 'delete']) {
			const items = [{ ...customer, wanted: recordId }];
			const words = wordsOf(await run(operation, parameters, items));
			expect(words).toMatch(/ID (is empty|has a part that is only dots)/);
		}
		expect(calls()).toEqual([]);
	});

	it('that changes with every update is read first when asked to', async () => {
		const { token } = await connect(holder.simulator, 'quickbooks');
		const [first] = outputOf(await run('getAll', { limit: 1 }, [{ token }]));
		const recordId = first?.id as string;
		expect(recordId).toMatch(/^\d+\|\d+$/);
		const change = async (notes: string, options: IDataObject = {}) =>
			await run('update', { recordId, record: { notes }, options }, [{ token }]);
		outputOf(await change('one'));
		expect(wordsOf(await change('two'))).toMatch(/Stale|5010/i);
		const [changed] = outputOf(await change('three', { readFirst: true }));
		expect(changed).toMatchObject({ notes: 'three' });
		expect(changed?.id).not.toBe(recordId);
	});
});

describe('Items about one record', () => {
	const LOOK_UP = '/instances/\\d+';
	const statuses = async (parameters: IDataObject, items: IDataObject[]) =>
		await run('update', { record: { notes: '={{ $json.notes }}' }, ...parameters }, items);
	const notesSent = () =>
		holder.simulator
			.requests({ method: 'PATCH', path: '.*/customers/.*' })
			.map(({ body }) => (body as IDataObject).notes);
	const ORDER = ['open', 'held', 'closed'];

	it('are changed in the order of the input, each with the ID that the one before left', async () => {
		const { token } = await connect(holder.simulator, 'quickbooks');
		const [first] = outputOf(await run('getAll', { limit: 1 }, [{ token }]));
		const items = ORDER.map((notes) => ({ token, notes }));
		const changed = outputOf(
			await statuses({ recordId: first?.id, options: { readFirst: true } }, items),
		);
		expect(changed.map(({ notes }) => notes)).toEqual(ORDER);
		expect(new Set(changed.map(({ id }) => id)).size).toBe(3);
	});

	it.each([
		['written alike', ['customers', 'customers', 'customers']],
		['with a hub or without', ['customers', 'hubs/crap/customers', '/customers']],
	])('are changed in the order of the input though the first is slow, %s', async (_, objects) => {
		holder.simulator.fault({ path: '.*/customers/1001', method: 'PATCH', status: 503 });
		const items = ORDER.map((notes, index) => ({ ...customer, notes, object: objects[index] }));
		const object = locator('name', '={{ $json.object }}');
		outputOf(await statuses({ recordId: '1001', object }, items));
		expect(notesSent()).toEqual(['open', ...ORDER]);
	});

	it('are changed in the order of the input though the first one’s token has to be looked up', async () => {
		holder.simulator.fault({ path: LOOK_UP, delayMs: 300 });
		const items = ORDER.map((notes, index) => ({ ...customer, notes, by: index === 0 }));
		const instance = locator(
			'={{ $json.by ? "id" : "token" }}',
			'={{ $json.by ? $json.id : $json.token }}',
		);
		outputOf(await statuses({ recordId: '1001', instance }, items));
		expect(holder.simulator.requests({ path: LOOK_UP })).toHaveLength(1);
		expect(notesSent()).toEqual(ORDER);
	});

	it('are changed in the order of the input by custom calls too', async () => {
		holder.simulator.fault({ path: '/customers/1001', method: 'PATCH', delayMs: 300 });
		const items = ORDER.map((notes) => ({ ...customer, notes }));
		const call = { resource: 'customCall', method: 'PATCH', path: 'customers/1001' };
		const body = { bodyType: 'json', jsonBody: '={{ { notes: $json.notes } }}' };
		outputOf(await run('call', { ...call, ...body }, items));
		const [last] = outputOf(await run('get', { recordId: '1001' }));
		expect(last).toMatchObject({ notes: 'closed' });
	});

	it('with an ID that is not of today say what to do', async () => {
		const { token } = await connect(holder.simulator, 'quickbooks');
		const [first] = outputOf(await run('getAll', { limit: 1 }, [{ token }]));
		const items = ['open', 'closed'].map((notes) => ({ token, notes }));
		const words = wordsOf(await statuses({ recordId: first?.id }, items));
		expect(words).toMatch(/changed since its ID was read[^]*Read First/);
	});
});

describe('What was not found', () => {
	it.each([
		['get', { recordId: '77' }, 'record 77 of customers'],
		['update', { recordId: '77', record: '{"name":"x"}' }, 'record 77 of customers'],
		['delete', { recordId: '77' }, 'record 77 of customers'],
		['getAll', { object: locator('name', 'moons') }, 'object moons'],
		['create', { object: locator('name', 'moons'), record: '{"name":"x"}' }, 'object moons'],
		['getAll', { instance: byId('999999') }, 'instance 999999'],
	])('by %s of %j is named: %s', async (operation, parameters, named) => {
		expect(wordsOf(await run(operation, parameters))).toContain(`did not find ${named}\n`);
	});
});

describe('An instance that is disabled', () => {
	it('is called that', async () => {
		const body = { message: 'The element instance is disabled', requestId: 'r1' };
		holder.simulator.fault({ path: '/customers', status: 403, body });
		const words = wordsOf(await run('getAll'));
		expect(words).toMatch(/The instance is disabled[^]*Manage Instance/);
		expect(words).not.toMatch(/may be disabled/);
	});
});
