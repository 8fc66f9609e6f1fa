import { describe, expect, it } from '@jest/globals';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type { ICredentialTestRequest, INodeType } from 'n8n-workflow';
import { additionalDataOf, loader, nodeOf, workflowOf } from './host.mts';
import { quickbooksCredentials, useSimulator } from './quickbooks.mts';

const holder = useSimulator();
const { test } = loader.getCredential('cloudElementsApi').type as { test: ICredentialTestRequest };

/** Makes the request of the credential test on n8n's routing, as n8n does when the user saves. */
async function testAccount(account: object = {}): Promise<number> {
	const { cloudElementsApi } = quickbooksCredentials(holder.simulator, 'oAuth2', { account });
	const credentials = { cloudElementsApi: cloudElementsApi ?? {} };
	const node = nodeOf('getOAuthUrl', {}, credentials);
	const type = {
		description: {
			...loader.getNode('getOAuthUrl').type.description,
			credentials: [{ name: 'cloudElementsApi', required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	} as unknown as INodeType;
	const workflow = workflowOf([node]);
	// Only now: the workflow drops parameters that the real node does not have.
	node.parameters = { temp: '' };
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataOf([node], credentials),
		'internal',
		{ resultData: { runData: {} } } as never,
		0,
		input.main[0] ?? [],
		input,
		{ node, data: input, source: null },
		[],
	);
	const decrypted = { id: '1', name: 'account', type: 'cloudElementsApi', data: cloudElementsApi };
	try {
		await new RoutingNode(context, type, decrypted).runNode();
		return 200;
	} catch (error) {
		return Number((error as { httpCode?: string }).httpCode);
	}
}

describe('The test of the account credential', () => {
	it('asks for something that needs both secrets, and for few rows', async () => {
		expect(await testAccount()).toBe(200);
		const { userSecret, organizationSecret } = holder.simulator.accounts.main;
		expect(holder.simulator.requests()).toHaveLength(1);
		expect(holder.simulator.requests()[0]).toMatchObject({
			method: 'GET',
			path: '/elements/api-v2/instances',
			query: { 'tags[]': 'n8n-credential-test', hydrate: 'false', pageSize: '1' },
			headers: { authorization: `User ${userSecret}, Organization ${organizationSecret}` },
		});
	});

	it.each(['', '/', '/elements/api-v2', '/elements/api-v2/'])(
		'takes the base URL with "%s" at its end',
		async (end) => {
			expect(await testAccount({ baseUrl: `${holder.simulator.origin}${end}` })).toBe(200);
		},
	);

	it.each([
		['user secret', { userSecret: 'wrong' }],
		['organization secret', { organizationSecret: 'wrong' }],
	])('fails with a wrong %s', async (_, account) => {
		expect(await testAccount(account)).toBe(401);
	});

	it('fails with the secret of another account', async () => {
		const { organizationSecret } = holder.simulator.accounts.other;
		expect(await testAccount({ organizationSecret })).toBe(401);
	});

	it.each([401, 403, 404, 405, 429, 500, 502, 503, 504])(
		'has words of its own for status %i, which say what to do',
		async (status) => {
			// n8n makes a call that got a 401 once more.
			holder.simulator.fault({ path: '/instances', times: 2, status, body: { message: 'No' } });
			expect(await testAccount()).toBe(status);
			const rules = (test.rules ?? []).map(({ properties }) => properties);
			const words = rules.filter(({ value }) => value === status).map((rule) => rule.message);
			expect(words).toEqual([expect.stringMatching(/^.{40,}\.$/)]);
		},
	);
});
