import { describe, expect, it } from '@jest/globals';
import type { ICredentialType, INode, INodeParameters } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { compiled, thrownBy } from '../../support/compiled.mts';

const { QuickBooksCustomApiOAuth2Api } = compiled<{
	QuickBooksCustomApiOAuth2Api: new () => ICredentialType;
}>('credentials/QuickBooksCustomApiOAuth2Api.credentials');
const { resolveApiBase } = compiled<typeof import('../../../nodes/shared/intuit/environment.ts')>(
	'nodes/shared/intuit/environment',
);

const type = new QuickBooksCustomApiOAuth2Api();

/** The credential as n8n's OAuth 2.0 client gets it: defaults filled in, expressions resolved. */
function resolved(entered: INodeParameters): INodeParameters {
	const defaults = type.properties.map(({ name, default: value }) => [name, value] as const);
	const data = { ...Object.fromEntries(defaults), ...entered } as INodeParameters;
	const node = { name: 'Node', type: 'test', typeVersion: 1, parameters: {} } as unknown as INode;
	const { expression } = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => ({ description: { properties: [] } }) } as never,
	});
	return expression.getComplexParameterValue(
		node,
		data,
		'manual',
		{},
		undefined,
		undefined,
		data as never,
	) as INodeParameters;
}

describe('The credential of QuickBooks: Custom API', () => {
	it.each(['production', 'sandbox'])('signs in at Intuit for %s', (environment) => {
		// Guide "Authorizing the QuickBooks' API", step 4.
		expect(resolved({ environment, customAuthorizationUrl: 'https://evil.example' })).toMatchObject(
			{
				grantType: 'authorizationCode',
				authUrl: 'https://appcenter.intuit.com/connect/oauth2',
				accessTokenUrl: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
				scope: 'com.intuit.quickbooks.accounting',
				authentication: 'header',
			},
		);
	});

	it('signs in at the addresses that were entered for a custom environment', () => {
		const customAuthorizationUrl = 'https://proxy.example/authorize?a=1&b="';
		const customTokenUrl = 'https://proxy.example/token';
		expect(
			resolved({ environment: 'custom', customAuthorizationUrl, customTokenUrl }),
		).toMatchObject({ authUrl: customAuthorizationUrl, accessTokenUrl: customTokenUrl });
	});

	it('lets the scope be changed: n8n keeps a scope only where its field is visible', () => {
		expect(type.extends).toEqual(['oAuth2Api']);
		expect(type.properties.find(({ name }) => name === 'scope')?.type).toBe('string');
	});

	it('knows the hosts of the guide', () => {
		expect(resolveApiBase('sandbox', 'https://evil.example')).toBe(
			'https://sandbox-quickbooks.api.intuit.com',
		);
		expect(resolveApiBase('production', '')).toBe('https://quickbooks.api.intuit.com');
	});

	it.each([
		['http://localhost:4000/intuit', 'http://localhost:4000/intuit'],
		[' https://proxy.example/ ', 'https://proxy.example'],
		['https://proxy.example/qbo/v3/', 'https://proxy.example/qbo'],
		['https://proxy.example/v3/company', 'https://proxy.example'],
	])('takes %j as base URL', (typed, base) => {
		expect(resolveApiBase('custom', typed)).toBe(base);
	});

	it.each(['', 'quickbooks', 'ftp://x', 'https://user:pw@x', 'https://x?a=1', 'https://x#a'])(
		'refuses %j as base URL',
		(typed) => {
			const { message } = thrownBy(() => resolveApiBase('custom', typed));
			expect(message).toMatch(/base URL.* of the QuickBooks credential/);
			expect(message).not.toContain('pw');
		},
	);
});
