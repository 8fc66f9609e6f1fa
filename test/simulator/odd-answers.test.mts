import { request as httpRequest } from 'node:http';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultRule } from '../../simulator/index.mts';
import { INTUIT_OAUTH2_TOKENS } from '../../simulator/seed.mts';
import { REALM } from '../support/companies.mts';
import { authorization, call, callAs, send } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
let token = '';

beforeEach(async () => {
	({ token } = (await call(holder.simulator, 'POST', '/instances', { body: quickBody() })).body);
});

/** A call to either side, without anything between us and the wire. */
const SIDES = {
	platform: () => ({
		url: `${holder.simulator.apiUrl}/customers?pageSize=2`,
		header: authorization(holder.simulator.accounts.main, token),
		path: '/customers',
	}),
	provider: () => ({
		url: `${holder.simulator.origin}/intuit/v3/company/${REALM}/customer/1`,
		header: `Bearer ${INTUIT_OAUTH2_TOKENS[0]?.accessToken}`,
		path: '/intuit/v3/.*',
	}),
};
/** A fault given in process, or by another process. */
const WAYS = {
	'in process': async (rule: FaultRule) => {
		holder.simulator.fault(rule);
		await Promise.resolve();
	},
	'over HTTP': async (rule: FaultRule) => {
		const answer = await send(`${holder.simulator.origin}/_simulator/faults`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(rule),
		});
		expect(answer.status).toBe(200);
	},
};
const EVERYWHERE = (Object.keys(SIDES) as Array<keyof typeof SIDES>).flatMap((side) =>
	(Object.keys(WAYS) as Array<keyof typeof WAYS>).map((way) => [side, way] as const),
);

interface Wire {
	status: number;
	headers: Record<string, unknown>;
	text: string;
	/** Whether the body came to its announced end. */
	complete: boolean;
}

/** What comes over the wire, whether it ends well or not. */
async function wire(url: string, header: string, method = 'GET', body = ''): Promise<Wire> {
	return await new Promise((resolve, reject) => {
		const headers = {
			authorization: header,
			...(body === '' ? {} : { 'content-type': 'application/json' }),
		};
		const asked = httpRequest(url, { method, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (part: string) => (text += part));
			response.on('error', () => undefined);
			response.on('close', () => {
				const { statusCode = 0, headers: sent, complete } = response;
				resolve({ status: statusCode, headers: sent, text, complete });
			});
		});
		asked.on('error', reject).end(body);
	});
}

/** What comes when a fault strikes. */
async function struck(
	[side, way]: (typeof EVERYWHERE)[number],
	rule: Omit<FaultRule, 'path'>,
): Promise<Wire> {
	const { url, header, path } = SIDES[side]();
	await WAYS[way]({ path, ...rule });
	return await wire(url, header);
}

const JSON_TYPE = { 'content-type': 'application/json' };
/** Bodies that are not what was asked for; each is to arrive byte by byte. */
const BODIES: ReadonlyArray<readonly [string, string, Record<string, string>]> = [
	['cut-off JSON', '[{"id":1,"name":"A', JSON_TYPE],
	['NaN', '[{"id":1,"b":NaN}]', JSON_TYPE],
	['a raw tab', '[{"id":1,"name":"a\tb"}]', JSON_TYPE],
	['XML', '<customers><id>1</id></customers>', { 'content-type': 'application/xml' }],
	['plain text', 'OK', { 'content-type': 'text/plain' }],
	['a web page', '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }],
	['an error object', '{"message":"no","requestId":"x"}', JSON_TYPE],
	['a wrapped list', '{"data":[{"id":1}]}', JSON_TYPE],
	['a big integer', '[{"id":7615917337495251231}]', JSON_TYPE],
	['JSON that says nothing of itself', '[]', {}],
	['nothing', '', JSON_TYPE],
];

describe.each(EVERYWHERE)('A fault at the %s, given %s:', (...where) => {
	test.each(BODIES)('%s is sent as it is', async (_name, body, headers) => {
		const answer = await struck(where, { body, headers });
		expect([answer.status, answer.text, answer.complete]).toEqual([200, body, true]);
		for (const [name, value] of Object.entries(headers))
			expect(answer.headers[name]).toMatch(value);
	});

	test('JSON, bytes and redirects are answers too', async () => {
		const list = await struck(where, { status: 203, body: [{ id: 1 }] });
		expect([list.status, list.text]).toEqual([203, '[{"id":1}]']);
		expect(list.headers['content-type']).toContain('application/json');
		const base64 = Buffer.from('\u00ff,', 'latin1').toString('base64');
		expect((await struck(where, { body: { base64 } })).text).toBe('\ufffd,');
		const location = 'https://elsewhere.example/x';
		const redirect = await struck(where, { status: 307, headers: { location } });
		expect([redirect.status, redirect.headers.location, redirect.text]).toEqual([
			307,
			location,
			'',
		]);
	});

	test('the connection breaks after the head', async () => {
		const before = await struck(where, { body: '[{"id":1}]', headers: JSON_TYPE, cutAfter: 0 });
		expect([before.status, before.text, before.complete]).toEqual([200, '', false]);
		const after = await struck(where, { cutAfter: 0 });
		expect([after.status, after.text, after.complete]).toEqual([200, '', false]);
	});

	test('the connection breaks in mid-body', async () => {
		const before = await struck(where, { body: '[{"id":1}]', headers: JSON_TYPE, cutAfter: 5 });
		expect([before.text, before.complete]).toEqual(['[{"id', false]);
		expect(Number(before.headers['content-length'])).toBe(10);
		const after = await struck(where, { cutAfter: 12 });
		expect([after.text.length, after.complete]).toEqual([12, false]);
		const whole = await struck(where, { body: 'all', cutAfter: 3 });
		expect([whole.text, whole.complete, whole.headers['content-length']]).toEqual([
			'all',
			false,
			'4',
		]);
	});

	test('headers of the real answer are changed or left out', async () => {
		const name = where[0] === 'platform' ? 'elements-request-id' : 'intuit_tid';
		const answer = await struck(where, { headers: { 'x-more': '1' }, withoutHeaders: [name] });
		expect(answer.headers).toMatchObject({ 'x-more': '1' });
		expect(answer.headers).not.toHaveProperty(name);
	});

	test('records repeat the header they were asked with', async () => {
		const { header } = SIDES[where[0]]();
		const answer = JSON.parse((await struck(where, { echo: true })).text);
		const records = Array.isArray(answer) ? answer : [answer];
		expect(records.map(({ authorization: sent }) => sent)).toEqual(records.map(() => header));
		const list = await struck(where, { body: [{ id: 1 }], echo: true });
		expect(JSON.parse(list.text)).toEqual([{ id: 1, authorization: header }]);
		const empty = await struck(where, { body: '', status: 400, echo: true });
		expect([empty.status, JSON.parse(empty.text)]).toEqual([400, { authorization: header }]);
	});
});

describe('After the work was done', () => {
	const customer = { displayName: 'Written' };
	const written = async () =>
		(await callAs(holder.simulator, token, 'GET', `/customers?where=displayName='Written'`)).body
			.length;

	test.each<[string, Omit<FaultRule, 'path'>, number, string]>([
		['the answer is replaced', { replaceBody: '[{"id":' }, 200, '[{"id":'],
		['the answer is empty', { replaceBody: '' }, 200, ''],
		['the answer breaks off', { cutAfter: 4 }, 200, '{"id'],
		['nothing but the head arrives', { cutAfter: 0 }, 200, ''],
	])('%s', async (_name, rule, status, text) => {
		holder.simulator.fault({ method: 'POST', path: '/customers', ...rule });
		const header = authorization(holder.simulator.accounts.main, token);
		const answer = await wire(
			`${holder.simulator.apiUrl}/customers`,
			header,
			'POST',
			JSON.stringify(customer),
		);
		expect([answer.status, answer.text]).toEqual([status, text]);
		expect(await written()).toBe(1);
	});

	test('a fault that answers by itself lets nothing be written', async () => {
		holder.simulator.fault({ method: 'POST', path: '/customers', body: '{"id":', cutAfter: 3 });
		const header = authorization(holder.simulator.accounts.main, token);
		await wire(`${holder.simulator.apiUrl}/customers`, header, 'POST', JSON.stringify(customer));
		expect(await written()).toBe(0);
	});
});

test('A file breaks off like any other answer', async () => {
	const { body: job } = await callAs(
		holder.simulator,
		token,
		'POST',
		'/bulk/query?q=select * from invoices',
	);
	for (let i = 0; i < 3; i += 1)
		await callAs(holder.simulator, token, 'GET', `/bulk/${job.id}/status`);
	holder.simulator.fault({ path: '/bulk/\\d+/invoices', cutAfter: 100 });
	const header = authorization(holder.simulator.accounts.main, token);
	const answer = await wire(`${holder.simulator.apiUrl}/bulk/${job.id}/invoices`, header);
	expect([answer.status, answer.text.length, answer.complete]).toEqual([200, 100, false]);
});
