import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { outputOf, wordsOf } from './engine.mts';
import { connect, fileOf, request, resourceCalls, type Connected } from './element.mts';
import { useSimulator } from './quickbooks.mts';

const holder = useSimulator();
let customer: Connected;
beforeEach(async () => {
	customer = await connect(holder.simulator);
});

const call = async (parameters: IDataObject) =>
	await request(
		holder.simulator,
		{ resource: 'customCall', operation: 'call', ...parameters },
		{ items: [customer] },
	);
const sent = () => resourceCalls(holder.simulator);
const API = '/elements/api-v2';

describe('A custom call', () => {
	it('reaches any resource, with or without a hub and a slash before it', async () => {
		for (const path of ['customers/1001', '/customers/1001', 'hubs/crap/customers/1001']) {
			expect(outputOf(await call({ path }))).toEqual([expect.objectContaining({ id: '1001' })]);
		}
	});

	it('makes an item of each entry of a list, or one of the whole', async () => {
		expect(outputOf(await call({ path: 'customers' }))).toHaveLength(57);
		const options = { splitIntoItems: false };
		const [whole, ...others] = outputOf(await call({ path: 'customers', options }));
		expect(others).toEqual([]);
		expect(whole?.value).toHaveLength(57);
	});

	it('sends method, query, headers and body as given', async () => {
		holder.simulator.fault({ path: '/reports', status: 200, body: { done: true } });
		const pair = (name: string, value: string) => ({ name, value });
		const result = await call({
			method: 'POST',
			path: 'reports',
			queryParameters: {
				parameters: [pair('tags[]', 'a'), pair('tags[]', 'b'), pair('from', '2024')],
			},
			headerParameters: { parameters: [pair('Elements-Async-Request', 'True')] },
			bodyType: 'json',
			jsonBody: '[{"a":1},{"a":2}]',
		});
		expect(outputOf(result)).toEqual([{ done: true }]);
		expect(sent()[0]).toMatchObject({
			method: 'POST',
			path: `${API}/reports`,
			query: { 'tags[]': ['a', 'b'], from: '2024' },
			body: [{ a: 1 }, { a: 2 }],
			headers: { 'elements-async-request': 'True' },
		});
	});

	it('sends a raw body with its content type', async () => {
		const raw = { method: 'PUT', path: 'customers/1001', bodyType: 'raw' };
		const rawBody = '{ "name": "Raw" }';
		const [row] = outputOf(await call({ ...raw, rawBody, rawContentType: 'application/json' }));
		expect(row).toMatchObject({ name: 'Raw' });
		await call({ ...raw, rawBody: '<a/>', rawContentType: 'application/xml' });
		expect(sent().at(-1)?.headers['content-type']).toBe('application/xml');
	});

	it('gives a file where a file is asked for', async () => {
		holder.simulator.fault({
			path: '/files/7',
			status: 200,
			body: '%PDF-1.7',
			headers: {
				'content-type': 'application/pdf',
				'content-disposition': 'attachment; filename="invoice 7.pdf"',
			},
		});
		const result = await call({ path: 'files/7', options: { responseFormat: 'file' } });
		const [item] = result.outputs[0] ?? [];
		expect(item?.json).toMatchObject({ fileName: 'invoice 7.pdf', mimeType: 'application/pdf' });
		expect(fileOf(item)).toBe('%PDF-1.7');
	});

	it('without an answer says that it went well', async () => {
		const path = 'customers/1001';
		expect(outputOf(await call({ method: 'DELETE', path }))).toEqual([{ success: true }]);
	});

	it.each([
		['Authorization', 'User x'],
		['x-cloud-elements-element-token', 'another'],
		['Host', 'evil.example'],
		['Bad Name', 'x'],
		['X-Good', 'a\r\nX-Injected: b'],
		['', 'x'],
	])('refuses the header %j', async (name, value) => {
		const headerParameters = { parameters: [{ name, value }] };
		expect(wordsOf(await call({ path: 'customers', headerParameters }))).toMatch(/header/i);
		expect(sent()).toEqual([]);
	});

	it.each(['customers/', 'customers//7', '/customers/{{ }}/../..', 'instances/7', 'elements'])(
		'never leads to %s',
		async (path) => {
			expect(wordsOf(await call({ method: 'DELETE', path }))).toMatch(/^Path /);
			expect(holder.simulator.requests({ method: 'DELETE' })).toEqual([]);
		},
	);

	it.each([
		['GET', {}, 2],
		['PUT', {}, 2],
		['DELETE', {}, 2],
		['PATCH', {}, 1],
		['POST', {}, 1],
		['POST', { repeat: true }, 2],
		['GET', { repeat: false }, 1],
	])('by %s with %j is made %i times when the answer is lost once', async (method, options, n) => {
		holder.simulator.fault({ path: '/things', status: 503, times: 1 });
		holder.simulator.fault({ path: '/things', status: 200, body: {} });
		await call({ method, path: 'things', options });
		expect(sent()).toHaveLength(n);
	});

	it('is encoded once, also when it comes encoded', async () => {
		for (const path of ['customers/22|33', 'customers/22%7C33']) await call({ path });
		const paths = new Set(sent().map(({ path }) => path));
		expect([...paths]).toEqual([`${API}/customers/22%7C33`]);
	});
});
