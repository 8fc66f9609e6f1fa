import { describe, expect, it } from '@jest/globals';
import { SAGE_ONE_US_APP } from '../../../simulator/seed-providers.mts';
import { answerConsent } from '../../support/consent.mts';
import { postedBody } from '../../support/create-instance.mts';
import { outputOf, wordsOf, type RunResult } from '../../support/engine/run-node.mts';
import { create, makeLink, queryOf } from '../../support/flow.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Every request of the guide "Sage One US", under its headings. */
const holder = useSimulator();
const { key: apiKey, secret: apiSecret, signature } = SAGE_ONE_US_APP;
const callbackUrl = 'https://www.mycoolapp.com/auth';
const app = { element: 'sageoneus', apiKey, apiSecret, callbackUrl, signature };

const link = async (more: object = {}) =>
	await makeLink(holder.simulator, { ...app, ...more }, { options: { customState: 'sageoneus' } });

async function provision(configuration = '{}'): Promise<RunResult> {
	const query = queryOf(await answerConsent((await link()).oauthUrl));
	return await create(holder.simulator, app, [query], {
		parameters: { name: 'My Sage One', tags: 'my tag', configuration },
	});
}

describe('Create Instance', () => {
	it.each([
		['as its parameters are listed, with the signature', signature, { signature }],
		['as its example writes it, without one', '', {}],
	])('Step 1. Get Elements OAuth Information: %s', async (_, entered, sent) => {
		const { oauthUrl } = await link({ signature: entered });
		const [request, ...others] = holder.simulator.requests();
		expect(others).toEqual([]);
		expect(request).toMatchObject({
			method: 'GET',
			path: '/elements/api-v2/elements/sageoneus/oauth/url',
			body: undefined,
			status: 200,
		});
		expect(request?.query).toEqual({ apiKey, apiSecret, callbackUrl, state: 'sageoneus', ...sent });
		expect(Object.fromEntries(new URL(oauthUrl).searchParams)).toEqual({
			response_type: 'code',
			client_id: apiKey,
			redirect_uri: callbackUrl,
			state: 'sageoneus',
		});
	});

	it('Handle Callback from the Endpoint', async () => {
		const callback = await answerConsent((await link()).oauthUrl);
		expect(callback.startsWith(`${callbackUrl}?`)).toBe(true);
		expect(queryOf(callback)).toEqual({ state: 'sageoneus', code: expect.any(String) });
	});

	it('Handle Callback from the Endpoint: the user denies', async () => {
		const { oauthUrl } = await link();
		const query = queryOf(await answerConsent(oauthUrl, { decision: 'deny' }));
		expect(query).toMatchObject({ state: 'sageoneus', error: 'access_denied' });
		const words = wordsOf(await create(holder.simulator, app, [query]));
		expect(words).toMatch(/was not approved: access_denied[^]*did not authorize[^]*new link/);
		expect(holder.simulator.requests({ path: '/instances' })).toEqual([]);
	});

	it('Step 2. Create an Instance', async () => {
		const [instance] = outputOf(await provision());
		expect(postedBody(holder.simulator)).toEqual({
			element: { key: 'sageoneus' },
			providerData: { code: expect.stringMatching(/^AB11\w+$/) },
			configuration: {
				'oauth.api.key': apiKey,
				'oauth.api.secret': apiSecret,
				signature,
				'oauth.callback.url': callbackUrl,
			},
			tags: ['my tag'],
			name: 'My Sage One',
		});
		expect(instance).toMatchObject({
			id: expect.any(Number),
			name: 'My Sage One',
			token: expect.stringMatching(/=$/),
			element: { key: 'sageoneus', hub: 'sage', authentication: { type: 'oauth2' } },
			valid: true,
			disabled: false,
			eventsEnabled: false,
			externalAuthentication: 'none',
			configuration: {
				'oauth.callback.url': callbackUrl,
				'oauth.api.key': '********',
				'oauth.api.secret': '********',
				'oauth.user.token': '********',
				'oauth.user.refresh_token': '********',
				signature: '********',
			},
		});
	});

	it('Step 2. Create an Instance: a required config entry that is not specified', async () => {
		const result = await provision('{ "signature": "" }');
		expect(result.error?.message).toBe('Cloud Elements misses something it needs');
		expect(wordsOf(result)).toMatch(/missing: signature\b/);
	});
});
