import { describe, expect, it } from '@jest/globals';
import { useConnected } from '../../support/connected.mts';
import { callLines, recordsOf, request } from '../../support/element-request.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { locator } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const customer = useConnected(holder);

const run = recordsOf(holder, customer);

const calls = () => callLines(holder.simulator);

const API = '/elements/api-v2';

describe('The object', () => {
	it.each([
		['instances', /about your account/],
		['Instances/', /empty part/],
		['instances/1', /about your account/],
		['customers/../instances', /only dots/],
		['customers/%2e%2e/instances', /only dots/],
		['https://evil.example/x', /not a whole address/],
		['//evil.example', /not a whole address/],
		['customers?x=1', /question mark/],
		['', /No object was chosen/],
	])('%j is refused, and nothing is sent', async (value, words) => {
		const items = [{ ...customer, wanted: value }];
		const object = { mode: 'name', value: '={{ $json.wanted }}' };
		expect(wordsOf(await run('getAll', { object }, items))).toMatch(words);
		expect(wordsOf(await run('create', { object, record: '{"a":1}' }, items))).toMatch(words);
		expect(calls()).toEqual([]);
	});
});

describe('An object of the list that is called like a path about the account', () => {
	it.each([
		['users', `GET ${API}/hubs/general/users`],
		['Events', `GET ${API}/hubs/general/Events`],
		['hubs', `GET ${API}/hubs/general/hubs`],
		['accounts', `GET ${API}/accounts`],
		['customers', `GET ${API}/customers`],
	])('is the resource of the element: %s', async (name, call) => {
		holder.simulator.fault({ path: `.*/${name}`, status: 200, body: [{ id: 'u1' }] });
		const rows = outputOf(await run('getAll', { object: locator('list', name) }));
		expect(rows).toEqual([{ id: 'u1' }]);
		expect(calls()).toEqual([call]);
	});

	it.each([
		['get', {}, 'GET', '/hubs/general/users/7'],
		['update', { record: '{"a":1}' }, 'PATCH', '/hubs/general/users/7'],
		['delete', {}, 'DELETE', '/hubs/general/users/7'],
		['create', { record: '{"a":1}' }, 'POST', '/hubs/general/users'],
	])('can be worked with by %s', async (operation, parameters, method, path) => {
		holder.simulator.fault({ path: '.*/users.*', status: 200, body: { id: '7' } });
		const object = locator('list', 'users');
		outputOf(await run(operation, { object, recordId: '7', ...parameters }));
		expect(calls()).toEqual([`${method} ${API}${path}`]);
	});

	it.each(['list', 'name'])('can be filled by a file (chosen by %s)', async (mode) => {
		holder.simulator.fault({ path: '/bulk/users', status: 400, body: { message: 'No bulk' } });
		const binary = { data: { data: 'YQ==', mimeType: 'text/csv', fileName: 'a.csv' } };
		const result = await request(
			holder.simulator,
			{ resource: 'bulk', operation: 'upload', object: locator(mode, 'users') },
			{ inputs: [{ json: customer, binary }] },
		);
		expect(wordsOf(result)).toMatch(/No bulk/);
		expect(calls()).toEqual([`POST ${API}/bulk/users`]);
	});
});
