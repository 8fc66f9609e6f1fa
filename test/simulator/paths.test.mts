import { beforeEach, describe, expect, test } from '@jest/globals';
import { plainApp } from '../../simulator/seed-providers.mts';
import { connectByCode } from '../support/connected.mts';
import { call, callAs } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

/** What other people's clients and the vendor's own tests expect. Source: docs/platform-api.md, "Resources of each element", "Field names", "CEQL". */
const holder = useSimulator();

let token = '';

let id = 0;

beforeEach(async () => {
	({ token, id } = (
		await call(holder.simulator, 'POST', '/instances', { body: quickBody() })
	).body);
});

async function as(method: string, path: string, body?: unknown, other = token) {
	return await callAs(holder.simulator, other, method, path, { body });
}

describe('Of the platform’s paths', () => {
	test.each([
		['GET', '/users'],
		['GET', '/users/5'],
		['DELETE', '/users/5'],
		['GET', '/accounts'],
		['GET', '/accounts/7'],
		['GET', '/organizations/objects'],
		['GET', '/vdrs'],
		['GET', '/notifications'],
		['GET', '/formulas'],
		['GET', '/nothing'],
	])('%s %s is not there, with or without a token', async (method, path) => {
		const plain = await call(holder.simulator, method, path);
		expect([plain.status, plain.body.message]).toEqual([404, expect.stringContaining(path)]);
		expect((await as(method, path)).status).toBe(404);
	});

	test('a resource without a token says that it needs one', async () => {
		expect((await call(holder.simulator, 'GET', '/customers')).status).toBe(401);
		expect((await call(holder.simulator, 'GET', '/hubs/crm/accounts')).status).toBe(401);
	});

	test('accounts are a resource with a token of an element that has them', async () => {
		const own = await connectByCode(holder.simulator, 'sfdc', plainApp('sfdc'), 'main');
		expect((await as('GET', '/accounts', undefined, own)).status).toBe(200);
	});

	test('an instance is there below its element, by key and by number', async () => {
		const path = `/elements/quickbooks/instances/${id}`;
		expect((await call(holder.simulator, 'GET', path)).body.token).toBe(token);
		expect((await call(holder.simulator, 'GET', `/elements/39/instances/${id}`)).body.id).toBe(id);
		expect((await call(holder.simulator, 'GET', `/elements/xero/instances/${id}`)).status).toBe(
			404,
		);
		const patched = await call(holder.simulator, 'PATCH', path, { body: { name: 'Renamed' } });
		expect(patched.body.name).toBe('Renamed');
		expect((await call(holder.simulator, 'DELETE', path)).status).toBe(200);
		expect((await call(holder.simulator, 'GET', path)).status).toBe(404);
	});

	test('metadata is there by number', async () => {
		const { body } = await call(holder.simulator, 'GET', '/elements/39/metadata');
		expect(body).toMatchObject({ key: 'quickbooks', events: { supported: true } });
		expect(body).not.toHaveProperty('resources');
		expect((await call(holder.simulator, 'GET', '/elements/1/metadata')).status).toBe(404);
		expect((await call(holder.simulator, 'GET', '/elements/quickbooks/metadata')).status).toBe(404);
		expect(
			(await call(holder.simulator, 'GET', '/elements/metadata?pageSize=2')).body,
		).toHaveLength(2);
	});
});
