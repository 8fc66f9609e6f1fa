import { describe, expect, test } from '@jest/globals';
import { INTUIT_OAUTH1_APPS, INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import { REALM, SANDBOX_REALM } from '../support/companies.mts';
import { call } from '../support/platform.mts';
import {
	CALLBACK,
	OAUTH1,
	oauth1Body,
	oauth1Link,
	oauth2Body,
} from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

async function create(body: unknown, path = '/instances') {
	return await call(holder.simulator, 'POST', path, { body });
}

/** How many instances the account has. */
async function count(): Promise<number> {
	return (await call(holder.simulator, 'GET', '/instances')).body.length;
}

describe('POST /instances with OAuth 1.0a', () => {
	test('makes an instance from the body of the guide', async () => {
		const { status, body } = await create(await oauth1Body(holder.simulator));
		expect(status).toBe(200);
		expect(body).toMatchObject({
			id: expect.any(Number),
			name: 'QuickBooks of a customer',
			token: expect.stringMatching(/^(?=.*\/)(?=.*\+).*=$/),
			element: { key: 'quickbooks', id: 39 },
			elementId: 39,
			tags: ['customer-7'],
			provisionInteractions: [],
			valid: true,
			disabled: false,
			externalAuthentication: 'none',
			user: { emailAddress: expect.any(String) },
		});
	});

	test('masks the app, shows the user token in clear, and answers every value as text', async () => {
		const asked = await oauth1Body(holder.simulator);
		asked.configuration['event.notification.enabled'] = true;
		asked.configuration['event.poller.refresh_interval'] = 15;
		asked.configuration['event.poller.configuration'] = { customers: { idField: 'id' } };
		const { body } = await create(asked);
		expect(body.configuration).toMatchObject({
			'oauth.api.key': '********',
			'oauth.api.secret': '********',
			'oauth.callback.url': CALLBACK,
			'oauth.user.token': expect.stringMatching(/^lvprd/),
			'quickbooks.realm.id': REALM,
			'quickbooks.datasource': 'QBO',
			'event.notification.enabled': 'true',
			'event.poller.refresh_interval': '15',
			'event.poller.configuration': '{"customers":{"idField":"id"}}',
			'filter.response.nulls': 'true',
			'event.notification.callback.url': null,
		});
		expect(body.eventsEnabled).toBe(true);
	});

	test('takes the element by id, and in the path', async () => {
		const byId = await create({ ...(await oauth1Body(holder.simulator)), element: { id: 39 } });
		expect(byId.status).toBe(200);
		const { element: _left, ...rest } = await oauth1Body(holder.simulator);
		expect((await create(rest, '/elements/quickbooks/instances')).body.element.key).toBe(
			'quickbooks',
		);
		expect((await create(rest)).status).toBe(400);
	});

	test('is 404 for an unknown element', async () => {
		const answer = await create({
			...(await oauth1Body(holder.simulator)),
			element: { key: 'quickbookz' },
		});
		expect([answer.status, answer.body.message]).toEqual([
			404,
			'No element found with key quickbookz',
		]);
	});

	test('lists every configuration entry that is missing', async () => {
		const asked = await oauth1Body(holder.simulator);
		const answer = await create({
			...asked,
			configuration: { 'oauth.api.key': OAUTH1.key, 'oauth.api.secret': '' },
		});
		expect(answer.status).toBe(400);
		expect(answer.body.message).toMatch(
			/configuration.*: oauth\.api\.secret, oauth\.callback\.url$/,
		);
		expect(answer.body.providerMessage).toBeUndefined();
	});

	test.each(['oauth_token', 'oauth_verifier', 'secret', 'realmId', 'dataSource'])(
		'wants %s among the provider data',
		async (name) => {
			const asked = await oauth1Body(holder.simulator);
			const { [name]: _left, ...providerData } = asked.providerData;
			const answer = await create({ ...asked, providerData });
			expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(name)]);
			expect((await create(asked)).status).toBe(200);
		},
	);

	test('accepts more provider data and more fields than needed', async () => {
		const asked = await oauth1Body(holder.simulator);
		const providerData = {
			...asked.providerData,
			state: 'quickbooks',
			code: '',
			expires_in: 5,
			org: 'x',
		};
		const answer = await create({ ...asked, providerData, somethingElse: true });
		expect(answer.status).toBe(200);
	});

	test('passes on the refusal of a wrong secret, verifier, and of an app that is not the one of step 1', async () => {
		const asked = await oauth1Body(holder.simulator);
		const changed = (providerData: Record<string, string>) => ({
			...asked,
			providerData: { ...asked.providerData, ...providerData },
		});
		expect((await create(changed({ secret: 'wrong' }))).body.providerMessage).toContain(
			'signature_invalid',
		);
		expect((await create(changed({ oauth_verifier: 'wrong' }))).body.providerMessage).toContain(
			'verifier_invalid',
		);
		expect((await create(changed({ oauth_token: 'wrong' }))).body.providerMessage).toContain(
			'token_rejected',
		);
		const { development } = INTUIT_OAUTH1_APPS;
		const configuration = {
			'oauth.api.key': development.key,
			'oauth.api.secret': development.secret,
			'oauth.callback.url': CALLBACK,
		};
		expect((await create({ ...asked, configuration })).body.providerMessage).toContain(
			'token_rejected',
		);
		expect(await count()).toBe(0);
		expect((await create(asked)).status).toBe(200);
	});

	test('refuses a verifier that was used, and makes no second instance', async () => {
		const asked = await oauth1Body(holder.simulator);
		await create(asked);
		const again = await create(asked);
		expect([again.status, again.body.providerMessage]).toEqual([
			401,
			expect.stringContaining('token_used'),
		]);
		expect(await count()).toBe(1);
	});

	test('refuses a callback URL that differs from that of step 1', async () => {
		const asked = await oauth1Body(holder.simulator);
		const configuration = { ...asked.configuration, 'oauth.callback.url': `${CALLBACK}/` };
		const answer = await create({ ...asked, configuration });
		expect([answer.status, answer.body.message]).toEqual([
			400,
			expect.stringContaining('oauth.callback.url'),
		]);
	});

	test('refuses a realm that the customer did not approve', async () => {
		const asked = await oauth1Body(holder.simulator);
		const answer = await create({
			...asked,
			providerData: { ...asked.providerData, realmId: '123145812345678' },
		});
		expect(answer.status).toBe(400);
		expect(answer.body.providerMessage).toBe(
			'3100 - message=AuthorizationFailed; errorCode=003100; statusCode=403 - null',
		);
		expect(await count()).toBe(0);
	});

	test('wants the sandbox flag for a sandbox company, under either name', async () => {
		const { development } = INTUIT_OAUTH1_APPS;
		const refused = await create(await oauth1Body(holder.simulator, development, SANDBOX_REALM));
		expect([refused.status, refused.body.message]).toEqual([400, 'Bad Request']);
		expect(refused.body.providerMessage).toContain('3100');
		for (const flag of ['use_sandbox', 'connect.to.sandbox']) {
			const asked = await oauth1Body(holder.simulator, development, SANDBOX_REALM);
			asked.configuration[flag] = true;
			expect((await create(asked)).status).toBe(200);
		}
	});

	test('refuses a token that nobody has approved', async () => {
		const { token, secret } = await oauth1Link(holder.simulator);
		const asked = await oauth1Body(holder.simulator);
		const providerData = { ...asked.providerData, oauth_token: token, secret };
		expect((await create({ ...asked, providerData })).body.providerMessage).toContain(
			'permission_unknown',
		);
	});
});

describe('POST /instances with OAuth 2.0', () => {
	test('makes an instance from a code', async () => {
		const { status, body } = await create(await oauth2Body(holder.simulator));
		expect(status).toBe(200);
		expect(body.element.authentication.type).toBe('oauth1');
		expect(body.configuration).toMatchObject({
			'oauth.user.token': expect.any(String),
			'oauth.user.refresh_token': expect.any(String),
			'oauth.user.refresh_interval': '3600',
			'oauth.user.refresh_time': expect.stringMatching(/^\d{13}$/),
			'quickbooks.realm.id': REALM,
		});
	});

	test('names what is missing', async () => {
		const asked = await oauth2Body(holder.simulator);
		const { scope: _left, ...configuration } = asked.configuration;
		expect((await create({ ...asked, configuration })).body.message).toMatch(/: scope$/);
		expect((await create({ ...asked, providerData: { state: 'x' } })).body.message).toMatch(
			/: code, realmId$/,
		);
	});

	test('passes on the refusal of a used code, a changed callback URL and a wrong secret', async () => {
		const asked = await oauth2Body(holder.simulator);
		const changed = (configuration: Record<string, string>) => ({
			...asked,
			configuration: { ...asked.configuration, ...configuration },
		});
		const secret = await create(changed({ 'oauth.api.secret': 'wrong' }));
		expect([secret.status, secret.body.providerMessage]).toEqual([
			401,
			expect.stringContaining('invalid_client'),
		]);
		const callback = await create(
			changed({ 'oauth.callback.url': 'https://www.mycoolapp.com/auth/' }),
		);
		expect([callback.status, callback.body.providerMessage]).toEqual([
			400,
			expect.stringContaining('redirect_uri'),
		]);
		expect((await create(asked)).status).toBe(200);
		const used = await create(asked);
		expect([used.status, used.body.providerMessage]).toEqual([
			400,
			expect.stringContaining('invalid_grant'),
		]);
		expect(await count()).toBe(1);
	});

	test('wants the sandbox flag for a sandbox company', async () => {
		const asked = await oauth2Body(holder.simulator, INTUIT_OAUTH2_APPS.development, SANDBOX_REALM);
		expect((await create(asked)).body.providerMessage).toContain('3100');
		const again = await oauth2Body(holder.simulator, INTUIT_OAUTH2_APPS.development, SANDBOX_REALM);
		again.configuration['connect.to.sandbox'] = 'true';
		expect((await create(again)).status).toBe(200);
	});
});

describe('The body of POST /instances', () => {
	test('takes markup out of name and tags, and the name for missing tags', async () => {
		const asked = await oauth1Body(holder.simulator);
		const marked = await create({
			...asked,
			name: '<a href="x">Bakery</a>',
			tags: ['<b>vip</b>', 'plain'],
		});
		expect([marked.body.name, marked.body.tags]).toEqual(['Bakery', ['vip', 'plain']]);
		const { tags: _left, ...untagged } = await oauth1Body(holder.simulator);
		expect((await create({ ...untagged, name: '<i>Cafe</i>' })).body.tags).toEqual(['Cafe']);
	});

	test('is refused where a field has the wrong form', async () => {
		const asked = await oauth1Body(holder.simulator);
		for (const wrong of [
			{ name: undefined },
			{ name: ' ' },
			{ tags: 'one' },
			{ tags: [1] },
			{ configuration: [] },
			{ providerData: 'oauth_token=x' },
			{ externalAuthentication: 'later' },
			{ element: 'quickbooks' },
		]) {
			expect([wrong, (await create({ ...asked, ...wrong })).status]).toEqual([wrong, 400]);
		}
		expect((await create(asked)).status).toBe(200);
	});
});
