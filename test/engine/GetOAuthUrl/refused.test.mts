import { describe, expect, it } from '@jest/globals';
import { credentialsOf, type Authentication } from '../../support/credentials.mts';
import { runNode, wordsOf } from '../../support/engine/run-node.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const run = async (
	authentication: Authentication,
	{ app, account, parameters }: { app?: object; account?: object; parameters?: object } = {},
) =>
	await runNode({
		type: 'getOAuthUrl',
		credentials: credentialsOf(holder.simulator, authentication, { app, account }),
		parameters: parameters as never,
	});
const requests = () => holder.simulator.requests();

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
		['an empty API key', 'oAuth2', {}, { apiKey: ' ' }, /needs API Key[^]*App credential/],
		['an empty API secret', 'oAuth1', {}, { apiSecret: '' }, /needs API Secret[^]*App credential/],
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
			'context too long for a link',
			'oAuth2',
			{ context: 'x'.repeat(2000) },
			{},
			/context is too long[^]*Shorten Context/,
		],
	])('for %s', async (_, authentication, parameters, app, words) => {
		const result = await run(authentication, { parameters, app });
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

describe('The platform, asked for a link,', () => {
	const answering = (body: unknown, path = '.*/oauth/url') =>
		holder.simulator.fault({ path, status: 200, body });

	it('is not believed a link with oauth_token=null, and the reason is told', async () => {
		answering({ oauthUrl: 'https://appcenter.intuit.com/Connect/Begin?oauth_token=null' });
		const words = wordsOf(await run('oAuth2'));
		expect(words).toMatch(/oauth_token=null/);
		expect(words).toMatch(/request token first[^]*OAuth 1\.0a/);
	});

	it.each([[{}], [{ oauthUrl: '' }], [{ oauthUrl: null }], [{ oauthUrl: 'javascript:alert(1)' }]])(
		'gives no link with the answer %j',
		async (body) => {
			answering(body);
			expect(wordsOf(await run('oAuth2'))).toMatch(/gave no link for QuickBooks Online/);
		},
	);

	it.each([[{}], [{ token: 't' }], [{ token: '', secret: 's' }]])(
		'gives no request token with the answer %j',
		async (body) => {
			answering(body, '.*/oauth/token');
			expect(wordsOf(await run('oAuth1'))).toMatch(/gave no request token/);
			expect(holder.simulator.requests({ path: '.*/oauth/url' })).toEqual([]);
		},
	);
});

describe('An answer that cannot be read', () => {
	it.each([
		['oAuth1', '.*/oauth/token'],
		['oAuth1', '.*/oauth/url'],
		['oAuth2', '.*/oauth/url'],
	] as const)('with %s at %s is said to be none', async (authentication, path) => {
		holder.simulator.fault({ path, status: 200, body: '' });
		expect(wordsOf(await run(authentication))).toMatch(
			/answered with nothing in place of a record/,
		);
	});
});

describe('An element of the app credential', () => {
	it('that the account’s catalogue does not have is named', async () => {
		const words = wordsOf(await run('oAuth2', { app: { element: 'other', elementKey: 'nosuch' } }));
		expect(words).toMatch(/no element with this key[^]*nosuch/);
	});
});
