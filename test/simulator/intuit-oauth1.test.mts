import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { COMPANIES, INTUIT_OAUTH1_APPS } from '../../simulator/seed.mts';
import { REALM, SANDBOX_REALM } from '../support/companies.mts';
import { decide, location, percentEncode as encode, send } from '../support/platform.mts';
import { CALLBACK, OAUTH1, oauth1Link } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

/** A second signer, written from RFC 5849 §3.4 without the library that the simulator uses. */
function sign(
	url: string,
	parameters: Record<string, string>,
	secret: string,
	tokenSecret = '',
): string {
	const sorted = Object.entries(parameters)
		.map(([name, value]) => `${encode(name)}=${encode(value)}`)
		.sort()
		.join('&');
	const base = ['POST', encode(url), encode(sorted)].join('&');
	return createHmac('sha1', `${encode(secret)}&${encode(tokenSecret)}`)
		.update(base)
		.digest('base64');
}

/** Parameters of a request for a request token. */
function parameters(changed: Record<string, string | undefined> = {}): Record<string, string> {
	const all = {
		oauth_consumer_key: OAUTH1.key,
		oauth_signature_method: 'HMAC-SHA1',
		oauth_timestamp: String(Math.floor(Date.now() / 1000)),
		oauth_nonce: randomUUID(),
		oauth_version: '1.0',
		oauth_callback: CALLBACK,
		...changed,
	};
	return Object.fromEntries(
		Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
	);
}

async function post(url: string, signed: Record<string, string>) {
	const header = Object.entries(signed).map(
		([name, value]) => `${encode(name)}="${encode(value)}"`,
	);
	const answer = await send(url, {
		method: 'POST',
		headers: { authorization: `OAuth ${header.join(', ')}` },
	});
	return { status: answer.status, form: Object.fromEntries(new URLSearchParams(answer.text)) };
}

async function askRequestToken(
	changed: Record<string, string | undefined> = {},
	secret = OAUTH1.secret,
) {
	const url = `${holder.simulator.origin}/intuit/oauth/v1/get_request_token`;
	const sent = parameters(changed);
	return await post(url, { ...sent, oauth_signature: sign(url, sent, secret) });
}

async function askAccessToken(token: string, tokenSecret: string, verifier: string | undefined) {
	const url = `${holder.simulator.origin}/intuit/oauth/v1/get_access_token`;
	const sent = parameters({
		oauth_token: token,
		oauth_verifier: verifier,
		oauth_callback: undefined,
	});
	return await post(url, { ...sent, oauth_signature: sign(url, sent, OAUTH1.secret, tokenSecret) });
}

describe('A request token of Intuit', () => {
	test('is given for a right signature', async () => {
		const { status, form } = await askRequestToken();
		expect(status).toBe(200);
		expect(form).toMatchObject({ oauth_callback_confirmed: 'true' });
		expect(form.oauth_token).not.toBe(form.oauth_token_secret);
	});

	test.each([
		['an unknown key', { oauth_consumer_key: 'nobody' }, undefined, 401, 'consumer_key_unknown'],
		['a wrong secret', {}, 'wrong', 401, 'signature_invalid'],
		['an old timestamp', { oauth_timestamp: '1' }, undefined, 401, 'timestamp_refused'],
		[
			'a timestamp that is no number',
			{ oauth_timestamp: 'now' },
			undefined,
			401,
			'timestamp_refused',
		],
		[
			'another method',
			{ oauth_signature_method: 'PLAINTEXT' },
			undefined,
			400,
			'signature_method_rejected',
		],
		['another version', { oauth_version: '2.0' }, undefined, 400, 'version_rejected'],
		['no nonce', { oauth_nonce: undefined }, undefined, 400, 'parameter_absent'],
		['no callback', { oauth_callback: undefined }, undefined, 400, 'parameter_absent'],
		[
			'a callback that is no address',
			{ oauth_callback: 'oob' },
			undefined,
			400,
			'parameter_rejected',
		],
	])('is refused for %s', async (_name, changed, secret, status, problem) => {
		const answer = await askRequestToken(changed, secret);
		expect([answer.status, answer.form.oauth_problem]).toEqual([status, problem]);
	});

	test('is refused without a signature header', async () => {
		const answer = await send(`${holder.simulator.origin}/intuit/oauth/v1/get_request_token`, {
			method: 'POST',
		});
		expect([answer.status, answer.text]).toEqual([
			400,
			expect.stringContaining('parameter_absent'),
		]);
	});

	test('is refused for a nonce seen before, unless that one was forged', async () => {
		const changed = { oauth_nonce: 'same', oauth_timestamp: String(Math.floor(Date.now() / 1000)) };
		expect((await askRequestToken(changed, 'forged')).form.oauth_problem).toBe('signature_invalid');
		expect((await askRequestToken(changed)).status).toBe(200);
		expect((await askRequestToken(changed)).form.oauth_problem).toBe('nonce_used');
	});

	test('judges timestamps by the settable clock', async () => {
		holder.simulator.clock.advance(10 * 60_000);
		expect((await askRequestToken()).form.oauth_problem).toBe('timestamp_refused');
		holder.simulator.clock.reset();
		expect((await askRequestToken()).status).toBe(200);
	});
});

describe('At the consent page of Intuit for OAuth 1.0a', () => {
	test('the companies are offered, escaped, with two answers and without a script', async () => {
		const { oauthUrl } = await oauth1Link(holder.simulator);
		const page = await send(oauthUrl);
		expect(page.status).toBe(200);
		expect(page.headers.get('content-type')).toContain('text/html');
		for (const { realmId } of COMPANIES) expect(page.text).toContain(`value="${realmId}"`);
		expect(page.text).toContain('O’Malley &lt;Plumbing&gt; Ltd.');
		expect(page.text).not.toContain('<Plumbing>');
		expect(page.text).not.toContain('<script');
		expect(page.text).toMatch(/<label for="choice">.*<\/label>/);
	});

	test('an approval answers with the parameters of the guide, in its order', async () => {
		const { oauthUrl, token } = await oauth1Link(holder.simulator);
		const answer = await decide(oauthUrl, 'approve', REALM);
		expect(answer.status).toBe(302);
		expect(
			answer.headers.get('location')?.startsWith(`${CALLBACK}?state=quickbooks&oauth_token=`),
		).toBe(true);
		const parameters = [...location(answer).searchParams];
		expect(parameters).toEqual([
			['state', 'quickbooks'],
			['oauth_token', token],
			['oauth_verifier', expect.stringMatching(/^[a-z0-9]{7}$/)],
			['realmId', REALM],
			['dataSource', 'QBO'],
		]);
	});

	test('a denial answers with denied and the state, and the link is spent', async () => {
		const { oauthUrl, token } = await oauth1Link(holder.simulator);
		const answer = await decide(oauthUrl, 'deny');
		expect([...location(answer).searchParams]).toEqual([
			['state', 'quickbooks'],
			['denied', token],
		]);
		expect((await decide(oauthUrl, 'approve', REALM)).status).toBe(400);
	});

	test('an approved link cannot be used again', async () => {
		const { oauthUrl } = await oauth1Link(holder.simulator);
		await decide(oauthUrl, 'approve', REALM);
		for (const again of [await send(oauthUrl), await decide(oauthUrl, 'deny')]) {
			expect([again.status, again.text]).toEqual([400, expect.stringContaining('token_used')]);
		}
	});

	test('a link expires', async () => {
		const { oauthUrl } = await oauth1Link(holder.simulator);
		holder.simulator.clock.advance(3_600_000);
		expect((await send(oauthUrl)).status).toBe(200);
		holder.simulator.clock.advance(3_600_001);
		expect((await send(oauthUrl)).text).toContain('token_expired');
	});

	test('a callback other than that of step 1 ends on an error page', async () => {
		const { oauthUrl } = await oauth1Link(holder.simulator);
		for (const callback of [
			'https://evil.example/',
			`${CALLBACK}/other`,
			`${CALLBACK}?state=1&to=evil`,
			`${CALLBACK}.evil.example?state=1`,
		]) {
			const url = new URL(oauthUrl);
			url.searchParams.set('oauth_callback', callback);
			const answer = await decide(url.href, 'approve', REALM);
			expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
			expect(answer.text).toContain('callback');
		}
	});

	test('a development app reaches the sandbox company and no other', async () => {
		const link = await oauth1Link(holder.simulator, INTUIT_OAUTH1_APPS.development);
		const refused = await decide(link.oauthUrl, 'approve', REALM);
		expect([refused.status, refused.headers.get('location')]).toEqual([400, null]);
		expect(refused.text).toContain('invalid_database');
		expect(
			location(await decide(link.oauthUrl, 'approve', SANDBOX_REALM)).searchParams.get('realmId'),
		).toBe(SANDBOX_REALM);
	});

	test('a company that was not offered is refused', async () => {
		const { oauthUrl } = await oauth1Link(holder.simulator);
		expect((await decide(oauthUrl, 'approve', '42')).status).toBe(400);
	});

	test('an unknown token is shown escaped', async () => {
		const page = await send(`${holder.simulator.origin}/intuit/Connect/Begin?oauth_token=%3Cb%3E`);
		expect(page.status).toBe(400);
		expect(page.text).toContain('&lt;b&gt;');
	});
});

describe('An access token of Intuit', () => {
	async function approved() {
		const link = await oauth1Link(holder.simulator);
		const callback = location(await decide(link.oauthUrl, 'approve', REALM)).searchParams;
		return { ...link, verifier: callback.get('oauth_verifier') ?? '' };
	}

	test('is given once for the right verifier and secret', async () => {
		const { token, secret, verifier } = await approved();
		const first = await askAccessToken(token, secret, verifier);
		expect(first.status).toBe(200);
		expect(first.form.oauth_token).not.toBe(token);
		expect((await askAccessToken(token, secret, verifier)).form.oauth_problem).toBe('token_used');
	});

	test('is refused for a wrong secret, verifier or token, and before the approval', async () => {
		const { token, secret, verifier } = await approved();
		expect((await askAccessToken(token, 'wrong', verifier)).form.oauth_problem).toBe(
			'signature_invalid',
		);
		expect((await askAccessToken(token, secret, 'wrong')).form.oauth_problem).toBe(
			'verifier_invalid',
		);
		expect((await askAccessToken(token, secret, undefined)).form.oauth_problem).toBe(
			'verifier_invalid',
		);
		expect((await askAccessToken('nothing', secret, verifier)).form.oauth_problem).toBe(
			'token_rejected',
		);
		const open = await oauth1Link(holder.simulator);
		expect((await askAccessToken(open.token, open.secret, verifier)).form.oauth_problem).toBe(
			'permission_unknown',
		);
		expect((await askAccessToken(token, secret, verifier)).status).toBe(200);
	});

	test('is refused to another app than that of the request token', async () => {
		const { token, secret, verifier } = await approved();
		const url = `${holder.simulator.origin}/intuit/oauth/v1/get_access_token`;
		const other = INTUIT_OAUTH1_APPS.development;
		const sent = parameters({
			oauth_consumer_key: other.key,
			oauth_token: token,
			oauth_verifier: verifier,
		});
		const answer = await post(url, {
			...sent,
			oauth_signature: sign(url, sent, other.secret, secret),
		});
		expect(answer.form.oauth_problem).toBe('token_rejected');
	});

	test('is refused when the verifier has grown old', async () => {
		const { token, secret, verifier } = await approved();
		holder.simulator.clock.advance(10 * 60_000 + 1);
		const now = { oauth_timestamp: String(Math.floor(Date.now() / 1000) + 600) };
		const url = `${holder.simulator.origin}/intuit/oauth/v1/get_access_token`;
		const step = { oauth_token: token, oauth_verifier: verifier, oauth_callback: undefined };
		const sent = parameters({ ...now, ...step });
		const signature = sign(url, sent, OAUTH1.secret, secret);
		const answer = await post(url, { ...sent, oauth_signature: signature });
		expect(answer.form.oauth_problem).toBe('token_expired');
	});
});
