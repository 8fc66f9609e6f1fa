import { beforeEach, describe, expect, test } from '@jest/globals';
import { plainApp } from '../../simulator/seed-providers.mts';
import { call, callAs } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';
import { connect, connectByCode } from '../support/connected.mts';

const holder = useSimulator();

let token = '';

beforeEach(async () => {
	({ token } = (await call(holder.simulator, 'POST', '/instances', { body: quickBody() })).body);
});

async function get(path: string, as = token) {
	return await callAs(holder.simulator, as, 'GET', path);
}

const hubspot = async () => (await connect(holder.simulator, 'hubspot')).token;

/** Reads on until a token is missing, repeats, or a page is empty. */
async function readAll(
	as: string,
	path: string,
): Promise<{ rows: number; calls: number; ended: string }> {
	let [rows, calls, cursor] = [0, 0, ''];
	for (;;) {
		const answer = await get(`${path}${cursor && `&nextPage=${cursor}`}`, as);
		calls += 1;
		if (answer.body.length === 0) return { rows, calls, ended: 'empty' };
		rows += answer.body.length;
		const next = answer.headers.get('Elements-Next-Page-Token') ?? '';
		if (next === '') return { rows, calls, ended: 'missing' };
		if (next === cursor) return { rows, calls, ended: 'repeated' };
		cursor = next;
	}
}

describe('Paging', () => {
	test('goes by page and pageSize', async () => {
		const { body: second } = await get('/invoices?page=2&pageSize=25');
		expect([second.length, second[0].id]).toEqual([25, '26|0']);
		expect((await get('/invoices?page=4&pageSize=25')).body).toEqual([]);
		expect((await get('/invoices?page=0')).status).toBe(400);
	});

	test('goes by a token, given on the last page too, left out there, or repeated', async () => {
		expect(await readAll(token, '/invoices?pageSize=25')).toEqual({
			rows: 60,
			calls: 4,
			ended: 'empty',
		});
		expect(
			await readAll(
				await connectByCode(holder.simulator, 'sfdc', plainApp('sfdc'), 'main'),
				'/contacts?pageSize=25',
			),
		).toEqual({
			rows: 57,
			calls: 3,
			ended: 'missing',
		});
		expect(await readAll(await hubspot(), '/contacts?pageSize=25')).toEqual({
			rows: 57,
			calls: 3,
			ended: 'repeated',
		});
	});

	test('repeats nothing of a list of one page', async () => {
		const as = await hubspot();
		expect(await readAll(as, '/contacts?pageSize=100')).toEqual({
			rows: 57,
			calls: 2,
			ended: 'empty',
		});
	});

	test('lets a token win over page, which some elements do not know', async () => {
		const next = (await get('/invoices?pageSize=25')).headers.get('Elements-Next-Page-Token');
		expect((await get(`/invoices?pageSize=25&page=1&nextPage=${next}`)).body[0].id).toBe('26|0');
		expect((await get('/contacts?page=2&pageSize=10', await hubspot())).body[0].id).toBe('1001');
	});

	test('clips a page to the cap of the element, or of the instance where that is lower, and says so', async () => {
		const as = await hubspot();
		holder.simulator.populate('hubspot', 'contacts', 300);
		const clipped = await get('/contacts?pageSize=150', as);
		expect([clipped.status, clipped.body.length]).toEqual([200, 100]);
		expect(clipped.headers.get('Elements-Error')).toContain('100');
		expect((await get('/contacts?pageSize=100', as)).headers.get('Elements-Error')).toBeNull();
		await callAs(holder.simulator, as, 'PATCH', '/instances', {
			body: { configuration: { 'pagination.max': '20' } },
		});
		expect((await get('/contacts?pageSize=100', as)).body).toHaveLength(20);
	});

	test('counts when asked', async () => {
		expect((await get('/invoices?pageSize=5')).headers.get('Elements-Total-Count')).toBeNull();
		const answer = await get('/invoices?pageSize=5&returnCount=true');
		expect(answer.headers.get('Elements-Total-Count')).toBe('60');
		expect(answer.headers.get('Elements-Returned-Count')).toBe('5');
	});

	test('holds as many records as a test wants', async () => {
		holder.simulator.populate('quickbooks', 'customers', 1000);
		expect(await readAll(token, '/customers?pageSize=200')).toMatchObject({ rows: 1000 });
		const as = (await connect(holder.simulator)).token;
		await get('/customers', as);
		holder.simulator.populate('stripe', 'customers', 3);
		expect((await get('/customers', as)).body).toHaveLength(3);
		expect(() => {
			holder.simulator.populate('stripe', 'widgets', 3);
		}).toThrow('widgets');
	});
});
