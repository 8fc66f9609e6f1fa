import { beforeEach, describe, expect, test } from '@jest/globals';
import { LOGIN } from '../../simulator/seed-providers.mts';
import { call, callAs, send } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
let token = '';

beforeEach(async () => {
	const configuration = { 'api.key': LOGIN.apiKey };
	const body = { element: { key: 'stripe' }, name: 's', configuration };
	({ token } = (await call(holder.simulator, 'POST', '/instances', { body })).body);
});

const get = async (path: string, as = token) => await callAs(holder.simulator, as, 'GET', path);

describe('A list that knows page numbers only', () => {
	test.each([100, 200])('gives full pages of %d and no token', async (pageSize) => {
		holder.simulator.populate('stripe', 'customers', 1037, { token: 'never' });
		const seen = new Set<string>();
		for (let page = 1; page <= Math.ceil(1037 / pageSize); page += 1) {
			const answer = await get(`/customers?pageSize=${pageSize}&page=${page}`);
			expect(answer.headers.get('Elements-Next-Page-Token')).toBeNull();
			expect(answer.body).toHaveLength(Math.min(pageSize, 1037 - (page - 1) * pageSize));
			for (const { id } of answer.body) seen.add(id);
		}
		expect(seen.size).toBe(1037);
	});

	test('can be any element’s, over HTTP too, until a reset', async () => {
		const { token: books } = (
			await call(holder.simulator, 'POST', '/instances', { body: quickBody() })
		).body;
		const habits = { token: 'never', max: 50 };
		await send(`${holder.simulator.origin}/_simulator/populate`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ element: 'quickbooks', resource: 'invoices', count: 120, habits }),
		});
		const answer = await get('/invoices?pageSize=200', books);
		expect([answer.body.length, answer.headers.get('Elements-Next-Page-Token')]).toEqual([
			50,
			null,
		]);
		holder.simulator.populate('quickbooks', 'invoices', 120);
		expect((await get('/invoices', books)).headers.get('Elements-Next-Page-Token')).toBeTruthy();
	});
});

describe('Integers that a double cannot hold', () => {
	const FIRST = '7615917337495251231';
	const SECOND = '7615917337495251232';

	beforeEach(() => {
		holder.simulator.populate('stripe', 'customers', 3, { firstId: FIRST });
	});

	test('are written with all their digits, as numbers', async () => {
		expect((await get('/customers')).text).toContain(`{"id":${FIRST},`);
		expect((await get(`/customers/${SECOND}`)).text).toContain(`{"id":${SECOND},`);
		expect((await get('/customers/7615917337495251000')).status).toBe(404);
	});

	test('tell the record that is found, changed and deleted', async () => {
		const found = await get(`/customers?where=id=${SECOND}`);
		expect(found.text).toMatch(new RegExp(`^\\[{"id":${SECOND},[^{]*}\\]$`));
		expect((await get(`/customers?where=id>${FIRST}`)).body).toHaveLength(2);
		const changed = await callAs(holder.simulator, token, 'PATCH', `/customers/${SECOND}`, {
			body: `{"name":"B","parent":${FIRST}}`,
		});
		expect(changed.text).toContain(`"id":${SECOND},`);
		expect(changed.text).toContain(`"parent":${FIRST}`);
		expect((await get(`/customers/${FIRST}`)).body.name).not.toBe('B');
		await callAs(holder.simulator, token, 'DELETE', `/customers/${SECOND}`);
		expect((await get(`/customers/${SECOND}`)).status).toBe(404);
		expect((await get(`/customers/${FIRST}`)).status).toBe(200);
		const made = await callAs(holder.simulator, token, 'POST', '/customers', {
			body: { name: 'New' },
		});
		expect(made.text).toContain('"id":7615917337495251234');
	});

	test('stand exactly in what was recorded', async () => {
		await callAs(holder.simulator, token, 'PATCH', `/customers/${FIRST}`, {
			body: `{"parent":${SECOND}}`,
		});
		expect(holder.simulator.requests({ method: 'PATCH' })[0]?.body).toEqual({
			parent: BigInt(SECOND),
		});
		const listed = await send(`${holder.simulator.origin}/_simulator/requests?method=PATCH`);
		expect(listed.text).toContain(`"body":{"parent":${SECOND}}`);
	});

	test('are not for books that number their own records', () => {
		expect(() => {
			holder.simulator.populate('quickbooks', 'customers', 3, { firstId: FIRST });
		}).toThrow('number');
	});
});
