import { beforeEach, describe, expect, it } from '@jest/globals';
import type { WorkflowNode } from '../../n8n/client/client.mts';
import { connect, type Connected } from '../support/connected.mts';
import { useHarness } from './harness.mts';
import { locator } from '../support/locators.mts';
import { createChain, customers, jsonOf, node, ours, runChain } from './workflows.mts';

const harness = useHarness();
let customer: Connected;

beforeEach(async () => {
	customer = await connect(harness.simulator);
});

const TOKEN = "={{ $('Customers').first().json.token }}";

/** Element Request about customers of the first account. */
const request = (name: string, operation: string, parameters: Record<string, unknown> = {}) => ({
	...ours(name, 'elementRequest', {
		resource: 'record',
		operation,
		instance: locator('token', TOKEN),
		object: locator('name', 'customers'),
		...parameters,
	}),
	executeOnce: true,
});

const run = async (nodes: WorkflowNode[], accounts: Connected[] = [customer]) => {
	const execution = await runChain(harness.client, 'Records', [customers(accounts), ...nodes]);
	expect(execution.data.resultData.error).toBeUndefined();
	return execution;
};
const sent = (path: RegExp) =>
	harness.simulator
		.requests({ path })
		.map(({ method, path }) => `${method} ${path.replace('/elements/api-v2', '')}`);

describe('Element Request with records', () => {
	it('creates, gets, updates and deletes one, and never finds it again', async () => {
		const recordId = "={{ $('Create').first().json.id }}";
		const execution = await run([
			request('Create', 'create', { record: '{"name":"Acme","email":"a@acme.example"}' }),
			request('Get', 'get', { recordId }),
			request('Update', 'update', { recordId, record: '{"name":"Acme Ltd."}' }),
			request('Delete', 'delete', { recordId }),
			{ ...request('Get Again', 'get', { recordId }), onError: 'continueRegularOutput' },
		]);

		const [created] = jsonOf(execution, 'Create');
		expect(created).toMatchObject({ name: 'Acme', id: expect.any(String) });
		expect(jsonOf(execution, 'Get')).toEqual([created]);
		const updatedDate: unknown = expect.any(String);
		expect(jsonOf(execution, 'Update')).toEqual([{ ...created, name: 'Acme Ltd.', updatedDate }]);
		expect(jsonOf(execution, 'Delete')).toEqual([{ deleted: true }]);
		expect(jsonOf(execution, 'Get Again')[0]?.error).toMatch(/did not find record .* of customers/);
	});

	it('creates or updates: a new one first, then that one, and nobody a second time', async () => {
		const upsert = (name: string, record: string) =>
			request(name, 'upsert', { record, matchField: 'email' });
		const execution = await run([
			upsert('First', '{"name":"New","email":"n@x.example"}'),
			upsert('Second', '{"name":"Newer","email":"n@x.example"}'),
			upsert('Known', '{"name":"C","email":"contact3@example.com"}'),
		]);

		const [made] = jsonOf(execution, 'First');
		expect(jsonOf(execution, 'Second')[0]).toMatchObject({ id: made?.id, name: 'Newer' });
		expect(jsonOf(execution, 'Known')[0]).toMatchObject({ id: '1003', name: 'C' });
		expect(harness.simulator.requests({ method: 'POST', path: /\/customers$/ })).toHaveLength(1);
	});

	it('gets many: filtered, sorted, some fields, and all pages in both styles', async () => {
		harness.simulator.populate('stripe', 'customers', 450);
		const execution = await run([
			request('Filtered', 'getAll', {
				returnAll: true,
				filterType: 'conditions',
				conditions: { condition: [{ field: 'name', operator: 'like', value: 'Ito%' }] },
				options: { fields: 'id,name', orderBy: 'id desc' },
			}),
			request('By Cursor', 'getAll', { returnAll: true }),
			request('By Page', 'getAll', { returnAll: true, options: { paging: 'page' } }),
			request('Limited', 'getAll', { limit: 7 }),
		]);

		const filtered = jsonOf(execution, 'Filtered');
		expect(filtered.length).toBeGreaterThan(1);
		for (const row of filtered) {
			expect(row).toEqual({ id: expect.any(String), name: expect.stringMatching(/^Ito/) });
		}
		const ids = filtered.map(({ id }) => Number(id));
		expect(ids).toEqual([...ids].sort((a, b) => b - a));
		for (const name of ['By Cursor', 'By Page']) {
			expect(new Set(jsonOf(execution, name).map(({ id }) => id)).size).toBe(450);
		}
		expect(jsonOf(execution, 'Limited')).toHaveLength(7);
	});

	it('keeps an ID of several parts together, and reads the one that an update changed', async () => {
		const books = await connect(harness.simulator, 'quickbooks');
		const recordId = "={{ $('List').first().json.id }}";
		const change = (name: string) =>
			request(name, 'update', {
				recordId,
				record: JSON.stringify({ notes: name }),
				options: { readFirst: true },
			});
		const execution = await run(
			[request('List', 'getAll', { limit: 1 }), change('One'), change('Two')],
			[books],
		);

		expect(jsonOf(execution, 'List')[0]).toMatchObject({ id: '1|0' });
		expect(jsonOf(execution, 'Two')[0]).toMatchObject({ notes: 'Two' });
		const [before, after] = ['1%7C0', '1%7C1'].map((part) => `/customers/${part}`);
		expect(sent(/customers\/.+/)).toEqual([
			`GET ${before}`,
			`PATCH ${before}`,
			`GET ${before}`,
			`PATCH ${after}`,
		]);
	});

	it('makes any other call', async () => {
		const execution = await run([
			request('Call', 'call', {
				resource: 'customCall',
				method: 'PATCH',
				path: 'hubs/payment/customers/1001',
				bodyType: 'json',
				jsonBody: '{"name":"Called"}',
			}),
		]);

		expect(jsonOf(execution, 'Call')).toEqual([expect.objectContaining({ name: 'Called' })]);
	});
});

describe('The lists of Element Request in the editor', () => {
	const search = async (methodName: string, path: string) => {
		const { nodes } = await createChain(harness.client, 'Lists', [request('List', 'getAll')]);
		const list = nodes.find(({ name }) => name === 'List');
		const { results } = await harness.client.rest.data<{ results: Array<{ value: unknown }> }>(
			'POST',
			'/dynamic-node-parameters/resource-locator-results',
			{
				methodName,
				path,
				nodeTypeAndVersion: { name: list?.type, version: 1 },
				currentNodeParameters: {
					...list?.parameters,
					authentication: 'account',
					instance: locator('id', customer.id),
				},
				credentials: list?.credentials,
			},
		);
		return results.map(({ value }) => value);
	};

	it('offer the objects of the instance, and the instances of the account', async () => {
		expect(await search('searchObjects', 'parameters.object')).toContain('customers');
		expect(await search('searchInstances', 'parameters.instance')).toContain(String(customer.id));
	});
});

describe('The fields of a record in the editor', () => {
	it('are read from the object, and what is filled in is created', async () => {
		const given = {
			recordAs: 'fields',
			recordFields: {
				mappingMode: 'defineBelow',
				value: { name: 'Acme', email: "={{ 'a@' + 'acme.example' }}", phone: null },
				matchingColumns: [],
				schema: ['name', 'email', 'phone'].map((id) => ({ id, displayName: id, type: 'string' })),
			},
		};
		const create = request('Create', 'create', given);
		const { nodes } = await createChain(harness.client, 'Fields', [create]);
		const made = nodes.find(({ name }) => name === 'Create');
		const { fields } = await harness.client.rest.data<{ fields: Array<{ id: string }> }>(
			'POST',
			'/dynamic-node-parameters/resource-mapper-fields',
			{
				methodName: 'getRecordFields',
				path: 'parameters.recordFields',
				nodeTypeAndVersion: { name: made?.type, version: 1 },
				currentNodeParameters: {
					...made?.parameters,
					authentication: 'account',
					instance: locator('id', customer.id),
				},
				credentials: made?.credentials,
			},
		);
		expect(fields.map(({ id }) => id)).toEqual(expect.arrayContaining(['name', 'email', 'phone']));

		const execution = await run([create]);
		const [created] = jsonOf(execution, 'Create');
		expect(created).toMatchObject({ name: 'Acme', email: 'a@acme.example' });
		expect(created).not.toHaveProperty('phone');
	});
});

describe('Element Request with many customers', () => {
	it("reads each account by its own token, item by item, and shows nobody's secret", async () => {
		const accounts = [customer, await connect(harness.simulator, 'hubspot')];
		const each = ours('Objects', 'elementRequest', {
			resource: 'customCall',
			operation: 'call',
			instance: locator('token', '={{ $json.token }}'),
			path: 'objects',
			options: { splitIntoItems: false },
		});
		const execution = await run([each], accounts);

		expect(jsonOf(execution, 'Objects').map(({ value }) => value)).toEqual([
			expect.arrayContaining(['customers']),
			expect.arrayContaining(['contacts']),
		]);
		const output = JSON.stringify(jsonOf(execution, 'Objects'));
		for (const { token } of accounts) expect(output).not.toContain(token);
	});

	it('reads one account with a credential of its own, which n8n can test', async () => {
		const { client, simulator } = harness;
		const { id, name } = await client.createCredential({
			name: 'Only this customer',
			type: 'cloudElementsInstanceApi',
			data: {
				environment: 'custom',
				baseUrl: simulator.apiUrl,
				userSecret: simulator.accounts.main.userSecret,
				elementToken: customer.token,
			},
		});
		expect(await client.testCredential(id)).toMatchObject({ status: 'OK' });
		const list = node(
			'List',
			'n8n-nodes-cloud-elements.elementRequest',
			{
				authentication: 'instance',
				resource: 'record',
				operation: 'getAll',
				object: locator('name', 'customers'),
				limit: 3,
			},
			{ credentials: { cloudElementsInstanceApi: { id, name } } },
		);
		const execution = await run([list], [{ id: 0, token: '' }]);

		expect(jsonOf(execution, 'List')).toHaveLength(3);
	});
});
