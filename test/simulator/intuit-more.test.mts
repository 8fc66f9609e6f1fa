import { describe, expect, test } from '@jest/globals';
import { INTUIT_OAUTH2_APPS, INTUIT_OAUTH2_TOKENS } from '../../simulator/seed.mts';
import { REALM } from '../support/companies.mts';
import { query, send } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const [tokens] = INTUIT_OAUTH2_TOKENS;
const bearer = `Bearer ${tokens?.accessToken}`;

async function intuit(method: string, path: string, body?: unknown, type = 'application/json') {
	return await send(`${holder.simulator.origin}/intuit/v3/company/${REALM}/${path}`, {
		method,
		headers: { authorization: bearer, ...(body === undefined ? {} : { 'content-type': type }) },
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
}

const codeOf = ({ body }: { body: { Fault?: { Error: Array<{ code: string }> } } }) =>
	body.Fault?.Error[0]?.code;

test('Reports of QuickBooks have a header, columns and rows', async () => {
	const { body } = await intuit('GET', 'reports/AgedReceivables?start_date=2024-01-01');
	expect(body.Header).toMatchObject({ ReportName: 'AgedReceivables', StartPeriod: '2024-01-01' });
	expect(body.Columns.Column).toHaveLength(body.Rows.Row[0].ColData.length);
	expect(codeOf(await intuit('GET', 'reports/Weather'))).toBe('500');
});

test('Invoices of QuickBooks come as PDF; customers do not', async () => {
	const answer = await intuit('GET', 'invoice/30/pdf');
	expect(answer.headers.get('content-type')).toBe('application/pdf');
	expect(answer.text).toMatch(/^%PDF-1\.4\n[^]*%%EOF\n$/);
	expect(codeOf(await intuit('GET', 'invoice/999/pdf'))).toBe('610');
	expect(codeOf(await intuit('GET', 'customer/1/pdf'))).toBe('500');
});

test('Invoices of QuickBooks are mailed to an address', async () => {
	const octets = 'application/octet-stream';
	const { body } = await intuit('POST', 'invoice/30/send?sendTo=a@b.example', '', octets);
	expect(body.Invoice).toMatchObject({
		EmailStatus: 'EmailSent',
		BillEmail: { Address: 'a@b.example' },
		SyncToken: '1',
	});
	expect((await intuit('POST', 'invoice/30/send', '', octets)).status).toBe(200);
	expect(codeOf(await intuit('POST', 'invoice/31/send', '', octets))).toBe('6000');
	expect(codeOf(await intuit('POST', 'bill/1/send?sendTo=a@b.example', '', octets))).toBe('500');
});

test('Transactions of QuickBooks are voided: they stay, without amounts', async () => {
	const current = { Id: '30', SyncToken: '0' };
	const { body } = await intuit('POST', 'invoice?operation=void', current);
	expect(body.Invoice).toMatchObject({ TotalAmt: 0, Balance: 0, SyncToken: '1' });
	expect((await intuit('GET', 'invoice/30')).body.Invoice.PrivateNote).toBe('Voided');
	expect(codeOf(await intuit('POST', 'invoice?operation=void', current))).toBe('5010');
	const payment = await intuit('POST', 'payment?operation=update&include=void', {
		Id: '1',
		SyncToken: '0',
		sparse: true,
	});
	expect(payment.body.Payment.TotalAmt).toBe(0);
	expect(codeOf(await intuit('POST', 'customer?operation=void', current))).toBe('500');
	expect(codeOf(await intuit('POST', 'invoice?operation=burn', current))).toBe('500');
});

describe('Change data capture of QuickBooks', () => {
	const since = () => new Date(Date.now() - 3_600_000).toISOString();
	const changes = async (entities: string, changedSince = since()) =>
		await intuit('GET', `cdc${query({ entities, changedSince })}`);

	test('gives what changed, and tells of what is gone', async () => {
		await intuit('POST', 'invoice?operation=delete', { Id: '3', SyncToken: '0' });
		await intuit('POST', 'customer', { Id: '1', SyncToken: '0', sparse: true, GivenName: 'X' });
		const { body } = await changes('Invoice,Customer,Bill');
		const [invoices, customers, bills] = body.CDCResponse[0].QueryResponse;
		expect(invoices.Invoice).toEqual([expect.objectContaining({ status: 'Deleted', Id: '3' })]);
		expect(customers.Customer).toEqual([expect.objectContaining({ Id: '1', GivenName: 'X' })]);
		expect(bills).toEqual({});
	});

	test('gives a thousand objects at most', async () => {
		holder.simulator.populate('quickbooks', 'customers', 700);
		holder.simulator.populate('quickbooks', 'invoices', 700);
		const [customers, invoices] = (await changes('customer,invoice')).body.CDCResponse[0]
			.QueryResponse;
		expect([customers.Customer.length, invoices.Invoice.length]).toEqual([700, 300]);
	});

	test('looks back thirty days, and needs to know what for', async () => {
		expect(codeOf(await changes('Invoice', '2020-01-01'))).toBe('4001');
		expect(codeOf(await changes('Invoice', 'yesterday'))).toBe('2020');
		expect(codeOf(await changes('Widget'))).toBe('500');
	});
});

describe('A batch of QuickBooks', () => {
	test('is answered with 200, and what is wrong with a part stands in its place', async () => {
		const answer = await intuit('POST', 'batch', {
			BatchItemRequest: [
				{ bId: 'a', operation: 'create', Customer: { DisplayName: 'Batch' } },
				{ bId: 'b', operation: 'delete', Invoice: { Id: '999', SyncToken: '0' } },
				{ bId: 'c', Query: 'select count(*) from Item' },
				{ bId: 'd', operation: 'create', Invoice: { Line: [] } },
				{ bId: 'e', Query: 'select nonsense' },
				{ bId: 'f' },
			],
		});
		expect(answer.status).toBe(200);
		const [a, b, c, ...others] = answer.body.BatchItemResponse;
		expect([a.bId, a.Customer.Id]).toEqual(['a', '121']);
		expect(b.Fault.Error[0].code).toBe('610');
		expect(c.QueryResponse).toEqual({ totalCount: 4 });
		expect(
			others.map(({ bId, Fault }: { bId: string; Fault: { Error: [{ code: string }] } }) => [
				bId,
				Fault.Error[0].code,
			]),
		).toEqual([
			['d', '2020'],
			['e', '4000'],
			['f', '500'],
		]);
	});

	test('holds thirty parts', async () => {
		const parts = (count: number) =>
			Array.from({ length: count }, (_, bId) => ({ bId, Query: 'select * from Item' }));
		expect((await intuit('POST', 'batch', { BatchItemRequest: parts(30) })).status).toBe(200);
		expect(codeOf(await intuit('POST', 'batch', { BatchItemRequest: parts(31) }))).toBe('1040');
		expect(codeOf(await intuit('POST', 'batch', {}))).toBe('2020');
	});
});

test('Preferences of QuickBooks are read and changed; there is one of them', async () => {
	const { body } = await intuit('GET', 'preferences');
	expect(body.Preferences).toMatchObject({ Id: '1', SyncToken: '2' });
	const changed = { Id: '1', SyncToken: '2', sparse: true, OtherPrefs: { NameValue: [] } };
	expect((await intuit('POST', 'preferences', changed)).body.Preferences.SyncToken).toBe('3');
	expect(codeOf(await intuit('POST', 'preferences', {}))).toBe('500');
});

describe('The connection to QuickBooks', () => {
	const app = INTUIT_OAUTH2_APPS.production;
	const revoke = async (token: unknown, secret = app.secret) =>
		await send(`${holder.simulator.origin}/intuit/v2/oauth2/tokens/revoke`, {
			method: 'POST',
			headers: {
				authorization: `Basic ${Buffer.from(`${app.key}:${secret}`).toString('base64')}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({ token }),
		});

	test('ends by revoking either token', async () => {
		expect((await intuit('GET', 'customer/1')).status).toBe(200);
		expect((await revoke(tokens?.refreshToken, 'wrong')).status).toBe(401);
		expect((await revoke('nothing')).status).toBe(400);
		expect((await revoke(tokens?.refreshToken)).status).toBe(200);
		expect((await intuit('GET', 'customer/1')).status).toBe(401);
		expect((await revoke(tokens?.refreshToken)).status).toBe(400);
	});

	test('says whose it is', async () => {
		const url = `${holder.simulator.origin}/intuit/v1/openid_connect/userinfo`;
		const { body } = await send(url, { headers: { authorization: bearer } });
		expect(body).toMatchObject({ sub: expect.any(String), email: expect.stringContaining('@') });
		expect((await send(url)).status).toBe(401);
	});
});

test.each(['9130350604308577', '4620816365012345670'])(
	'The company %s of QuickBooks has its books',
	async (realm) => {
		const host = realm.startsWith('46') ? 'intuit-sandbox' : 'intuit';
		const own = INTUIT_OAUTH2_TOKENS.find(({ realmId }) => realmId === realm);
		const answer = await send(
			`${holder.simulator.origin}/${host}/v3/company/${realm}/companyinfo/${realm}`,
			{
				headers: { authorization: `Bearer ${own?.accessToken}` },
			},
		);
		expect([answer.status, answer.body?.CompanyInfo?.Id]).toEqual([200, '1']);
	},
);
