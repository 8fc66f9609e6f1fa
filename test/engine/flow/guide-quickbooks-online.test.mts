import { describe, expect, it } from '@jest/globals';
import { INTUIT_USER_TOKENS } from '../../../simulator/seed.mts';
import { REALM } from '../../support/companies.mts';
import { appOf, credentialsOf } from '../../support/credentials.mts';
import { outputOf, runNode } from '../../support/engine/run-node.mts';
import { expectMissing, followGuide, requestOf } from '../../support/guide.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Every request of the guide "QuickBooks Online", under its headings. */
const holder = useSimulator();
const { key: apiKey, secret: apiSecret } = appOf('oAuth1');
const callbackUrl = 'http://www.demonstrab.ly';
const app = {
	element: 'quickbooks',
	authentication: 'oAuth1',
	apiKey,
	apiSecret,
	callbackUrl,
};
const guide = followGuide(holder, app, { name: 'My QuickBooks', tags: 'my tag' });

const authorization = () => {
	const { userSecret, organizationSecret } = holder.simulator.accounts.main;
	return `User ${userSecret}, Organization ${organizationSecret}`;
};

describe('Guide QuickBooks Online, OAuth 1a,', () => {
	it('Step 1. Get Elements OAuth Token', async () => {
		const { requestToken } = await guide.link();
		const { query } = requestOf(holder.simulator, 'GET', '/elements/quickbooks/oauth/token');
		expect(query).toEqual({ apiKey, apiSecret, callbackUrl });
		expect(requestToken).toEqual({
			token: expect.stringMatching(/^qyprd/),
			secret: expect.stringMatching(/^\w{30,}$/),
		});
	});

	it('Step 2. Get Elements OAuth URL', async () => {
		const { oauthUrl, requestToken } = await guide.link();
		const { query } = requestOf(holder.simulator, 'GET', '/elements/quickbooks/oauth/url');
		expect(query).toEqual({
			apiKey,
			apiSecret,
			callbackUrl,
			requestToken: requestToken.token,
			state: 'quickbooks',
		});
		const { searchParams } = new URL(oauthUrl);
		expect(searchParams.get('oauth_token')).toBe(requestToken.token);
		expect(searchParams.get('oauth_callback')).toBe(`${callbackUrl}?state=quickbooks`);
	});

	it('Step 3. Create an Instance: handle callback from the endpoint', async () => {
		const { link, url, query } = await guide.callback();
		expect(url.startsWith(`${callbackUrl}?state=quickbooks&`)).toBe(true);
		expect(query).toEqual({
			state: 'quickbooks',
			oauth_token: link.requestToken.token,
			oauth_verifier: expect.any(String),
			realmId: REALM,
			dataSource: 'QBO',
		});
	});

	it('Step 3. Create an Instance', async () => {
		const [instance] = outputOf(await guide.provision());
		const { query } = requestOf(holder.simulator, 'GET', '/elements/quickbooks/oauth/url');
		const request = requestOf(holder.simulator, 'POST', '/instances');
		expect(request).toMatchObject({
			query: {},
			headers: {
				authorization: authorization(),
				'content-type': expect.stringMatching(/^application\/json\b/),
			},
		});
		expect(request.body).toEqual({
			element: { key: 'quickbooks' },
			providerData: {
				oauth_token: query.requestToken,
				realmId: REALM,
				oauth_verifier: expect.stringMatching(/^\w{7}$/),
				secret: expect.stringMatching(/^\w{30,}$/),
				state: 'quickbooks',
				dataSource: 'QBO',
			},
			configuration: {
				'oauth.api.key': apiKey,
				'oauth.api.secret': apiSecret,
				'oauth.callback.url': callbackUrl,
			},
			tags: ['my tag'],
			name: 'My QuickBooks',
		});
		expect(instance).toMatchObject({
			id: expect.any(Number),
			name: 'My QuickBooks',
			token: expect.stringMatching(/=$/),
			element: { key: 'quickbooks' },
			valid: true,
			disabled: false,
		});
	});

	it('Step 3. Create an Instance: a required config entry that is not specified', async () => {
		const configuration = '{ "oauth.api.key": "", "oauth.callback.url": null }';
		const result = await guide.provision({ configuration });
		expectMissing(result, ['oauth.api.key', 'oauth.callback.url']);
	});
});

describe('Guide QuickBooks Online, Quick Provision,', () => {
	it('Token Based Authentication', async () => {
		const { token, secret } = INTUIT_USER_TOKENS[0] as { token: string; secret: string };
		const result = await runNode({
			type: 'quickProvisionQbo',
			credentials: credentialsOf(holder.simulator, app),
			parameters: {
				authentication: 'oAuth1',
				realmId: REALM,
				dataSource: 'QBO',
				userToken: token,
				userTokenSecret: secret,
				refreshInterval: 13046400,
				refreshTime: '1467737443234',
				name: 'QBO Token',
				tags: 'QBO Token',
			},
		});
		expect(outputOf(result)).toHaveLength(1);
		const [request, ...others] = holder.simulator.requests();
		expect(others).toEqual([]);
		expect(request).toMatchObject({
			method: 'POST',
			path: '/elements/api-v2/instances',
			query: {},
			headers: { authorization: authorization() },
		});
		expect(request?.body).toEqual({
			element: { key: 'quickbooks' },
			configuration: {
				'oauth.callback.url': callbackUrl,
				'quickbooks.datasource': 'QBO',
				'oauth.user.refresh_interval': '13046400',
				'quickbooks.realm.id': REALM,
				'oauth.user.token': token,
				'oauth.user.token.secret': secret,
				'oauth.api.key': apiKey,
				'oauth.api.secret': apiSecret,
				'oauth.user.refresh_time': '1467737443234',
			},
			tags: ['QBO Token'],
			name: 'QBO Token',
			externalAuthentication: 'initial',
		});
	});
});
