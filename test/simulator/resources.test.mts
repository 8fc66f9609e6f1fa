import { beforeEach, describe, expect, test } from '@jest/globals';
import { call, callAs, query } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';
import { connect } from '../support/connected.mts';

const holder = useSimulator();

let token = '';

let instanceId = 0;

beforeEach(async () => {
	const { body } = await call(holder.simulator, 'POST', '/instances', { body: quickBody() });
	({ token, id: instanceId } = body);
});

async function get(path: string, as = token) {
	return await callAs(holder.simulator, as, 'GET', path);
}

const stripe = async () => (await connect(holder.simulator)).token;

describe('Resource calls', () => {
	test('need user and element; the organization is harmless, if it is right', async () => {
		const { userSecret, organizationSecret } = holder.simulator.accounts.main;
		const status = async (authorization: string) =>
			(await call(holder.simulator, 'GET', '/customers', { headers: { authorization } })).status;
		expect(await status(`User ${userSecret}, Element ${token}`)).toBe(200);
		expect(
			await status(`Element ${token}, User ${userSecret}, Organization ${organizationSecret}`),
		).toBe(200);
		expect(await status(`User ${userSecret}, Organization wrong, Element ${token}`)).toBe(401);
		expect(await status(`User ${userSecret}, Organization ${organizationSecret}`)).toBe(401);
		expect(await status(`Element ${token}`)).toBe(401);
		expect(
			await status(`User ${holder.simulator.accounts.other.userSecret}, Element ${token}`),
		).toBe(401);
	});

	test('ignore the hub, and say which instance it was', async () => {
		const plain = await get('/customers?pageSize=3');
		for (const hub of ['finance', 'crm', 'crap']) {
			expect((await get(`/hubs/${hub}/customers?pageSize=3`)).body).toEqual(plain.body);
		}
		expect(plain.headers.get('Elements-Element-Instance-Id')).toBe(String(instanceId));
	});

	test('know the names that /objects lists, and no other', async () => {
		const { body: names } = await get('/objects');
		expect(names).toEqual(expect.arrayContaining(['customers', 'invoices', 'payments']));
		expect((await get('/hubs/finance/objects')).body).toEqual(names);
		for (const name of names) expect([name, (await get(`/${name}`)).status]).toEqual([name, 200]);
		expect((await get('/widgets')).status).toBe(404);
		expect((await get('/elements/7')).status).toBe(404);
		expect((await callAs(holder.simulator, token, 'DELETE', '/elements/quickbooks')).status).toBe(
			405,
		);
	});

	test('answer a ping where the element has one', async () => {
		expect((await get('/ping')).body).toMatchObject({ endpoint: 'quickbooks' });
		expect((await get('/hubs/finance/ping')).status).toBe(200);
	});
});

describe('QuickBooks records', () => {
	test('have composite ids, which are sent encoded', async () => {
		const { body: rows } = await get('/customers?pageSize=1');
		expect(rows[0].id).toBe('1|0');
		expect(rows[0].displayName).toBe('Amelia Abbott');
		expect((await get('/customers/1%7C0')).body).toEqual(rows[0]);
		expect(holder.simulator.requests({ path: /1%7C0/ })).toHaveLength(1);
	});

	test('are created, changed with a current sync token, and deleted', async () => {
		const made = await callAs(holder.simulator, token, 'POST', '/customers', {
			body: { displayName: 'New', primaryEmailAddr: { address: 'n@x.example' } },
		});
		expect([made.status, made.body.id]).toEqual([200, '121|0']);
		expect(made.body.primaryEmailAddr).toEqual({ address: 'n@x.example' });
		const path = `/customers/${encodeURIComponent(made.body.id)}`;
		const changed = await callAs(holder.simulator, token, 'PATCH', path, {
			body: { companyName: 'C' },
		});
		expect(changed.body).toMatchObject({ id: '121|1', displayName: 'New', companyName: 'C' });
		const stale = await callAs(holder.simulator, token, 'PATCH', path, {
			body: { companyName: 'D' },
		});
		expect([stale.status, stale.body.providerMessage]).toEqual([
			400,
			expect.stringContaining('Stale Object Error'),
		]);
		const replaced = await callAs(holder.simulator, token, 'PUT', '/customers/121%7C1', {
			body: { displayName: 'Only' },
		});
		expect(replaced.body.companyName).toBeUndefined();
		const duplicate = await callAs(holder.simulator, token, 'POST', '/customers', {
			body: { displayName: 'Only' },
		});
		expect(duplicate.body.providerMessage).toContain('Duplicate');
		const deleted = await callAs(holder.simulator, token, 'DELETE', '/invoices/1%7C0');
		expect([deleted.status, deleted.text]).toEqual([200, '']);
		expect((await get('/invoices/1%7C0')).status).toBe(404);
	});

	test('are found with where, without OR, and by fields that can be asked for', async () => {
		const where = async (clause: string) => await get(`/customers${query({ where: clause })}`);
		expect(
			(await where("displayName = 'Amelia Abbott'")).body.map(({ id }: { id: string }) => id),
		).toEqual(['1|0']);
		expect(
			(await where("displayName LIKE 'Amelia%' AND active = 'true'")).body.length,
		).toBeGreaterThan(5);
		expect((await where("displayName = 'Nobody'")).body).toEqual([]);
		expect((await where("displayName = 'a' OR displayName = 'b'")).body.message).toContain(
			'Error parsing query',
		);
		expect((await where('displayName is')).body.message).toContain('Error parsing query');
		expect((await where("notes = 'x'")).body.message).toContain(
			"property 'notes' is not queryable",
		);
	});

	test('are sorted and cut to fields', async () => {
		const { body } = await get(
			`/invoices${query({ orderBy: 'docNumber desc', fields: 'id,docNumber', pageSize: '2' })}`,
		);
		expect(body).toEqual([
			{ id: '60|0', docNumber: '1060' },
			{ id: '59|0', docNumber: '1059' },
		]);
		expect((await get(`/invoices${query({ orderBy: 'docNumber sideways' })}`)).status).toBe(400);
	});
});

describe('Records of other elements than QuickBooks', () => {
	test('are created, read, changed and deleted', async () => {
		const as = await stripe();
		expect(
			(await callAs(holder.simulator, as, 'POST', '/customers', { body: { email: 'x' } })).body
				.message,
		).toMatch(/: name$/);
		const { body: made } = await callAs(holder.simulator, as, 'POST', '/customers', {
			body: { name: 'N', email: 'x' },
		});
		const path = `/customers/${made.id}`;
		expect(
			(await callAs(holder.simulator, as, 'PATCH', path, { body: { email: 'y' } })).body,
		).toEqual({
			...made,
			email: 'y',
			updatedDate: expect.any(String),
		});
		expect((await callAs(holder.simulator, as, 'PUT', path, { body: { name: 'M' } })).body).toEqual(
			{
				id: made.id,
				name: 'M',
				updatedDate: expect.any(String),
			},
		);
		expect((await get(path, as)).body.name).toBe('M');
		expect((await callAs(holder.simulator, as, 'DELETE', path)).status).toBe(200);
		for (const method of ['GET', 'DELETE'])
			expect((await callAs(holder.simulator, as, method, path)).status).toBe(404);
		expect(
			(await callAs(holder.simulator, as, 'PATCH', path, { body: { email: 'y' } })).status,
		).toBe(404);
		expect((await callAs(holder.simulator, as, 'PUT', path, { body: { name: 'y' } })).status).toBe(
			404,
		);
		expect((await callAs(holder.simulator, as, 'POST', '/customers', { body: [] })).status).toBe(
			400,
		);
	});

	test('are the same for two instances of one customer', async () => {
		const [one, two] = [await stripe(), await stripe()];
		const { body: made } = await callAs(holder.simulator, one, 'POST', '/customers', {
			body: { name: 'N' },
		});
		expect((await get(`/customers/${made.id}`, two)).status).toBe(200);
	});

	test('have nulls taken out, unless the configuration says otherwise', async () => {
		const as = await stripe();
		expect((await get('/customers?pageSize=1', as)).body[0]).not.toHaveProperty('phone');
		await callAs(holder.simulator, as, 'PATCH', '/instances', {
			body: { configuration: { 'filter.response.nulls': false } },
		});
		expect((await get('/customers?pageSize=1', as)).body[0]).toHaveProperty('phone', null);
	});

	test('may be asked for with OR, by any field', async () => {
		const as = await stripe();
		const clause = query({ where: "id = '1001' OR email = 'contact3@example.com'" });
		expect((await get(`/customers${clause}`, as)).body.map(({ id }: { id: string }) => id)).toEqual(
			['1001', '1003'],
		);
	});
});
