import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import { fileOf, request, resourceCalls } from '../../support/element-request.mts';
import { hintsOf, outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
useFakeTime();
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

	it.each([
		["attachment; filename*=UTF-8''na%C3%AFve%20file.pdf", 'naïve file.pdf'],
		['attachment; filename="a.pdf"; filename*=UTF-8\'\'b.pdf', 'b.pdf'],
		['attachment; filename="Q1; Q2.pdf"', 'Q1; Q2.pdf'],
		['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
		['attachment; filename = "a b.pdf"', 'a b.pdf'],
		['attachment; filename=a b.pdf', 'a b.pdf'],
		[Buffer.from('attachment; filename="ü.pdf"').toString('latin1'), 'ü.pdf'],
		['attachment; filename="../../etc/passwd"', 'passwd.pdf'],
		['attachment; filename="C:\\\\temp\\\\a.pdf"', 'a.pdf'],
		['attachment; filename=".."', 'file.pdf'],
		['attachment; filename="invoice 7"', 'invoice 7.pdf'],
		['attachment', 'file.pdf'],
		['attachment; filename="broken', 'file.pdf'],
	])('names the file of %s %s', async (disposition, fileName) => {
		holder.simulator.fault({
			path: '/files/7',
			status: 200,
			// As bytes, so that the header goes out in Latin-1 as it is written here.
			body: Buffer.from('%PDF-1.7'),
			headers: { 'content-type': 'application/pdf', 'content-disposition': disposition },
		});
		const result = await call({ path: 'files/7', options: { responseFormat: 'file' } });
		const [item] = result.outputs[0] ?? [];
		expect(item?.json.fileName).toBe(fileName);
		expect(item?.binary?.data).toMatchObject({ fileName, fileExtension: 'pdf' });
	});

	it('gives headers and status beside the body where they are asked for', async () => {
		const options = { fullResponse: true };
		const [list, ...others] = outputOf(await call({ path: 'customers', options }));
		expect(others).toEqual([]);
		expect(list).toMatchObject({ statusCode: 200, statusMessage: 'OK' });
		expect(list?.body).toHaveLength(57);
		expect(list?.headers).toMatchObject({
			'elements-next-page-token': expect.any(String),
			'elements-returned-count': '57',
		});
		const [file] = outputOf(
			await call({ path: 'customers', options: { ...options, responseFormat: 'file' } }),
		);
		expect(file).toMatchObject({ statusCode: 200, fileName: 'file.json' });
	});

	it('gives what there is to a HEAD, which has no body', async () => {
		const headers = { 'elements-total-count': '1037' };
		holder.simulator.fault({ method: 'HEAD', path: '/customers', status: 200, headers });
		const options = { fullResponse: true };
		const [row] = outputOf(await call({ method: 'HEAD', path: 'customers', options }));
		expect(row).toMatchObject({ statusCode: 200, headers });
		expect(row).not.toHaveProperty('body');
	});

	it.each([
		['is complete', 57, {}, undefined, false],
		['is cut', 450, {}, undefined, true],
		['is cut and has no token', 450, { token: 'never' }, undefined, true],
		['is read page by page', 450, {}, 'nextPage', false],
	] as const)(
		'of a list that %s tells of more pages or not',
		async (_, count, habits, by, told) => {
			holder.simulator.populate('stripe', 'customers', count, habits);
			const first = await call({ path: 'customers', options: { fullResponse: true } });
			const { 'elements-next-page-token': value } = outputOf(first)[0]?.headers as IDataObject;
			const queryParameters = { parameters: by ? [{ name: by, value }] : [] };
			const hints = hintsOf(await call({ path: 'customers', queryParameters })).join();
			expect(/may go on/.test(hints)).toBe(told);
		},
	);

	it('sends a form with fields and a file', async () => {
		holder.simulator.fault({ path: '/attachments', status: 200, body: { done: true } });
		const data = Buffer.from('name\r\nAcme ü').toString('base64');
		const parameters = [
			{ parameterType: 'formData', name: 'metaData', value: '{"a":1}' },
			{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'csv' },
		];
		const result = await request(
			holder.simulator,
			{
				resource: 'customCall',
				operation: 'call',
				method: 'POST',
				path: 'bulk/customers',
				bodyType: 'multipart-form-data',
				bodyParameters: { parameters },
			},
			{
				inputs: [
					{
						json: customer,
						binary: { csv: { data, mimeType: 'text/csv', fileName: 'new.csv' } },
					},
				],
			},
		);
		expect(outputOf(result)[0]).toMatchObject({ status: 'CREATED', id: expect.anything() });
		expect(sent()[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
	});

	it.each([
		[[], /no fields/],
		[[{ parameterType: 'formData', name: '', value: 'x' }], /no name/],
		[[{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' }], /binary/],
	])('sends no form of %j', async (parameters, words) => {
		const form = { bodyType: 'multipart-form-data', bodyParameters: { parameters } };
		expect(wordsOf(await call({ method: 'POST', path: 'things', ...form }))).toMatch(words);
		expect(sent()).toEqual([]);
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
		['users/5', /HTTP Request/],
		['notifications/subscriptions', /HTTP Request/],
		['organizations/objects/definitions', /HTTP Request/],
		['accounts/settings', /HTTP Request/],
		['accounts/7/elements/sfdc/transformations/x', /HTTP Request/],
		['accounts/objects/x/definitions', /HTTP Request/],
		['common-resources/x', /HTTP Request/],
		['vdrs/x/export', /HTTP Request/],
		['formulas/7', /HTTP Request/],
		['jobs/7', /HTTP Request/],
		['applications', /HTTP Request/],
		['audit-logs/7', /HTTP Request/],
		['docs/crm', /HTTP Request/],
		['hubs', /HTTP Request/],
		['hubs/keys', /HTTP Request/],
		['Elements/quickbooks', /HTTP Request/],
		['events/quickbooks', /Manage Instance/],
		['usage', /Manage Instance/],
		['instances/7', /Manage Instance/],
		[' users /5', /HTTP Request/],
		['users%2F5', /HTTP Request/],
	])('to %s is about the account, and the way to it is named', async (path, way) => {
		const words = wordsOf(await call({ method: 'DELETE', path }));
		expect(words).toMatch(/about your account/);
		expect(words).toMatch(way);
		expect(words).toContain('hubs/{hub}/');
		expect(sent()).toEqual([]);
	});

	it.each(['accounts', 'accounts/7', 'accounts/7/contacts', 'hubs/crm/users/5', 'ping', 'objects'])(
		'to %s is about the element',
		async (path) => {
			holder.simulator.fault({ path: `/${path}`, status: 200, body: { done: true } });
			expect(outputOf(await call({ path }))).toEqual([{ done: true }]);
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
