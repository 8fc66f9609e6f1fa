import { describe, expect, it } from '@jest/globals';
import { outputOf, runNode, wordsOf, type RunOptions } from './engine.mts';
import { makeLink } from './flow.mts';
import { appOf, CALLBACK_URL, quickbooksCredentials, useSimulator } from './quickbooks.mts';
import type { Authentication } from './quickbooks.mts';

const holder = useSimulator();

const run = async (
	authentication: Authentication,
	{ app, account, ...options }: Partial<RunOptions> & { app?: object; account?: object } = {},
) =>
	await runNode({
		type: 'getOAuthUrl',
		credentials: quickbooksCredentials(holder.simulator, authentication, { app, account }),
		...options,
	});
const requests = () => holder.simulator.requests();

describe('A link for OAuth 2.0', () => {
	it('is made as the API reference writes it, without a request token', async () => {
		const [link] = outputOf(await run('oAuth2'));
		const { key: apiKey, secret: apiSecret } = appOf('oAuth2');
		expect(requests()).toHaveLength(1);
		expect(requests()[0]).toMatchObject({
			method: 'GET',
			path: '/elements/api-v2/elements/quickbooks/oauth/url',
		});
		expect(requests()[0]?.query).toEqual({
			apiKey,
			apiSecret,
			callbackUrl: CALLBACK_URL,
			scope: 'com.intuit.quickbooks.accounting',
			'authentication.type': 'oauth2',
			state: link?.state,
		});
	});
});

describe.each<Authentication>(['oAuth1', 'oAuth2'])('The output for %s', (authentication) => {
	it('is what the contract says', async () => {
		const before = Date.now();
		const [link] = outputOf(
			await run(authentication, { parameters: { context: '{ "customerId": "cus_42" }' } }),
		);
		expect(Object.keys(link ?? {}).sort()).toEqual(
			['callbackUrl', 'context', 'element', 'expiresAt', 'oauthUrl', 'state'].sort(),
		);
		expect(link).toMatchObject({
			element: 'quickbooks',
			callbackUrl: CALLBACK_URL,
			context: { customerId: 'cus_42' },
		});
		const life = Date.parse(String(link?.expiresAt)) - before;
		expect(life).toBeGreaterThan(59 * 60_000);
		expect(life).toBeLessThan(61 * 60_000);
	});

	it('holds a state short enough for every browser and provider', async () => {
		const { state } = await makeLink(holder.simulator, authentication, { context: 'cus_42' });
		expect(state.length).toBeLessThan(450);
	});

	it('with a custom state has no end, and the request token only where there is one', async () => {
		const { state, expiresAt, requestToken } = await makeLink(holder.simulator, authentication, {
			options: { customState: 'my-state' },
		});
		expect({ state, expiresAt }).toEqual({ state: 'my-state', expiresAt: null });
		expect(requestToken).toEqual(
			authentication === 'oAuth1'
				? { token: expect.any(String), secret: expect.any(String) }
				: undefined,
		);
	});
});

describe('Parameters', () => {
	it('may differ from item to item', async () => {
		const items = [
			{ customer: 'cus_1', minutes: 5, scope: 'openid' },
			{ customer: { id: 2 }, minutes: 10, scope: 'profile' },
		];
		const links = outputOf(
			await run('oAuth2', {
				items,
				parameters: {
					callbackUrl: '=https://n8n.example.com/webhook/{{ $itemIndex }}',
					context: '={{ $json.customer }}',
					expiresInMinutes: '={{ $json.minutes }}',
					options: { scope: '={{ $json.scope }}' },
				},
			}),
		);
		expect(links.map(({ context }) => context)).toEqual(['cus_1', { id: 2 }]);
		const sent = links.map(({ state }) => requests().find(({ query }) => query.state === state));
		expect(sent.map((request) => request?.query.scope)).toEqual(['openid', 'profile']);
		expect(sent.map((request) => request?.query.callbackUrl)).toEqual([
			'https://n8n.example.com/webhook/0',
			'https://n8n.example.com/webhook/1',
		]);
		const [first, second] = links.map(({ expiresAt }) => Date.parse(String(expiresAt)));
		expect(Math.round(((second as number) - (first as number)) / 60_000)).toBe(5);
	});

	it('of the app credential are the default: scope', async () => {
		outputOf(await run('oAuth2', { app: { scope: 'openid email' } }));
		expect(requests()[0]?.query.scope).toBe('openid email');
	});

	it('can send the secrets in the body of a POST', async () => {
		const [link] = outputOf(
			await run('oAuth2', { parameters: { options: { sendSecretsInBody: true } } }),
		);
		const { key: apiKey, secret: apiSecret } = appOf('oAuth2');
		expect(requests()).toHaveLength(1);
		expect(requests()[0]).toMatchObject({ method: 'POST', query: {} });
		expect(requests()[0]?.body).toEqual({
			apiKey,
			apiSecret,
			callbackUrl: CALLBACK_URL,
			scope: 'com.intuit.quickbooks.accounting',
			'authentication.type': 'oauth2',
			state: link?.state,
		});
	});

	it.each([404, 405])('name the option when the host has no such POST (%i)', async (status) => {
		holder.simulator.fault({ path: '.*/oauth/url', status, body: { message: 'Not supported' } });
		const words = wordsOf(
			await run('oAuth2', { parameters: { options: { sendSecretsInBody: true } } }),
		);
		expect(words).toContain('Send Secrets in Body');
	});

	it('without a value are as good as not given', async () => {
		const [link] = outputOf(
			await run('oAuth2', { parameters: { context: '={{ $json.nothing }}', callbackUrl: '' } }),
		);
		expect(link).toMatchObject({ context: {}, callbackUrl: CALLBACK_URL });
	});
});

describe('No request is made', () => {
	it.each<[string, Authentication, object, object, RegExp]>([
		[
			'an OAuth 1.0a callback with a query',
			'oAuth1',
			{ callbackUrl: 'https://a.example/cb?a=1' },
			{},
			/must not have a question mark.*OAuth 1\.0a/,
		],
		[
			'a callback URL that is none',
			'oAuth2',
			{ callbackUrl: 'a.example/cb' },
			{},
			/"a.example\/cb" is not a web address/,
		],
		[
			'a callback URL with a fragment',
			'oAuth2',
			{ callbackUrl: 'https://a.example/cb#x' },
			{},
			/part behind #/,
		],
		[
			'no callback URL at all',
			'oAuth2',
			{},
			{ callbackUrl: '' },
			/callback URL is empty[^]*in the node or in the Cloud Elements App/,
		],
		['an empty API key', 'oAuth2', {}, { apiKey: ' ' }, /API key of the app is empty/],
		['an empty API secret', 'oAuth1', {}, { apiSecret: '' }, /API secret of the app is empty/],
		[
			'a life of no time',
			'oAuth2',
			{ expiresInMinutes: 0 },
			{},
			/Expires In must be between 1 and/,
		],
		[
			'a life of more than a year',
			'oAuth2',
			{ expiresInMinutes: 600_000 },
			{},
			/Expires In must be between/,
		],
		['context with a slip', 'oAuth2', { context: '{ "a": ' }, {}, /Context is not valid JSON/],
		[
			'a custom state that looks sealed',
			'oAuth2',
			{ options: { customState: 'a.b.c.d.e' } },
			{},
			/Custom State looks like a sealed state/,
		],
		[
			'an element without data',
			'oAuth2',
			{},
			{ element: 'other', elementKey: 'nosuch' },
			/"nosuch" is not known/,
		],
		[
			'context too long for a link',
			'oAuth2',
			{ context: 'x'.repeat(2000) },
			{},
			/context is too long[^]*Shorten Context/,
		],
	])('for %s', async (_, authentication, parameters, app, words) => {
		const result = await run(authentication, { parameters: parameters as never, app });
		expect(wordsOf(result)).toMatch(words);
		expect(requests()).toEqual([]);
	});

	it.each([
		[{ userSecret: '' }, /user secret is empty/],
		[{ organizationSecret: 'a, b' }, /organization secret holds a blank or a comma/],
		[{ baseUrl: '' }, /base URL is empty/],
		[{ baseUrl: 'api.example.com' }, /"api.example.com" is not a web address/],
		[{ environment: 'openConnectors', baseUrl: 'http://a.example' }, /unencrypted/],
	])('with %j in the credential of the account', async (account, words) => {
		const result = await run('oAuth2', { account });
		expect(wordsOf(result)).toMatch(words);
		expect(wordsOf(result)).not.toMatch(/did not answer/);
		expect(requests()).toEqual([]);
	});
});

describe('The platform', () => {
	const answering = (body: unknown, path = '.*/oauth/url') =>
		holder.simulator.fault({ path, status: 200, body });

	it('making a link with oauth_token=null is refused with the reason', async () => {
		answering({ oauthUrl: 'https://appcenter.intuit.com/Connect/Begin?oauth_token=null' });
		const words = wordsOf(await run('oAuth2'));
		expect(words).toMatch(/oauth_token=null/);
		expect(words).toMatch(/request token first[^]*OAuth 1\.0a/);
	});

	it.each([
		[{}],
		[{ oauthUrl: '' }],
		[{ oauthUrl: null }],
		[{ oauthUrl: 'javascript:alert(1)' }],
		[''],
	])('answering %j gives no link', async (body) => {
		answering(body);
		expect(wordsOf(await run('oAuth2'))).toMatch(/gave no link for QuickBooks Online/);
	});

	it.each([[{}], [{ token: 't' }], [{ token: '', secret: 's' }], ['']])(
		'answering %j gives no request token',
		async (body) => {
			answering(body, '.*/oauth/token');
			expect(wordsOf(await run('oAuth1'))).toMatch(/gave no request token/);
			expect(holder.simulator.requests({ path: '.*/oauth/url' })).toEqual([]);
		},
	);
});
