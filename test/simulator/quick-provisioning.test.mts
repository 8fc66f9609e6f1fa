import { describe, expect, test } from '@jest/globals';
import { INTUIT_OAUTH1_APPS } from '../../simulator/seed.mts';
import { REALM, SANDBOX_REALM } from '../support/companies.mts';
import { call } from '../support/platform.mts';
import { appConfiguration, quickBody, quickBody2 } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

async function create(body: unknown) {
	return await call(holder.simulator, 'POST', '/instances', { body });
}

describe('Token based provisioning with OAuth 1.0a tokens', () => {
	test('makes an instance from the body of the guide, without provider data', async () => {
		const { status, body } = await create(quickBody());
		expect(status).toBe(200);
		expect(body.externalAuthentication).toBe('initial');
		expect(body.providerData).toBeUndefined();
		expect(body.configuration).toMatchObject({
			'quickbooks.realm.id': REALM,
			'oauth.user.refresh_time': '1700000000000',
			'oauth.user.refresh_interval': '13046400',
		});
	});

	test('can be done again with the same tokens', async () => {
		const [first, second] = [await create(quickBody()), await create(quickBody())];
		expect(first.body.id).not.toBe(second.body.id);
	});

	test('does without the time of the last renewal only', async () => {
		const asked = quickBody();
		delete asked.configuration['oauth.user.refresh_time'];
		expect((await create(asked)).status).toBe(200);
	});

	test.each([
		'oauth.user.token',
		'oauth.user.token.secret',
		'quickbooks.realm.id',
		'quickbooks.datasource',
		'oauth.api.key',
		'oauth.api.secret',
		'oauth.callback.url',
		'oauth.user.refresh_interval',
	])('wants %s', async (key) => {
		const asked = quickBody();
		delete asked.configuration[key];
		const answer = await create(asked);
		expect([answer.status, answer.body.message]).toEqual([
			400,
			expect.stringMatching(new RegExp(`: ${key}$`)),
		]);
	});

	test('refuses dead tokens in the words of Intuit, and leaves no broken instance', async () => {
		for (const change of [
			{ 'oauth.user.token': 'dead' },
			{ 'oauth.user.token.secret': 'wrong' },
			{ 'oauth.api.secret': 'wrong' },
		]) {
			const asked = quickBody();
			Object.assign(asked.configuration, change);
			const answer = await create(asked);
			expect([answer.status, answer.body.providerMessage]).toEqual([
				401,
				expect.stringContaining('3200'),
			]);
		}
		expect((await call(holder.simulator, 'GET', '/instances')).body).toEqual([]);
	});

	test('refuses tokens of another company, a sandbox without its flag and production with it', async () => {
		const otherCompany = quickBody();
		otherCompany.configuration['quickbooks.realm.id'] = '123145812345678';
		const sandbox = quickBody(SANDBOX_REALM, INTUIT_OAUTH1_APPS.development);
		const flagged = quickBody();
		flagged.configuration['connect.to.sandbox'] = true;
		for (const asked of [otherCompany, sandbox, flagged]) {
			const answer = await create(asked);
			expect([answer.status, answer.body.providerMessage]).toEqual([
				400,
				expect.stringMatching(/^3100 - message=AuthorizationFailed/),
			]);
		}
		sandbox.configuration['connect.to.sandbox'] = true;
		expect((await create(sandbox)).status).toBe(200);
	});

	test('refuses tokens after 180 days', async () => {
		holder.simulator.clock.advance(180 * 24 * 3_600_000 + 60_000);
		expect((await create(quickBody())).body.providerMessage).toContain('token_expired');
	});

	test('refuses keys of another app than the tokens were made for', async () => {
		const asked = quickBody();
		Object.assign(asked.configuration, appConfiguration(INTUIT_OAUTH1_APPS.development));
		expect((await create(asked)).body.providerMessage).toContain('token_rejected');
	});
});

describe('Token based provisioning with OAuth 2.0 tokens', () => {
	test('renews the tokens once and makes an instance', async () => {
		const { status, body } = await create(quickBody2());
		expect(status).toBe(200);
		expect(body.configuration['oauth.user.token']).toMatch(/^eyJ/);
		expect((await create(quickBody2())).status).toBe(200);
	});

	test.each([
		'oauth.user.refresh_token',
		'oauth.api.key',
		'oauth.api.secret',
		'quickbooks.realm.id',
	])('wants %s', async (key) => {
		const asked = quickBody2();
		delete asked.configuration[key];
		const answer = await create(asked);
		expect([answer.status, answer.body.message]).toEqual([
			400,
			expect.stringMatching(new RegExp(`: ${key}$`)),
		]);
	});

	test('refuses a dead refresh token in the words of Intuit', async () => {
		const asked = quickBody2();
		asked.configuration['oauth.user.refresh_token'] = 'dead';
		const answer = await create(asked);
		expect([answer.status, answer.body.providerMessage]).toEqual([
			400,
			expect.stringContaining('invalid_grant'),
		]);
	});

	test('asks for OAuth 1.0a tokens where the authentication type is not given', async () => {
		const asked = quickBody2();
		delete asked.configuration['authentication.type'];
		expect((await create(asked)).body.message).toContain('oauth.user.token.secret');
	});
});
