import { describe, expect, test } from '@jest/globals';
import { INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import { REALM, SANDBOX_REALM } from '../support/companies.mts';
import { decide, location, query, send } from '../support/platform.mts';
import { OAUTH2, SCOPE } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const REDIRECT = 'https://www.mycoolapp.com/auth';

function consentUrl(changed: Record<string, string | undefined> = {}): string {
	const all = {
		client_id: OAUTH2.key,
		response_type: 'code',
		scope: SCOPE,
		redirect_uri: REDIRECT,
		state: 'st-1',
		...changed,
	};
	const given = Object.entries(all).filter(
		(pair): pair is [string, string] => pair[1] !== undefined,
	);
	return `${holder.simulator.origin}/intuit/connect/oauth2${query(Object.fromEntries(given))}`;
}

async function tokens(form: Record<string, string>, app = OAUTH2, secret = app.secret) {
	return await send(`${holder.simulator.origin}/intuit/oauth2/v1/tokens/bearer`, {
		method: 'POST',
		headers: { authorization: `Basic ${Buffer.from(`${app.key}:${secret}`).toString('base64')}` },
		body: new URLSearchParams(form),
	});
}

async function approvedCode(app = OAUTH2, realm = REALM): Promise<string> {
	const answer = await decide(consentUrl({ client_id: app.key }), 'approve', realm);
	return location(answer).searchParams.get('code') ?? '';
}

function redeem(code: string, more: Record<string, string> = {}) {
	return { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...more };
}

describe('At the consent page of Intuit for OAuth 2.0', () => {
	test('an approval answers with code, state and realmId', async () => {
		expect((await send(consentUrl())).status).toBe(200);
		const answer = await decide(consentUrl(), 'approve', REALM);
		expect(answer.headers.get('location')?.startsWith(`${REDIRECT}?code=`)).toBe(true);
		expect([...location(answer).searchParams]).toEqual([
			['code', expect.any(String)],
			['state', 'st-1'],
			['realmId', REALM],
		]);
	});

	test('a denial answers with access_denied and the state', async () => {
		const parameters = location(await decide(consentUrl(), 'deny')).searchParams;
		expect(parameters.get('error')).toBe('access_denied');
		expect(parameters.get('error_description')).toBeTruthy();
		expect(parameters.get('state')).toBe('st-1');
		expect(parameters.has('code')).toBe(false);
	});

	test.each([
		['an unknown client', { client_id: 'nobody' }],
		['no client', { client_id: undefined }],
		['another response type', { response_type: 'token' }],
		['no scope', { scope: undefined }],
		['an unknown scope', { scope: `${SCOPE} everything` }],
		['no state', { state: undefined }],
		['an empty state', { state: '' }],
		['no redirect address', { redirect_uri: undefined }],
		['plain http to another machine', { redirect_uri: 'http://www.mycoolapp.com/auth' }],
		['a redirect address that is none', { redirect_uri: 'https:%3A%2F%2Fwww.mycoolapp.com' }],
		['a redirect address with a fragment', { redirect_uri: `${REDIRECT}#here` }],
	])('an error page is the end for %s', async (_name, changed) => {
		for (const answer of [
			await send(consentUrl(changed)),
			await decide(consentUrl(changed), 'approve', REALM),
		]) {
			expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
		}
	});

	test('plain http is fine on this machine', async () => {
		for (const redirect of [
			'http://localhost:5678/webhook/x',
			'http://127.0.0.1:5678/webhook/x',
			'http://[::1]:5678/x',
		]) {
			expect((await send(consentUrl({ redirect_uri: redirect }))).status).toBe(200);
		}
	});

	test('a development client reaches the sandbox company and no other', async () => {
		const development = consentUrl({ client_id: INTUIT_OAUTH2_APPS.development.key });
		expect((await decide(development, 'approve', REALM)).text).toContain('invalid_database');
		expect((await decide(development, 'approve', SANDBOX_REALM)).status).toBe(302);
	});
});

describe('The token endpoint of Intuit', () => {
	test('gives tokens for a code, once', async () => {
		const code = await approvedCode();
		const first = await tokens(redeem(code));
		expect(first.status).toBe(200);
		expect(first.body).toMatchObject({
			token_type: 'bearer',
			expires_in: 3600,
			x_refresh_token_expires_in: 8_640_000,
		});
		const second = await tokens(redeem(code));
		expect([second.status, second.body.error]).toEqual([400, 'invalid_grant']);
	});

	test('wants the client in a Basic header', async () => {
		const code = await approvedCode();
		const wrongSecret = await tokens(redeem(code), OAUTH2, 'wrong');
		expect([wrongSecret.status, wrongSecret.body.error]).toEqual([401, 'invalid_client']);
		const inBody = await send(`${holder.simulator.origin}/intuit/oauth2/v1/tokens/bearer`, {
			method: 'POST',
			body: new URLSearchParams(
				redeem(code, { client_id: OAUTH2.key, client_secret: OAUTH2.secret }),
			),
		});
		expect([inBody.status, inBody.body.error]).toEqual([401, 'invalid_client']);
		expect((await tokens(redeem(code))).status).toBe(200);
	});

	test('refuses a code of another client, with another redirect address, unknown or old', async () => {
		const code = await approvedCode();
		expect((await tokens(redeem(code), INTUIT_OAUTH2_APPS.development)).body.error).toBe(
			'invalid_grant',
		);
		expect((await tokens(redeem(code, { redirect_uri: `${REDIRECT}/` }))).body.error).toBe(
			'invalid_grant',
		);
		expect((await tokens(redeem('nothing'))).body.error).toBe('invalid_grant');
		holder.simulator.clock.advance(10 * 60_000 + 1);
		const old = await tokens(redeem(code));
		expect([old.status, old.body.error_description]).toEqual([
			400,
			expect.stringContaining('expired'),
		]);
	});

	test('refuses other grants', async () => {
		const answer = await tokens({ grant_type: 'client_credentials' });
		expect([answer.status, answer.body.error]).toEqual([400, 'unsupported_grant_type']);
	});

	test('renews with a refresh token, and replaces it after a day', async () => {
		const { body: first } = await tokens(redeem(await approvedCode()));
		const renew = async (token: string) =>
			await tokens({ grant_type: 'refresh_token', refresh_token: token });
		const { body: second } = await renew(first.refresh_token);
		expect(second.refresh_token).toBe(first.refresh_token);
		expect(second.access_token).not.toBe(first.access_token);
		holder.simulator.clock.advance(24 * 3_600_000);
		const { body: third } = await renew(first.refresh_token);
		expect(third.refresh_token).not.toBe(first.refresh_token);
		expect((await renew(first.refresh_token)).status).toBe(200);
		holder.simulator.clock.advance(24 * 3_600_000);
		expect((await renew(first.refresh_token)).body.error).toBe('invalid_grant');
		expect((await renew(third.refresh_token)).status).toBe(200);
		expect((await renew('nothing')).body.error).toBe('invalid_grant');
	});

	test('refuses the refresh token of another client and after a hundred days', async () => {
		const { body } = await tokens(redeem(await approvedCode()));
		const form = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
		expect((await tokens(form, INTUIT_OAUTH2_APPS.development)).body.error).toBe('invalid_grant');
		holder.simulator.clock.advance(100 * 24 * 3_600_000);
		expect((await tokens(form)).body.error).toBe('invalid_grant');
	});
});

describe('Intuit, asked for a company with a bearer token,', () => {
	async function read(realm: string, authorization: string, base = '/intuit') {
		const url = `${holder.simulator.origin}${base}/v3/company/${realm}/companyinfo/${realm}`;
		return await send(url, { headers: { authorization } });
	}

	test('answers the company, with intuit_tid', async () => {
		const { body } = await tokens(redeem(await approvedCode()));
		const answer = await read(REALM, `Bearer ${body.access_token}`);
		expect(answer.status).toBe(200);
		expect(answer.body.CompanyInfo.CompanyName).toBe('Harbor Lane Bakery');
		expect(answer.headers.get('intuit_tid')).toBeTruthy();
	});

	test('is 401 for an unknown and for an expired token', async () => {
		const { body } = await tokens(redeem(await approvedCode()));
		expect((await read(REALM, 'Bearer nothing')).status).toBe(401);
		holder.simulator.clock.advance(3_600_000);
		const answer = await read(REALM, `Bearer ${body.access_token}`);
		expect([answer.status, answer.body.fault.error[0].code]).toEqual([401, '3200']);
		expect(answer.headers.get('intuit_tid')).toBeTruthy();
	});

	test('is 3100 for another company, and when sandbox and production are mixed', async () => {
		const { body } = await tokens(redeem(await approvedCode()));
		const sandbox = await tokens(
			redeem(await approvedCode(INTUIT_OAUTH2_APPS.development, SANDBOX_REALM)),
			INTUIT_OAUTH2_APPS.development,
		);
		const mixed = await tokens(redeem(await approvedCode(OAUTH2, SANDBOX_REALM)));
		for (const answer of [
			await read('123145812345678', `Bearer ${body.access_token}`),
			await read(REALM, `Bearer ${body.access_token}`, '/intuit-sandbox'),
			await read(SANDBOX_REALM, `Bearer ${sandbox.body.access_token}`),
			await read(SANDBOX_REALM, `Bearer ${mixed.body.access_token}`, '/intuit-sandbox'),
			await read(SANDBOX_REALM, `Bearer ${mixed.body.access_token}`),
		]) {
			expect([answer.status, answer.body.fault.error[0].code]).toEqual([403, '3100']);
		}
		const right = await read(
			SANDBOX_REALM,
			`Bearer ${sandbox.body.access_token}`,
			'/intuit-sandbox',
		);
		expect(right.status).toBe(200);
	});
});
