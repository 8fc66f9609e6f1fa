import { describe, expect, test } from '@jest/globals';
import {
	XERO_OAUTH1_APPS,
	XERO_OAUTH2_APP,
	XERO_ORGANISATIONS,
} from '../../simulator/seed-providers.mts';
import { call, decide, location, query, send } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const CALLBACK = 'https://www.mycoolapp.com/auth';
const [ORGANISATION] = XERO_ORGANISATIONS;
const APP2 = {
	apiKey: XERO_OAUTH2_APP.key,
	apiSecret: XERO_OAUTH2_APP.secret,
	callbackUrl: CALLBACK,
};
const APP1 = {
	apiKey: XERO_OAUTH1_APPS.public.key,
	apiSecret: XERO_OAUTH1_APPS.public.secret,
	callbackUrl: CALLBACK,
};

async function oauthUrl(parameters: Record<string, string>): Promise<URL> {
	return new URL(
		(
			await call(holder.simulator, 'GET', `/elements/xero/oauth/url${query(parameters)}`)
		).body.oauthUrl,
	);
}

async function create(asked: unknown) {
	return await call(holder.simulator, 'POST', '/instances', { body: asked });
}

function configuration(app: typeof APP1, more: Record<string, string> = {}) {
	return {
		'oauth.api.key': app.apiKey,
		'oauth.api.secret': app.apiSecret,
		'oauth.callback.url': CALLBACK,
		...more,
	};
}

async function codeBody(more: Record<string, string>) {
	const url = await oauthUrl({ ...APP2, state: 'xero' });
	const code = location(await decide(url.href, 'approve', ORGANISATION.tenantId)).searchParams.get(
		'code',
	);
	return {
		element: { key: 'xero' },
		providerData: { code },
		configuration: configuration(APP2, more),
		name: 'Xero',
	};
}

describe('Xero as the guide writes it', () => {
	test('leads by one call to a consent page that answers with code and state', async () => {
		const url = await oauthUrl({ ...APP2, state: 'xero' });
		expect(url.pathname).toBe('/xero/identity/connect/authorize');
		expect(url.searchParams.get('scope')).toContain('accounting.transactions');
		const callback = location(
			await decide(url.href, 'approve', ORGANISATION.tenantId),
		).searchParams;
		expect([...callback.keys()]).toEqual(['code', 'state']);
	});

	test('makes an instance from the code, partner or not', async () => {
		expect((await create(await codeBody({ 'xero.partner': 'true' }))).status).toBe(200);
		const answer = await create(await codeBody({}));
		expect([answer.status, answer.body.configuration['xero.partner']]).toEqual([200, 'false']);
		expect((await create(await codeBody({ 'xero.partner': 'yes' }))).status).toBe(400);
	});

	test('takes a tenant that was connected and no other', async () => {
		expect((await create(await codeBody({ 'xero.tenant.id': ORGANISATION.tenantId }))).status).toBe(
			200,
		);
		const answer = await create(
			await codeBody({ 'xero.tenant.id': XERO_ORGANISATIONS[1]?.tenantId ?? '' }),
		);
		expect([answer.status, answer.body.providerMessage]).toEqual([
			400,
			expect.stringContaining('not connected'),
		]);
	});
});

describe('Xero with OAuth 1.0a', () => {
	async function approved() {
		const { body: pair } = await call(
			holder.simulator,
			'GET',
			`/elements/xero/oauth/token${query(APP1)}`,
		);
		const url = await oauthUrl({ ...APP1, requestToken: pair.token });
		const callback = location(
			await decide(url.href, 'approve', ORGANISATION.tenantId),
		).searchParams;
		return { url, secret: pair.secret as string, callback };
	}

	test('leads with a request token to the OAuth 1.0a page, which answers with the organisation', async () => {
		const { url, callback } = await approved();
		expect(url.pathname).toBe('/xero/oauth/Authorize');
		expect([...callback.keys()]).toEqual(['state', 'oauth_token', 'oauth_verifier', 'org']);
		expect(callback.get('org')).toBe(ORGANISATION.org);
	});

	test('makes an instance from token, verifier, secret and organisation', async () => {
		const { secret, callback } = await approved();
		const providerData = { ...Object.fromEntries(callback), secret };
		const asked = {
			element: { key: 'xero' },
			providerData,
			configuration: configuration(APP1),
			name: 'Xero',
		};
		const { org: _left, ...incomplete } = providerData as Record<string, string>;
		expect((await create({ ...asked, providerData: incomplete })).body.message).toMatch(/: org$/);
		expect((await create(asked)).status).toBe(200);
	});

	test('shows a forgotten request token as null when OAuth 1.0a is asked for', async () => {
		const url = await oauthUrl({ ...APP1, 'authentication.type': 'oauth1' });
		expect(url.searchParams.get('oauth_token')).toBe('null');
		expect((await send(url.href)).status).toBe(400);
	});
});
