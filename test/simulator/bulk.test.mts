import { beforeEach, describe, expect, test } from '@jest/globals';
import { fromCsv, toCsv } from '../../simulator/platform/bulk/csv.mts';
import { XERO_OAUTH2_APP, XERO_ORGANISATIONS } from '../../simulator/seed-providers.mts';
import {
	authorization,
	call,
	callAs,
	decide,
	location,
	query,
	send,
} from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';
import { connect } from '../support/connected.mts';

const holder = useSimulator();
let token = '';

beforeEach(async () => {
	({ token } = (await call(holder.simulator, 'POST', '/instances', { body: quickBody() })).body);
});

const stripe = async () => (await connect(holder.simulator)).token;

async function start(q: string, as = token, prefix = '') {
	return await callAs(holder.simulator, as, 'POST', `${prefix}/bulk/query${query({ q })}`);
}

async function get(path: string, accept = 'application/json', as = token) {
	return await callAs(holder.simulator, as, 'GET', path, { headers: { accept } });
}

/** Asks for the status until the job is done. */
async function finish(id: string, as = token) {
	const seen: string[] = [];
	for (;;) {
		const { body } = await get(`/bulk/${id}/status`, undefined, as);
		seen.push(body.status);
		if (body.status === 'COMPLETED') return { seen, body };
	}
}

async function upload(object: string, as: string, file: string, metaData?: object) {
	const form = new FormData();
	form.set('file', new Blob([file]), 'records');
	if (metaData !== undefined) form.set('metaData', JSON.stringify(metaData));
	return await send(`${holder.simulator.apiUrl}/bulk/${object}`, {
		method: 'POST',
		headers: { authorization: authorization(holder.simulator.accounts.main, as) },
		body: form,
	});
}

describe('A bulk download', () => {
	test('is created, runs, and completes with its counts', async () => {
		const started = await start('select * from customers', token, '/hubs/finance');
		expect(started.body).toEqual({ id: expect.any(String), status: 'CREATED' });
		const { seen, body } = await finish(started.body.id);
		expect(seen).toEqual(['CREATED', 'RUNNING', 'COMPLETED']);
		// Eight customers are inactive: Intuit leaves them out unless they are asked for.
		expect(body).toMatchObject({ recordsCount: 112, recordsFailedCount: 0 });
		expect((await get(`/bulk/${started.body.id}/errors`)).body).toEqual([]);
	});

	test('is read as CSV or as one JSON object a line, once completed', async () => {
		const { id } = (await start("select * from invoices where docNumber < '1003'")).body;
		expect((await get(`/bulk/${id}/invoices`)).status).toBe(400);
		await finish(id);
		const csv = await get(`/bulk/${id}/invoices`, 'text/csv');
		expect(csv.headers.get('content-type')).toContain('text/csv');
		expect(fromCsv(csv.text).map(({ docNumber }) => docNumber)).toEqual(['1001', '1002']);
		const response = await fetch(`${holder.simulator.apiUrl}/bulk/${id}/invoices`, {
			headers: {
				authorization: authorization(holder.simulator.accounts.main, token),
				accept: 'application/json',
			},
		});
		const lines = (await response.text()).trimEnd().split('\n');
		expect(lines.map((line) => JSON.parse(line).docNumber)).toEqual(['1001', '1002']);
		expect((await get(`/bulk/${id}/customers`)).status).toBe(404);
		expect((await get('/customers', 'text/csv')).status).toBe(406);
	});

	test('knows select * only at QuickBooks, columns elsewhere', async () => {
		expect((await start('select id from customers')).status).toBe(400);
		expect((await start('selekt * from customers')).status).toBe(400);
		expect((await start('select * from widgets')).status).toBe(404);
		const as = await stripe();
		const { id } = (await start("select id,email from customers where id = '1001'", as)).body;
		await finish(id, as);
		expect(fromCsv((await get(`/bulk/${id}/customers`, 'text/csv', as)).text)).toEqual([
			{ id: '1001', email: 'contact1@example.com' },
		]);
	});

	test('is kept for a week, for the instance that asked', async () => {
		const as = await stripe();
		const { id } = (await start('select * from customers', as)).body;
		await finish(id, as);
		expect((await get(`/bulk/${id}/status`)).status).toBe(404);
		holder.simulator.clock.advance(7 * 24 * 3_600_000 + 1);
		expect((await get(`/bulk/${id}/customers`, 'text/csv', as)).status).toBe(404);
	});

	test('is disabled for Xero', async () => {
		const app = {
			apiKey: XERO_OAUTH2_APP.key,
			apiSecret: XERO_OAUTH2_APP.secret,
			callbackUrl: 'https://x.example',
		};
		const { oauthUrl } = (
			await call(holder.simulator, 'GET', `/elements/xero/oauth/url${query(app)}`)
		).body;
		const code = location(
			await decide(oauthUrl, 'approve', XERO_ORGANISATIONS[0].tenantId),
		).searchParams.get('code');
		const configuration = {
			'oauth.api.key': app.apiKey,
			'oauth.api.secret': app.apiSecret,
			'oauth.callback.url': app.callbackUrl,
		};
		const body = { element: { key: 'xero' }, name: 'x', providerData: { code }, configuration };
		const { token: as } = (await call(holder.simulator, 'POST', '/instances', { body })).body;
		const answer = await start('select * from customers', as);
		expect([answer.status, answer.body.message]).toEqual([
			400,
			expect.stringContaining('disabled'),
		]);
	});
});

describe('A bulk upload', () => {
	test('creates records from CSV or JSON lines, and counts what is refused', async () => {
		const as = await stripe();
		const { body } = await upload(
			'customers',
			as,
			'name,email\r\n"Abbott, A.",a@x.example\r\n,b@x.example\r\n',
		);
		expect(body.status).toBe('CREATED');
		expect((await finish(body.id, as)).body).toMatchObject({
			recordsCount: 1,
			recordsFailedCount: 1,
		});
		expect((await get(`/bulk/${body.id}/errors`, undefined, as)).body).toEqual([
			{ row: 2, message: expect.stringContaining('name') },
		]);
		const found = await get(`/customers${query({ where: "name = 'Abbott, A.'" })}`, undefined, as);
		expect(found.body).toHaveLength(1);
		const lines = await upload('customers', as, '{"name":"J1"}\n{"name":"J2"}\n');
		expect((await finish(lines.body.id, as)).body.recordsCount).toBe(2);
	});

	test('changes records that are there, by the field that identifies them', async () => {
		const as = await stripe();
		const file = 'email,name\ncontact1@example.com,Changed\nnew@x.example,New\n';
		await upload('customers', as, file, { identifierFieldName: 'email' });
		expect((await get('/customers/1001', undefined, as)).body.name).toBe('Changed');
		expect((await get('/customers?pageSize=100', undefined, as)).body).toHaveLength(58);
	});

	test('is refused as a whole when its CSV is broken', async () => {
		const { status, body } = await upload('customers', await stripe(), 'name\n"Abbott');
		expect([status, body.message]).toEqual([400, expect.stringMatching(/cannot be read: .*Quote/)]);
	});

	test('wants a file, and multipart is taken nowhere else', async () => {
		const form = new FormData();
		form.set('metaData', '{}');
		const headers = { authorization: authorization(holder.simulator.accounts.main, token) };
		expect(
			(
				await send(`${holder.simulator.apiUrl}/bulk/customers`, {
					method: 'POST',
					headers,
					body: form,
				})
			).status,
		).toBe(400);
		expect(
			(await send(`${holder.simulator.apiUrl}/customers`, { method: 'POST', headers, body: form }))
				.status,
		).toBe(415);
	});
});

describe('CSV', () => {
	test('goes there and back with commas, quotes and lines', () => {
		const records = [
			{ a: 'x,y', b: '"q"' },
			{ a: 'one\ntwo', c: 'z' },
		];
		expect(toCsv(records)).toBe('a,b,c\r\n"x,y","""q""",\r\n"one\ntwo",,z\r\n');
		expect(fromCsv(toCsv(records))).toEqual(records);
	});
});
