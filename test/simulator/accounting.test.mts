import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { INTUIT_OAUTH2_TOKENS, INTUIT_USER_TOKENS } from '../../simulator/seed.mts';
import { REALM } from '../support/companies.mts';
import { percentEncode as encode, query, send } from '../support/platform.mts';
import { OAUTH1 } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const bearer = `Bearer ${INTUIT_OAUTH2_TOKENS[0]?.accessToken}`;

async function intuit(
	method: string,
	path: string,
	body?: unknown,
	contentType = 'application/json',
) {
	return await send(`${holder.simulator.origin}/intuit/v3/company/${REALM}/${path}`, {
		method,
		headers: {
			authorization: bearer,
			...(body === undefined ? {} : { 'content-type': contentType }),
		},
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
}

async function ask(statement: string) {
	return await intuit('GET', `query${query({ query: statement })}`);
}

function fault(answer: {
	status: number;
	body: { Fault: { Error: Array<{ code: string; Detail: string }> } };
}) {
	const [error] = answer.body.Fault.Error;
	return [answer.status, error?.code, error?.Detail];
}

describe('Access to the books', () => {
	test('by OAuth 1.0a is signed over the query, decoded as a form', async () => {
		const user = INTUIT_USER_TOKENS[0];
		const url = `${holder.simulator.origin}/intuit/v3/company/${REALM}/query`;
		const get = async (signed: string, sent: string) => {
			const protocol: Record<string, string> = {
				oauth_consumer_key: OAUTH1.key,
				oauth_token: user?.token ?? '',
				oauth_signature_method: 'HMAC-SHA1',
				oauth_timestamp: String(Math.floor(Date.now() / 1000)),
				oauth_nonce: randomUUID(),
			};
			const all = Object.entries({ ...protocol, query: signed }).map(
				([name, value]) => `${encode(name)}=${encode(value)}`,
			);
			const base = ['GET', encode(url), encode(all.sort().join('&'))].join('&');
			const key = `${encode(OAUTH1.secret)}&${encode(user?.secret ?? '')}`;
			protocol.oauth_signature = createHmac('sha1', key).update(base).digest('base64');
			const header = Object.entries(protocol).map(([name, value]) => `${name}="${encode(value)}"`);
			return await send(`${url}${sent}`, {
				headers: { authorization: `OAuth ${header.join(', ')}` },
			});
		};
		const statement = 'select count(*) from Customer';
		expect((await get(statement, '?query=select+count(*)+from+Customer')).status).toBe(200);
		expect((await get(statement, query({ query: 'select count(*) from Invoice' }))).status).toBe(
			401,
		);
	});

	test('ends when the access token expires', async () => {
		expect((await ask('select * from CompanyInfo')).status).toBe(200);
		holder.simulator.clock.advance(3_600_000);
		const expired = await ask('select * from CompanyInfo');
		expect([expired.status, expired.body.fault.type]).toEqual([401, 'AUTHENTICATION']);
		expect(expired.headers.get('intuit_tid')).toBeTruthy();
	});
});

describe('A query of the books', () => {
	test('pages with STARTPOSITION and MAXRESULTS, a hundred unless told otherwise', async () => {
		const first = (
			await ask('select * from Invoice orderby DocNumber startposition 1 maxresults 50')
		).body.QueryResponse;
		const second = (
			await ask('select * from Invoice orderby DocNumber STARTPOSITION 51 MAXRESULTS 50')
		).body.QueryResponse;
		expect([first.Invoice.length, first.startPosition, first.maxResults]).toEqual([50, 1, 50]);
		expect([second.Invoice.length, second.startPosition, second.maxResults]).toEqual([10, 51, 10]);
		expect([first.Invoice[0].DocNumber, second.Invoice[0].DocNumber]).toEqual(['1001', '1051']);
		expect((await ask('select * from Customer')).body.QueryResponse.Customer).toHaveLength(100);
		expect((await ask('select * from Invoice startposition 61')).body.QueryResponse).toEqual({});
	});

	test('counts, picks columns and sorts', async () => {
		expect((await ask('select count(*) from Invoice')).body.QueryResponse).toEqual({
			totalCount: 60,
		});
		const { Customer } = (
			await ask(
				"select Id, DisplayName from Customer where Balance > '600' orderby Id desc maxresults 2",
			)
		).body.QueryResponse;
		expect(Customer.map((row: object) => Object.keys(row))).toEqual([
			['Id', 'DisplayName'],
			['Id', 'DisplayName'],
		]);
		expect(Number(Customer[0].Id)).toBeGreaterThan(Number(Customer[1].Id));
	});

	test('leaves inactive names out unless they are asked for', async () => {
		const count = async (where: string) =>
			(await ask(`select count(*) from Customer${where}`)).body.QueryResponse.totalCount;
		expect(await count('')).toBe(112);
		expect(await count(' where Active = false')).toBe(8);
		expect(await count(' where Active in (true, false)')).toBe(120);
	});

	test('compares references, times, texts with LIKE and an escaped quote', async () => {
		const ids = async (statement: string, entity: string) =>
			((await ask(statement)).body.QueryResponse[entity] ?? []).map(({ Id }: { Id: string }) => Id);
		expect(await ids("select * from Invoice where CustomerRef = '1'", 'Invoice')).toEqual([
			'1',
			'41',
		]);
		expect(
			await ids("select * from Customer where DisplayName LIKE 'amelia d%'", 'Customer'),
		).toEqual(['21']);
		expect(
			await ids("select * from Customer where DisplayName = 'Amelia D\\'Souza'", 'Customer'),
		).toEqual(['21']);
		expect(
			await ids(
				"select * from Invoice where MetaData.CreateTime < '2023-01-04' AND TotalAmt >= 100",
				'Invoice',
			),
		).toEqual(['2']);
	});

	test('takes what stands in quotes as a text, whatever it looks like', async () => {
		const { body } = await ask("select count(*) from Customer where DisplayName = 'x order by y'");
		expect(body.QueryResponse).toEqual({ totalCount: 0 });
	});

	test('may end in a semicolon', async () => {
		for (const end of ['', ' where Active in (true)', ' where Active = true', ' maxresults 5']) {
			const { body } = await ask(`select count(*) from Customer${end};`);
			expect([end, body.QueryResponse]).toEqual([end, { totalCount: 112 }]);
		}
	});

	test('is refused in the words of Intuit', async () => {
		for (const [statement, code, words] of [
			['select from', '4000', 'QueryParserError'],
			["select * from Customer where DisplayName = 'x", '4000', 'QueryParserError'],
			["select * from Customer where Id = '1' OR Id = '2'", '4000', 'OR'],
			["select * from Customer where Notes = 'x'", '4001', "property 'Notes' is not queryable"],
			['select * from Widget', '4001', 'Widget'],
			['select * from Customer maxresults 1001', '4001', 'too large'],
			['select * from Customer startposition 0', '4001', 'too small'],
		] as const) {
			expect([statement, ...fault(await ask(statement))]).toEqual([
				statement,
				400,
				code,
				expect.stringContaining(words),
			]);
		}
		expect(fault(await intuit('GET', 'query'))[1]).toBe('4000');
	});

	test('reads a page of a thousand', async () => {
		holder.simulator.populate('quickbooks', 'invoices', 1500);
		const { QueryResponse } = (await ask('select * from Invoice maxresults 1000')).body;
		expect(QueryResponse.Invoice).toHaveLength(1000);
	});

	test('can be posted as text', async () => {
		const answer = await intuit('POST', 'query', 'select count(*) from Item', 'application/text');
		expect([answer.status, answer.body.QueryResponse.totalCount]).toEqual([200, 4]);
	});
});

describe('Records of the books', () => {
	test('are read by id, the company by its realm', async () => {
		expect((await intuit('GET', 'invoice/7')).body.Invoice.DocNumber).toBe('1007');
		expect((await intuit('GET', `companyinfo/${REALM}`)).body.CompanyInfo.CompanyName).toBe(
			'Harbor Lane Bakery',
		);
		expect(fault(await intuit('GET', 'invoice/999'))).toEqual([400, '610', expect.any(String)]);
		expect(fault(await intuit('GET', 'widget/1'))[1]).toBe('500');
	});

	test('are created, with what they need', async () => {
		const { body } = await intuit('POST', 'customer', { DisplayName: 'New Customer' });
		expect(body.Customer).toMatchObject({ Id: '121', SyncToken: '0', Active: true, domain: 'QBO' });
		expect((await intuit('GET', 'customer/121')).body.Customer.DisplayName).toBe('New Customer');
		expect(fault(await intuit('POST', 'customer', { DisplayName: 'New Customer' }))[1]).toBe(
			'6240',
		);
		expect(fault(await intuit('POST', 'invoice', { Line: [] }))).toEqual([
			400,
			'2020',
			expect.stringContaining('CustomerRef'),
		]);
		expect(fault(await intuit('POST', 'customer', '{'))[1]).toBe('2010');
		expect(fault(await intuit('POST', 'customer', []))[1]).toBe('2010');
	});

	test('are changed with a current SyncToken, sparsely or as a whole', async () => {
		const { body: read } = await intuit('GET', 'customer/1');
		const sparse = {
			Id: '1',
			SyncToken: read.Customer.SyncToken,
			sparse: true,
			CompanyName: 'Changed',
		};
		const { body: changed } = await intuit('POST', 'customer', sparse);
		expect(changed.Customer).toMatchObject({
			SyncToken: '1',
			CompanyName: 'Changed',
			DisplayName: read.Customer.DisplayName,
		});
		expect(fault(await intuit('POST', 'customer', sparse))[1]).toBe('5010');
		const whole = { Id: '1', SyncToken: '1', DisplayName: 'Only this' };
		expect((await intuit('POST', 'customer', whole)).body.Customer.CompanyName).toBeUndefined();
		expect(fault(await intuit('POST', 'customer', { ...whole, Id: '999' }))[1]).toBe('610');
	});

	test('are deleted where they are transactions', async () => {
		const { body } = await intuit('POST', 'invoice?operation=delete', { Id: '3', SyncToken: '0' });
		expect(body.Invoice).toEqual({ domain: 'QBO', status: 'Deleted', Id: '3' });
		expect(fault(await intuit('GET', 'invoice/3'))[1]).toBe('610');
		expect(
			fault(await intuit('POST', 'customer?operation=delete', { Id: '3', SyncToken: '0' }))[1],
		).toBe('500');
	});

	test('are forgotten by a reset', async () => {
		await intuit('POST', 'customer', { DisplayName: 'New Customer' });
		holder.simulator.reset();
		expect(fault(await intuit('GET', 'customer/121'))[1]).toBe('610');
	});
});

describe('Calls to the books', () => {
	test('are recorded apart, and can be disturbed', async () => {
		holder.simulator.fault({ path: '/intuit/v3/.*', status: 503, body: 'down' });
		expect((await ask('select * from CompanyInfo')).status).toBe(503);
		expect((await ask('select * from CompanyInfo')).status).toBe(200);
		expect(holder.simulator.requests()).toEqual([]);
		expect(holder.simulator.peakInFlight()).toBe(0);
		expect(
			holder.simulator.providerRequests({ path: /query/ }).map(({ status }) => status),
		).toEqual([503, 200]);
		const listed = await send(`${holder.simulator.origin}/_simulator/provider-requests?method=GET`);
		expect(listed.body).toHaveLength(2);
	});
});
