import { describe, expect, it } from '@jest/globals';
import { XERO_OAUTH2_APP } from '../../../simulator/seed-providers.mts';
import { postedBody } from '../../support/create-instance.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { askLink } from '../../support/flow.mts';
import { expectDenied, expectMissing, followGuide, requestOf } from '../../support/guide.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Every request of the guide "Xero", under its headings. */
const holder = useSimulator();
const { key: apiKey, secret: apiSecret } = XERO_OAUTH2_APP;
const callbackUrl = 'https://www.mycoolapp.com/auth';
const app = { element: 'xero', apiKey, apiSecret, callbackUrl };
const guide = followGuide(holder, app, { name: 'My Xero' });

describe('Guide Xero, Create Instance,', () => {
	it('Step 1. Get Elements OAuth Information', async () => {
		const { oauthUrl } = await guide.link();
		expect(holder.simulator.requests()).toHaveLength(1);
		const { query } = requestOf(holder.simulator, 'GET', '/elements/xero/oauth/url');
		expect(query).toEqual({ apiKey, apiSecret, callbackUrl, state: 'xero' });
		expect(new URL(oauthUrl).searchParams.get('state')).toBe('xero');
	});

	it('Step 1. Get Elements OAuth Information: the answer that the guide shows', async () => {
		const body = {
			oauthUrl: 'https://api.xero.com/oauth/Authorize?oauth_token=null',
			element: 'xero',
		};
		holder.simulator.fault({ path: '/elements/xero/oauth/url', status: 200, body, times: 2 });
		for (const parameters of [{ options: { customState: 'xero' } }, {}]) {
			const words = wordsOf(await askLink(holder.simulator, app, parameters));
			expect(words).toMatch(/link for Xero that cannot work[^]*oauth_token=null/);
			expect(words).toMatch(/Set Authentication of the app credential to OAuth 1\.0a/);
		}
		expect(holder.simulator.requests({ path: '.*/oauth/token' })).toEqual([]);
	});

	it('Handle Callback from the Endpoint', async () => {
		const { url, query } = await guide.callback();
		expect(url.startsWith(`${callbackUrl}?`)).toBe(true);
		expect(query).toEqual({ state: 'xero', code: expect.any(String) });
	});

	it('Handle Callback from the Endpoint: the user denies', async () => {
		await expectDenied(holder, guide, 'xero');
	});

	it('Step 2. Create an Instance', async () => {
		const [instance] = outputOf(await guide.provision());
		expect(postedBody(holder.simulator)).toEqual({
			element: { key: 'xero' },
			providerData: { code: expect.stringMatching(/^AB11\w+$/) },
			configuration: {
				'oauth.api.key': apiKey,
				'oauth.api.secret': apiSecret,
				'oauth.callback.url': callbackUrl,
				'xero.partner': 'true',
			},
			name: 'My Xero',
		});
		expect(instance).toMatchObject({
			id: expect.any(Number),
			name: 'My Xero',
			token: expect.stringMatching(/=$/),
			element: { key: 'xero', authentication: { type: 'oauth2' }, hub: 'finance' },
			valid: true,
			disabled: false,
			eventsEnabled: false,
		});
	});

	it('Step 2. Create an Instance: a required config entry that is not specified', async () => {
		const configuration = '{ "oauth.api.secret": "", "oauth.callback.url": null }';
		const result = await guide.provision({ configuration });
		expectMissing(result, ['oauth.api.secret', 'oauth.callback.url']);
	});
});
