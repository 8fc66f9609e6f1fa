import { beforeEach, describe, expect, test } from '@jest/globals';
import { LOGIN, XERO_OAUTH2_APP } from '../../simulator/seed-providers.mts';
import { INTUIT_OAUTH2_TOKENS } from '../../simulator/seed.mts';
import { REALM } from '../support/companies.mts';
import { connectByCode } from '../support/connected.mts';
import { call, callAs, query, send } from '../support/platform.mts';
import { oauth1Body, oauth2Body, quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

/** What other people's clients and the vendor's own tests expect. Source: docs/platform-api.md, "Resources of each element", "Field names", "CEQL". */
const holder = useSimulator();

let token = '';

beforeEach(async () => {
	({ token } = (await call(holder.simulator, 'POST', '/instances', { body: quickBody() })).body);
});

async function as(method: string, path: string, body?: unknown, other = token) {
	return await callAs(holder.simulator, other, method, path, { body });
}

async function connect(key: string, configuration: Record<string, string>) {
	const body = { element: { key }, name: key, configuration };
	return (await call(holder.simulator, 'POST', '/instances', { body })).body.token as string;
}

describe('QuickBooks through the platform', () => {
	test.each([
		['customers', { displayName: 'New' }],
		['products', { name: 'New', type: 'SERVICE' }],
		['vendors', { displayName: 'New' }],
		['employees', { displayName: 'New' }],
	])('deletes %s by making them inactive', async (resource, body) => {
		const { body: made } = await as('POST', `/${resource}`, body);
		const path = `/${resource}/${encodeURIComponent(made.id)}`;
		expect((await as('DELETE', path)).status).toBe(200);
		expect((await as('GET', path)).body).toMatchObject({ active: false, syncToken: '1' });
		const listed = async (where: string) =>
			(await as('GET', `/${resource}${query({ where })}`)).body.length;
		const field = 'displayName' in body ? 'displayName' : 'name';
		expect(await listed(`${field} = 'New'`)).toBe(0);
		expect(await listed(`${field} = 'New' AND active = 'false'`)).toBe(1);
	});

	test('deletes an invoice by the id from before an update, and changes none by it', async () => {
		expect((await as('PATCH', '/invoices/1%7C0', { privateNote: 'x' })).body.id).toBe('1|1');
		const stale = await as('PATCH', '/invoices/1%7C0', { privateNote: 'y' });
		expect([stale.status, stale.body.providerMessage]).toEqual([
			400,
			expect.stringContaining('5010'),
		]);
		expect((await as('DELETE', '/invoices/1%7C0')).status).toBe(200);
		expect((await as('GET', '/invoices/1%7C1')).status).toBe(404);
		expect((await as('DELETE', '/invoices/1%7C1')).status).toBe(404);
	});

	test('has dates in milliseconds and constants in capitals, both ways', async () => {
		const { body: invoice } = await as('GET', '/invoices/1%7C0');
		expect(invoice).toMatchObject({
			syncToken: '0',
			txnDate: Date.UTC(2023, 0, 2),
			metaData: { lastUpdatedTime: Date.UTC(2023, 0, 2, 9) },
			line: [{ detailType: 'SALES_ITEM_LINE_DETAIL' }],
		});
		const { customerRef, line, txnDate } = invoice;
		const { body: made } = await as('POST', '/invoices', { customerRef, line, txnDate });
		expect(made).toMatchObject({ txnDate, line });
		const own = { authorization: `Bearer ${INTUIT_OAUTH2_TOKENS[0]?.accessToken}` };
		const books = `${holder.simulator.origin}/intuit/v3/company/${REALM}/invoice/61`;
		expect((await send(books, { headers: own })).body.Invoice).toMatchObject({
			TxnDate: '2023-01-02',
			Line: [{ DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { Qty: 1 } }],
		});
	});

	test.each([
		"metaData.lastUpdatedTime > '2023-03-01T00:00:00Z'",
		'`metaData.lastUpdatedTime` > 2023-03-01T00:00:00Z',
		`metaData.lastUpdatedTime > ${Date.UTC(2023, 2, 1)}`,
	])('finds by date: %s', async (where) => {
		const { body } = await as('GET', `/invoices${query({ where })}`);
		expect(body).toHaveLength(2);
	});

	test('finds constants as they are written in clauses', async () => {
		for (const where of ["accountType = 'Bank'", "accountType = 'BANK'"]) {
			expect((await as('GET', `/ledger-accounts${query({ where })}`)).body).toHaveLength(1);
		}
	});

	test('refuses ids with other characters', async () => {
		expect((await as('GET', `/invoices/${encodeURIComponent("1|0'")}`)).status).toBe(400);
	});

	test('voids payments', async () => {
		expect((await as('PATCH', '/payments/1%7C0/void')).body).toMatchObject({ totalAmt: 0 });
		expect((await as('PATCH', '/customers/1%7C0/void')).status).toBe(400);
	});
});

describe('Resources that people read first', () => {
	const FINANCE: ReadonlyArray<readonly [string, () => Promise<string>, Record<string, string>]> = [
		[
			'quickbooks',
			async () => await Promise.resolve(token),
			{
				'ledger-accounts': 'id',
				payments: 'id',
				vendors: 'id',
				bills: 'id',
				'bill-payments': 'id',
				products: 'id',
				'tax-codes': 'id',
				'tax-rates': 'id',
				'journal-entries': 'id',
				'credit-terms': 'id',
				preferences: 'id',
			},
		],
		[
			'xero',
			async () =>
				await connectByCode(
					holder.simulator,
					'xero',
					XERO_OAUTH2_APP,
					'70784a63-d24b-46a9-a4db-0e70a274b056',
				),
			{
				'ledger-accounts': 'AccountID',
				payments: 'PaymentID',
				vendors: 'ContactID',
				contacts: 'ContactID',
				invoices: 'InvoiceID',
				products: 'ItemID',
				'tax-rates': 'TaxType',
				'journal-entries': 'ManualJournalID',
			},
		],
		[
			'stripe',
			async () => await connect('stripe', { 'api.key': LOGIN.apiKey }),
			{ customers: 'id' },
		],
	];

	test.each(FINANCE)('of %s are listed, described and read', async (key, open, resources) => {
		const own = await open();
		const { body: objects } = await as('GET', '/objects', undefined, own);
		const { body: elements } = await call(holder.simulator, 'GET', `/elements?where=key='${key}'`);
		const metadata = await call(
			holder.simulator,
			'GET',
			`/elements/${elements[0].id}/metadata?expand=true`,
		);
		const described = metadata.body.resources.map(
			({ canonicalName }: { canonicalName: string }) => canonicalName,
		);
		expect(described).toEqual(objects);
		for (const [name, idField] of Object.entries(resources)) {
			expect(objects).toContain(name);
			const { body } = await as('GET', `/${name}?pageSize=1`, undefined, own);
			expect([name, body[0]?.[idField]]).toEqual([name, expect.anything()]);
		}
	});

	test('know their verbs', async () => {
		const wrong = await as('DELETE', '/payments/1%7C0');
		expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, PUT, PATCH']);
		expect((await as('GET', '/tax-codes/1%7C0')).status).toBe(405);
		expect((await as('POST', '/classes', { name: 'x' })).status).toBe(405);
	});
});

describe('A quote in a value', () => {
	const open = async () => await connect('stripe', { 'api.key': LOGIN.apiKey });
	const names = async (own: string, where: string) =>
		(await as('GET', `/customers${query({ where })}`, undefined, own)).body.map(
			({ name }: { name: string }) => name,
		);

	test('is doubled', async () => {
		expect(await names(await open(), "name = 'D''Souza 1'")).toEqual(["D'Souza 1"]);
		expect((await as('GET', `/vendors${query({ where: "displayName='a'b'" })}`)).status).toBe(400);
	});

	test('cannot end it', async () => {
		const own = await open();
		const name = "x' OR name != '";
		expect(await names(own, `name = '${name.replaceAll("'", "''")}'`)).toEqual([]);
		await as('POST', '/customers', { name }, own);
		expect(await names(own, `name = '${name.replaceAll("'", "''")}'`)).toEqual([name]);
		expect(await names(own, "email = ''")).toEqual([]);
	});
});

describe('An answer of the platform', () => {
	test('lets scripts of other origins read its headers', async () => {
		const { headers } = await call(holder.simulator, 'GET', '/elements', { as: null });
		expect(headers.get('access-control-expose-headers')?.split(', ')).toEqual([
			'Elements-Returned-Count',
			'Elements-Total-Count',
			'Elements-Request-Id',
			'Elements-Next-Page-Token',
			'Elements-Trace-Id',
			'Elements-Error',
			'Content-Disposition',
		]);
	});

	test('of the usage log says where a call came from', async () => {
		await as('GET', '/customers');
		expect((await call(holder.simulator, 'GET', '/usage')).body[0].request_ip).toBe('127.0.0.1');
	});
});

describe('An approval that two calls bring', () => {
	const APPROVALS = [
		['code', oauth2Body, 'used before'],
		['verifier', oauth1Body, 'token_used'],
	] as const;

	test.each(APPROVALS)('is good for the first: a %s', async (_name, make, words) => {
		const { body: made } = await call(holder.simulator, 'POST', '/instances', {
			body: await make(holder.simulator),
		});
		const body = await make(holder.simulator);
		const put = async () => await call(holder.simulator, 'PUT', `/instances/${made.id}`, { body });
		const answers = await Promise.all([put(), put()]);
		answers.push(await put());
		const refused = answers.filter(({ status }) => status !== 200);
		expect([answers.length, refused.length]).toEqual([3, 2]);
		for (const answer of refused) {
			expect(answer.body.providerMessage).toContain(words);
		}
		expect((await as('GET', '/ping', undefined, made.token)).status).toBe(200);
	});
});
