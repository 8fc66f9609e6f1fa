import { describe, expect, it } from '@jest/globals';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { bookRequests, runCustomApi, send } from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const pairs = (values: Record<string, string>) => ({
	parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
});

describe('QuickBooks: Custom API, custom request', () => {
	it('sends query parameters and headers as they are, and the answer is the item', async () => {
		const result = await runCustomApi(
			holder.simulator,
			send({
				path: '/customer/5',
				queryParameters: pairs({ include: 'a&b=c é', minorversion: '70' }),
				headerParameters: pairs({ 'X-Trace': 'run 7' }),
			}),
		);
		expect(outputOf(result)).toEqual([
			{
				Customer: expect.objectContaining({ Id: '5', DisplayName: 'Émile Abbott' }),
				time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
			},
		]);
		const [request] = bookRequests(holder.simulator);
		expect(request?.query).toEqual({ include: 'a&b=c é', minorversion: '70' });
		expect(request?.headers).toMatchObject({ 'x-trace': 'run 7', accept: 'application/json' });
	});

	it('sends a JSON body', async () => {
		const result = await runCustomApi(
			holder.simulator,
			send({
				method: 'POST',
				path: 'vendor',
				bodyType: 'json',
				jsonBody: '{ "DisplayName": "Mill & Sons" }',
				options: { minorVersion: 73 },
			}),
		);
		expect(outputOf(result)).toMatchObject([{ Vendor: { DisplayName: 'Mill & Sons' } }]);
		expect(bookRequests(holder.simulator)).toMatchObject([{ query: { minorversion: '73' } }]);
	});

	it('sends a raw body, as a long query needs it', async () => {
		const result = await runCustomApi(
			holder.simulator,
			send({
				method: 'POST',
				path: 'query',
				bodyType: 'raw',
				rawBody: 'SELECT * FROM Account MAXRESULTS 1',
			}),
		);
		expect(outputOf(result)).toMatchObject([
			{ QueryResponse: { Account: [{ Name: 'Checking' }] } },
		]);
		expect(bookRequests(holder.simulator)[0]?.headers['content-type']).toBe('application/text');
	});

	it('puts a file into a field of the item', async () => {
		const result = await runCustomApi(
			holder.simulator,
			send({ path: 'customer/5', responseFormat: 'file', binaryPropertyName: 'answer' }),
		);
		const file = result.outputs[0]?.[0]?.binary?.answer;
		expect(file).toMatchObject({ mimeType: 'application/json', fileName: 'customer-5.json' });
		const content = Buffer.from(file?.data ?? '', 'base64').toString();
		expect(JSON.parse(content)).toMatchObject({ Customer: { Id: '5' } });
	});

	it('reads the fault where a file was asked for', async () => {
		const result = await runCustomApi(
			holder.simulator,
			send({ path: 'invoice/9999', responseFormat: 'file' }),
		);
		expect(wordsOf(result)).toMatch(/did not find the record[^]*code 610/);
	});

	it.each([
		['a whole address', 'https://evil.example/v3', /is a whole address/],
		['an address without scheme', '//evil.example/customer', /has an empty part/],
		['a way out of the company', '../1386066315/customer/1', /leads out of the company/],
		['a way out in the middle', 'customer/../../x', /leads out of the company/],
		['the path from its beginning', '/v3/company/1/customer/1', /begins too early/],
		['a query', 'customer/1?minorversion=1', /question mark.*\n.*Query Parameters/],
	])('refuses %s as path', async (_, path, words) => {
		expect(wordsOf(await runCustomApi(holder.simulator, send({ path })))).toMatch(words);
		expect(holder.simulator.providerRequests()).toEqual([]);
	});

	it('keeps encoded ways out and to other companies inside the company', async () => {
		for (const path of ['..%2f..%2fcustomer/5', '%2e%2e/customer', '..\\..\\customer/5']) {
			const words = wordsOf(await runCustomApi(holder.simulator, send({ path })));
			expect(words).toMatch(/does not offer this operation[^]*Check the path/);
		}
		// All of them stand, and stay, below the company of the credential.
		expect(bookRequests(holder.simulator).map(({ path }) => path)).toEqual([
			'..%252f..%252fcustomer/5',
			'%252e%252e/customer',
			'..%5C..%5Ccustomer/5',
		]);
	});

	it('refuses headers by which the request would leave as somebody else', async () => {
		for (const name of ['authorization', 'Host', 'Cookie']) {
			const result = await runCustomApi(
				holder.simulator,
				send({ path: 'customer/1', headerParameters: pairs({ [name]: 'x' }) }),
			);
			expect(wordsOf(result)).toMatch(/cannot be set/);
		}
		expect(holder.simulator.providerRequests()).toEqual([]);
	});

	it('refuses a body that is not JSON', async () => {
		const result = await runCustomApi(
			holder.simulator,
			send({ method: 'POST', path: 'vendor', bodyType: 'json', jsonBody: '={{ "{ not" }}' }),
		);
		expect(wordsOf(result)).toMatch(/JSON Body is not valid JSON/);
	});
});
