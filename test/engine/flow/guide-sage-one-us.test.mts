import { describe, expect, it } from '@jest/globals';
import { SAGE_ONE_US_APP } from '../../../simulator/seed-providers.mts';
import { postedBody } from '../../support/create-instance.mts';
import { outputOf } from '../../support/engine/run-node.mts';
import { expectDenied, expectMissing, followGuide, requestOf } from '../../support/guide.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Every request of the guide "Sage One US", under its headings. */
const holder = useSimulator();
const { key: apiKey, secret: apiSecret, signature } = SAGE_ONE_US_APP;
const callbackUrl = 'https://www.mycoolapp.com/auth';
const app = { element: 'sageoneus', apiKey, apiSecret, callbackUrl, signature };

const guide = followGuide(holder, app, { name: 'My Sage One', tags: 'my tag' });

describe('Guide Sage One US, Create Instance,', () => {
	it.each([
		['as its parameters are listed, with the signature', signature, { signature }],
		['as its example writes it, without one', '', {}],
	])('Step 1. Get Elements OAuth Information: %s', async (_, entered, sent) => {
		const { oauthUrl } = await guide.link({ signature: entered });
		expect(holder.simulator.requests()).toHaveLength(1);
		const { query } = requestOf(holder.simulator, 'GET', '/elements/sageoneus/oauth/url');
		expect(query).toEqual({ apiKey, apiSecret, callbackUrl, state: 'sageoneus', ...sent });
		expect(Object.fromEntries(new URL(oauthUrl).searchParams)).toEqual({
			response_type: 'code',
			client_id: apiKey,
			redirect_uri: callbackUrl,
			state: 'sageoneus',
		});
	});

	it('Handle Callback from the Endpoint', async () => {
		const { url, query } = await guide.callback();
		expect(url.startsWith(`${callbackUrl}?`)).toBe(true);
		expect(query).toEqual({ state: 'sageoneus', code: expect.any(String) });
	});

	it('Handle Callback from the Endpoint: the user denies', async () => {
		await expectDenied(holder, guide, 'sageoneus');
	});

	it('Step 2. Create an Instance', async () => {
		const [instance] = outputOf(await guide.provision());
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
		const result = await guide.provision({ configuration: '{ "signature": "" }' });
		expectMissing(result, ['signature']);
	});
});
