import { describe, expect, test } from '@jest/globals';
import { INTUIT_OAUTH1_APPS } from '../../simulator/seed.mts';
import { call, query, send } from '../support/platform.mts';
import { CALLBACK, OAUTH1, OAUTH2, SCOPE, appQuery } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const TOKEN = '/elements/quickbooks/oauth/token';
const URL_PATH = '/elements/quickbooks/oauth/url';

async function askUrl(more: Record<string, string> = {}): Promise<URL> {
	const { body } = await call(holder.simulator, 'GET', `${URL_PATH}${appQuery(OAUTH1, more)}`, {
		as: null,
	});
	return new URL(body.oauthUrl);
}

describe('oauth/token', () => {
	test('gives a new token and secret each time, without any header', async () => {
		const first = await call(holder.simulator, 'GET', `${TOKEN}${appQuery(OAUTH1)}`, { as: null });
		const second = await call(holder.simulator, 'GET', `${TOKEN}${appQuery(OAUTH1)}`, { as: null });
		expect(Object.keys(first.body).sort()).toEqual(['secret', 'token']);
		expect(first.body.token).not.toBe(second.body.token);
		expect(first.body.secret).not.toBe(second.body.secret);
	});

	test('names the parameters that are missing', async () => {
		const answer = await call(holder.simulator, 'GET', `${TOKEN}${query({ apiSecret: 'x' })}`);
		expect(answer.status).toBe(400);
		expect(answer.body.message).toContain('apiKey, callbackUrl');
		const doubled = await call(holder.simulator, 'GET', `${TOKEN}${appQuery(OAUTH1)}&apiKey=again`);
		expect(doubled.status).toBe(400);
	});

	test('passes on what Intuit says of a wrong key and of a wrong secret', async () => {
		const wrongKey = await call(
			holder.simulator,
			'GET',
			`${TOKEN}${appQuery(OAUTH1, { apiKey: 'insert_fake_api_key' })}`,
		);
		expect([wrongKey.status, wrongKey.body.message]).toEqual([401, 'Unauthorized']);
		expect(wrongKey.body.providerMessage).toContain('consumer_key_unknown');
		const wrongSecret = await call(
			holder.simulator,
			'GET',
			`${TOKEN}${appQuery(OAUTH1, { apiSecret: 'insert_fake_api_secret' })}`,
		);
		expect(wrongSecret.status).toBe(401);
		expect(wrongSecret.body.providerMessage).toContain('signature_invalid');
		const swapped = await call(
			holder.simulator,
			'GET',
			`${TOKEN}${appQuery(OAUTH1, { apiSecret: INTUIT_OAUTH1_APPS.development.secret })}`,
		);
		expect(swapped.body.providerMessage).toContain('signature_invalid');
	});

	test('passes on that Intuit does not take a callback that is no web address', async () => {
		const answer = await call(
			holder.simulator,
			'GET',
			`${TOKEN}${appQuery(OAUTH1, { callbackUrl: 'https;//www.mycoolapp.com' })}`,
		);
		expect(answer.status).toBe(400);
		expect(answer.body.providerMessage).toContain('oauth_callback');
	});

	test('is 404 for an unknown element', async () => {
		expect(
			(await call(holder.simulator, 'GET', `/elements/nothing/oauth/token${appQuery(OAUTH1)}`))
				.status,
		).toBe(404);
		expect(
			(await call(holder.simulator, 'GET', `/elements/nothing/oauth/url${appQuery(OAUTH1)}`))
				.status,
		).toBe(404);
	});
});

describe('oauth/url', () => {
	test('carries the request token and the callback with the state', async () => {
		const url = await askUrl({ requestToken: 'abc', state: 'a b/c' });
		expect(url.pathname).toBe('/intuit/Connect/Begin');
		expect(Object.fromEntries(url.searchParams)).toEqual({
			oauth_token: 'abc',
			oauth_callback: `${CALLBACK}?state=a%20b%2Fc`,
		});
	});

	test('takes the element key for a state that is not given', async () => {
		expect((await askUrl({ requestToken: 'abc' })).searchParams.get('oauth_callback')).toBe(
			`${CALLBACK}?state=quickbooks`,
		);
	});

	test('does not notice a forgotten request token', async () => {
		const { status, body } = await call(holder.simulator, 'GET', `${URL_PATH}${appQuery(OAUTH1)}`);
		expect([status, body.element]).toEqual([200, 'quickbooks']);
		expect(body.oauthUrl).toContain('oauth_token=null');
		const page = await send(body.oauthUrl);
		expect(page.status).toBe(400);
		expect(page.text).toContain('token_rejected');
	});

	test('gives a callback with a query string of its own a second question mark', async () => {
		const url = await askUrl({ requestToken: 'abc', callbackUrl: `${CALLBACK}/?customer=7` });
		expect(url.searchParams.get('oauth_callback')).toBe(`${CALLBACK}/?customer=7?state=quickbooks`);
	});

	test('gives the OAuth 2.0 address of QuickBooks when asked for it, whatever the keys are', async () => {
		const url = await askUrl({
			apiKey: 'abcdefg',
			scope: SCOPE,
			state: 's',
			'authentication.type': 'oauth2',
		});
		expect(url.pathname).toBe('/intuit/connect/oauth2');
		expect(Object.fromEntries(url.searchParams)).toEqual({
			response_type: 'code',
			client_id: 'abcdefg',
			scope: SCOPE,
			redirect_uri: CALLBACK,
			state: 's',
		});
	});

	test('leaves the scope out when none is given, and refuses an authentication type nobody has', async () => {
		expect((await askUrl({ 'authentication.type': 'oauth2' })).searchParams.has('scope')).toBe(
			false,
		);
		const answer = await call(
			holder.simulator,
			'GET',
			`${URL_PATH}${appQuery(OAUTH1, { 'authentication.type': 'magic' })}`,
		);
		expect(answer.status).toBe(400);
	});

	test('takes the same parameters in the body of a POST', async () => {
		const parameters = {
			apiKey: OAUTH2.key,
			apiSecret: OAUTH2.secret,
			callbackUrl: CALLBACK,
			requestToken: 'abc',
		};
		const posted = await call(holder.simulator, 'POST', URL_PATH, { body: parameters });
		const got = await call(holder.simulator, 'GET', `${URL_PATH}${query(parameters)}`);
		expect([posted.status, posted.body]).toEqual([200, got.body]);
		const { apiSecret: _left, ...incomplete } = parameters;
		const refused = await call(holder.simulator, 'POST', URL_PATH, { body: incomplete });
		expect([refused.status, refused.body.message]).toEqual([
			400,
			expect.stringContaining('apiSecret'),
		]);
		expect(
			(await call(holder.simulator, 'POST', URL_PATH, { body: { ...parameters, state: 7 } }))
				.status,
		).toBe(400);
	});
});
