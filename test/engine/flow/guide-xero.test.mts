import { describe, expect, it } from '@jest/globals';
import { XERO_OAUTH2_APP } from '../../../simulator/seed-providers.mts';
import { answerConsent } from '../../support/consent.mts';
import { postedBody } from '../../support/create-instance.mts';
import { outputOf, wordsOf, type RunResult } from '../../support/engine/run-node.mts';
import { askLink, create, makeLink, queryOf } from '../../support/flow.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Every request of the guide "Xero", under its headings. */
const holder = useSimulator();
const { key: apiKey, secret: apiSecret } = XERO_OAUTH2_APP;
const callbackUrl = 'https://www.mycoolapp.com/auth';
const app = { element: 'xero', apiKey, apiSecret, callbackUrl };
const options = { customState: 'xero' };

const link = async () => await makeLink(holder.simulator, app, { options });

async function provision(configuration = '{}'): Promise<RunResult> {
	const query = queryOf(await answerConsent((await link()).oauthUrl));
	return await create(holder.simulator, app, [query], {
		parameters: { name: 'My Xero', configuration },
	});
}

describe('Create Instance', () => {
	it('Step 1. Get Elements OAuth Information', async () => {
		const { oauthUrl } = await link();
		const [request, ...others] = holder.simulator.requests();
		expect(others).toEqual([]);
		expect(request).toMatchObject({
			method: 'GET',
			path: '/elements/api-v2/elements/xero/oauth/url',
			body: undefined,
			status: 200,
		});
		expect(request?.query).toEqual({ apiKey, apiSecret, callbackUrl, state: 'xero' });
		expect(new URL(oauthUrl).searchParams.get('state')).toBe('xero');
	});

	it('Step 1. Get Elements OAuth Information: the answer that the guide shows', async () => {
		const body = {
			oauthUrl: 'https://api.xero.com/oauth/Authorize?oauth_token=null',
			element: 'xero',
		};
		holder.simulator.fault({ path: '/elements/xero/oauth/url', status: 200, body, times: 2 });
		for (const parameters of [{ options }, {}]) {
			const words = wordsOf(await askLink(holder.simulator, app, parameters));
			expect(words).toMatch(/link for Xero that cannot work[^]*oauth_token=null/);
			expect(words).toMatch(/Set Authentication of the app credential to OAuth 1\.0a/);
		}
		expect(holder.simulator.requests({ path: '.*/oauth/token' })).toEqual([]);
	});

	it('Handle Callback from the Endpoint', async () => {
		const callback = await answerConsent((await link()).oauthUrl);
		expect(callback.startsWith(`${callbackUrl}?`)).toBe(true);
		expect(queryOf(callback)).toEqual({ state: 'xero', code: expect.any(String) });
	});

	it('Handle Callback from the Endpoint: the user denies', async () => {
		const query = queryOf(await answerConsent((await link()).oauthUrl, { decision: 'deny' }));
		expect(query).toMatchObject({ state: 'xero', error: 'access_denied' });
		const words = wordsOf(await create(holder.simulator, app, [query]));
		expect(words).toMatch(/was not approved: access_denied[^]*new link/);
		expect(holder.simulator.requests({ path: '/instances' })).toEqual([]);
	});

	it('Step 2. Create an Instance', async () => {
		const [instance] = outputOf(await provision());
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
		const result = await provision('{ "oauth.api.secret": "", "oauth.callback.url": null }');
		expect(result.error?.message).toBe('Cloud Elements misses something it needs');
		expect(wordsOf(result)).toMatch(/missing: oauth\.api\.secret, oauth\.callback\.url/);
	});
});
