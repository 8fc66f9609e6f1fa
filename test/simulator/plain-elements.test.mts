import { describe, expect, test } from '@jest/globals';
import { LOGIN, PLAIN_SITES, plainApp } from '../../simulator/seed-providers.mts';
import { call, decide, location, query, send } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const CALLBACK = 'https://www.mycoolapp.com/auth';
const [SITE] = PLAIN_SITES;

async function create(
	key: string,
	configuration: Record<string, string>,
	providerData?: Record<string, string>,
) {
	return await call(holder.simulator, 'POST', '/instances', {
		body: { element: { key }, name: key, configuration, providerData },
	});
}

function app(key: string): { apiKey: string; apiSecret: string; callbackUrl: string } {
	return { apiKey: plainApp(key).key, apiSecret: plainApp(key).secret, callbackUrl: CALLBACK };
}

function three(key: string): Record<string, string> {
	const { apiKey, apiSecret } = app(key);
	return { 'oauth.api.key': apiKey, 'oauth.api.secret': apiSecret, 'oauth.callback.url': CALLBACK };
}

async function consent(key: string, more: Record<string, string> = {}): Promise<string> {
	const answer = await call(
		holder.simulator,
		'GET',
		`/elements/${key}/oauth/url${query({ ...app(key), ...more })}`,
	);
	return answer.body.oauthUrl as string;
}

describe('Among elements with OAuth 2.0', () => {
	test.each([
		['sfdc', {}, {}],
		['hubspot', {}, { 'authentication.type': 'oauth2' }],
		['hubspotcrm', {}, { 'authentication.type': 'oauth2' }],
		['zendesk', { siteAddress: SITE }, { 'zendesk.subdomain': SITE }],
		[
			'shopify',
			{ siteAddress: SITE },
			{ 'shopify.site.address': SITE, 'oauth.scope': 'read_orders' },
		],
		['box', {}, {}],
	])('%s goes from the link to an instance', async (key, parameters, own) => {
		const url = await consent(key, parameters as Record<string, string>);
		const callback = Object.fromEntries(
			location(await decide(url, 'approve', 'main')).searchParams,
		);
		expect(callback).toEqual({ code: expect.any(String), state: key });
		const answer = await create(
			key,
			{ ...three(key), ...(own as Record<string, string>) },
			callback,
		);
		expect([answer.status, answer.body.element?.key]).toEqual([200, key]);
	});

	test('a code is denied with an error, used once, and dead after ten minutes', async () => {
		const denied = location(await decide(await consent('sfdc'), 'deny')).searchParams;
		expect([denied.get('error'), denied.get('state')]).toEqual(['access_denied', 'sfdc']);
		const fresh = async () =>
			Object.fromEntries(
				location(await decide(await consent('sfdc'), 'approve', 'main')).searchParams,
			);
		const callback = await fresh();
		expect((await create('sfdc', three('sfdc'), callback)).status).toBe(200);
		expect((await create('sfdc', three('sfdc'), callback)).body.providerMessage).toContain(
			'used before',
		);
		const late = await fresh();
		holder.simulator.clock.advance(10 * 60_000 + 1);
		expect((await create('sfdc', three('sfdc'), late)).body.providerMessage).toContain('expired');
	});

	test('Salesforce is asked for its default scope, others for none', async () => {
		expect(new URL(await consent('sfdc')).searchParams.get('scope')).toBe('full refresh_token');
		expect(new URL(await consent('sfdc', { scope: 'api' })).searchParams.get('scope')).toBe('api');
		expect(new URL(await consent('box')).searchParams.has('scope')).toBe(false);
	});

	test('an element with a site wants its address, and a code is good for that site only', async () => {
		const answer = await call(
			holder.simulator,
			'GET',
			`/elements/zendesk/oauth/url${query(app('zendesk'))}`,
		);
		expect([answer.status, answer.body.message]).toEqual([
			400,
			expect.stringContaining('siteAddress'),
		]);
		expect((await send(await consent('zendesk', { siteAddress: 'nobody' }))).status).toBe(400);
		const url = await consent('zendesk', { siteAddress: SITE });
		const callback = Object.fromEntries(
			location(await decide(url, 'approve', 'main')).searchParams,
		);
		const other = { ...three('zendesk'), 'zendesk.subdomain': PLAIN_SITES[1] ?? '' };
		expect((await create('zendesk', other, callback)).body.providerMessage).toContain('not known');
	});

	test('tokens can be brought along', async () => {
		const url = await consent('box');
		const callback = Object.fromEntries(
			location(await decide(url, 'approve', 'main')).searchParams,
		);
		const { body } = await create('box', three('box'), callback);
		const { 'oauth.callback.url': _left, ...keys } = three('box');
		const configuration = {
			...keys,
			'oauth.user.refresh_token': body.configuration['oauth.user.refresh_token'],
		};
		const quick = {
			element: { key: 'box' },
			name: 'q',
			externalAuthentication: 'initial',
			configuration,
		};
		expect((await call(holder.simulator, 'POST', '/instances', { body: quick })).status).toBe(200);
		expect(
			(
				await call(holder.simulator, 'POST', '/instances', {
					body: { ...quick, configuration: keys },
				})
			).body.message,
		).toMatch(/: oauth\.user\.refresh_token$/);
	});
});

describe('Elements with strict OAuth 1.0a', () => {
	test('drop the state, whatever the link says', async () => {
		const { body: pair } = await call(
			holder.simulator,
			'GET',
			`/elements/twitter/oauth/token${query(app('twitter'))}`,
		);
		const url = await consent('twitter', { requestToken: pair.token, state: 'kept?' });
		expect(url).toContain('kept');
		const callback = location(await decide(url, 'approve', 'main'));
		expect(callback.href.startsWith(`${CALLBACK}?oauth_token=`)).toBe(true);
		expect([...callback.searchParams.keys()]).toEqual(['oauth_token', 'oauth_verifier']);
		const providerData = { ...Object.fromEntries(callback.searchParams), secret: pair.secret };
		expect((await create('twitter', three('twitter'), providerData)).status).toBe(200);
	});

	test('drop it on a denial too', async () => {
		const { body: pair } = await call(
			holder.simulator,
			'GET',
			`/elements/etsy/oauth/token${query(app('etsy'))}`,
		);
		const url = await consent('etsy', { requestToken: pair.token, state: 'kept?' });
		expect([...location(await decide(url, 'deny')).searchParams]).toEqual([['denied', pair.token]]);
	});

	test('cannot be provisioned with tokens', async () => {
		const body = {
			element: { key: 'twitter' },
			name: 'q',
			externalAuthentication: 'initial',
			configuration: three('twitter'),
		};
		expect((await call(holder.simulator, 'POST', '/instances', { body })).body.message).toContain(
			'tokens',
		);
	});
});

describe('Elements without OAuth', () => {
	const login = { username: LOGIN.username, password: LOGIN.password };
	test.each([
		['servicenow', { ...login, 'servicenow.subdomain': SITE }],
		['freshdeskv2', { subdomain: SITE, username: LOGIN.apiKey }],
		['bamboohr', { username: LOGIN.apiKey, 'company.name': SITE }],
		['stripe', { 'api.key': LOGIN.apiKey }],
		['hubspot', { 'authentication.type': 'apiKey', 'hubspot.authorization.apikey': LOGIN.apiKey }],
		['quickbooksonprem', { 'app.name': 'a', 'host.ip': '10.0.0.1' }],
		['fortnox', { 'authorization.code': 'a', 'client.secret': 'b' }],
		['jira', login],
	])(
		'such as %s are made from their configuration, every entry of which is wanted',
		async (key, configuration) => {
			const all = configuration as Record<string, string>;
			expect((await create(key, all)).status).toBe(200);
			for (const name of Object.keys(all)) {
				const { [name]: _left, ...rest } = all;
				const answer = await create(key, rest);
				expect([name, answer.status]).toEqual([name, 400]);
				expect(answer.body.message).toContain(
					name === 'authentication.type' ? 'oauth.api.key' : name,
				);
			}
		},
	);

	test('refuse a wrong password and a wrong site in the words of the provider', async () => {
		const wrong = await create('servicenow', {
			...login,
			password: 'wrong',
			'servicenow.subdomain': SITE,
		});
		expect([wrong.status, wrong.body.providerMessage]).toEqual([
			401,
			expect.stringContaining('credentials'),
		]);
		const nowhere = await create('servicenow', { ...login, 'servicenow.subdomain': 'nobody' });
		expect([nowhere.status, nowhere.body.providerMessage]).toEqual([
			404,
			expect.stringContaining('site'),
		]);
		expect((await create('stripe', { 'api.key': 'wrong' })).status).toBe(401);
	});

	test('mask a password', async () => {
		const { body } = await create('jira', login);
		expect(body.configuration.password).toBe('********');
	});

	test.each(['token', 'url'])('have no oauth/%s', async (helper) => {
		const answer = await call(
			holder.simulator,
			'GET',
			`/elements/jira/oauth/${helper}${query({ apiKey: 'a', apiSecret: 'b', callbackUrl: CALLBACK })}`,
		);
		expect([answer.status, answer.body.message]).toEqual([
			400,
			expect.stringContaining('does not use OAuth'),
		]);
	});
});

describe('The common configuration entry', () => {
	const right = { 'api.key': LOGIN.apiKey };
	test.each([
		['event.notification.enabled', 'yes', 'true'],
		['filter.response.nulls', '1', 'false'],
		['event.vendor.type', 'push', 'webhooks'],
		['event.notification.type', 'email', 'webhook'],
		['event.notification.callback.url', 'ftp://x', 'https://x.example/y'],
		['event.poller.refresh_interval', '0', '5'],
	])('%s cannot be %s, but %s', async (key, wrong, good) => {
		const answer = await create('stripe', { ...right, [key]: wrong });
		expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(key)]);
		expect((await create('stripe', { ...right, [key]: good })).status).toBe(200);
		expect((await create('stripe', { ...right, [key]: '' })).status).toBe(200);
	});
});
