import { describe, expect, it } from '@jest/globals';
import {
	XERO_OAUTH1_APPS,
	XERO_OAUTH2_APP,
	XERO_ORGANISATIONS,
} from '../../../simulator/seed-providers.mts';
import { fieldsWith, postedBody } from '../../support/create-instance.mts';
import { CALLBACK_URL } from '../../support/credentials.mts';
import { hintsOf, outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, askLink, create, queryOf, secretIn } from '../../support/flow.mts';
import { instancesAt, statusOf } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const [organisation, another] = XERO_ORGANISATIONS as readonly [
	(typeof XERO_ORGANISATIONS)[0],
	(typeof XERO_ORGANISATIONS)[0],
];
const MINUTE = 60_000;

const oAuth1 = (kind: 'partner' | 'public') => ({
	element: 'xero',
	authentication: 'oAuth1',
	apiKey: XERO_OAUTH1_APPS[kind].key,
	apiSecret: XERO_OAUTH1_APPS[kind].secret,
	partnerApp: kind === 'partner',
});
const oAuth2 = {
	element: 'xero',
	authentication: 'oAuth2',
	apiKey: XERO_OAUTH2_APP.key,
	apiSecret: XERO_OAUTH2_APP.secret,
};

describe.each(['partner', 'public'] as const)('Xero by OAuth 1.0a with a %s app', (kind) => {
	const app = oAuth1(kind);

	it('asks for a request token and gives organisation and secret', async () => {
		const { link, callbackUrl, item } = await approve(holder.simulator, app);
		const three = { apiKey: app.apiKey, apiSecret: app.apiSecret, callbackUrl: CALLBACK_URL };
		const [token, url] = holder.simulator.requests();
		expect([token?.path, url?.path].map((path) => path?.split('/').at(-1))).toEqual([
			'token',
			'url',
		]);
		expect(token?.query).toEqual(three);
		const { oauth_token: requestToken, oauth_verifier: verifier } = queryOf(callbackUrl);
		expect(url?.query).toEqual({ ...three, requestToken, state: link.state });

		const [instance] = outputOf(await create(holder.simulator, app, [item]));
		const name = `Xero ${organisation.org}`;
		expect(postedBody(holder.simulator)).toEqual({
			element: { key: 'xero' },
			providerData: {
				oauth_token: requestToken,
				oauth_verifier: verifier,
				org: organisation.org,
				secret: secretIn(holder.simulator, link),
			},
			configuration: {
				'oauth.api.key': app.apiKey,
				'oauth.api.secret': app.apiSecret,
				'oauth.callback.url': CALLBACK_URL,
				...(kind === 'partner' && { 'xero.partner': 'true' }),
			},
			tags: [name, expect.stringMatching(/^n8n-/)],
			name,
		});
		expect(instance).toMatchObject({ valid: true, name });
	});

	it('says what its connections cannot do, and they do as it says', async () => {
		const { item } = await approve(holder.simulator, app);
		const result = await create(holder.simulator, app, [item]);
		const [instance] = outputOf(result);
		const caveat = expect.stringMatching(
			/public Xero app[^]*30 minutes[^]*new link of Get OAuth URL[^]*Partner App/,
		);
		expect(hintsOf(result)).toEqual(kind === 'public' ? [caveat] : []);

		holder.simulator.clock.advance(29 * MINUTE);
		expect(await statusOf(holder.simulator, '/customers', instance?.token)).toBe(200);
		holder.simulator.clock.advance(2 * MINUTE);
		const alive = kind === 'partner' ? 200 : 401;
		expect(await statusOf(holder.simulator, '/customers', instance?.token)).toBe(alive);
		// The platform does not notice, which is why the hint is needed.
		expect(await instancesAt(holder.simulator)).toEqual([
			expect.objectContaining({ id: instance?.id, valid: true }),
		]);
	});

	it('can be connected anew by a second link', async () => {
		const first = await approve(holder.simulator, app);
		outputOf(await create(holder.simulator, app, [first.item]));
		holder.simulator.clock.advance(31 * MINUTE);
		const callbackItem = (await approve(holder.simulator, app)).item;
		const [second] = outputOf(await create(holder.simulator, app, [callbackItem]));
		expect(await statusOf(holder.simulator, '/customers', second?.token)).toBe(200);
	});
});

describe('A run of several customers of a public app', () => {
	it('has the hint once, and not where nothing was connected', async () => {
		const app = oAuth1('public');
		const items = [];
		for (const { tenantId } of [organisation, another]) {
			items.push((await approve(holder.simulator, app, {}, { company: tenantId })).item);
		}
		const result = await create(holder.simulator, app, items);
		expect(outputOf(result)).toHaveLength(2);
		expect(hintsOf(result)).toHaveLength(1);
		const denied = await create(holder.simulator, app, [{ denied: 'token' }], {
			onError: 'continueRegularOutput',
		});
		expect(hintsOf(denied)).toEqual([]);
	});
});

describe('Xero by OAuth 2.0', () => {
	it('takes the tenant from Element Fields, and is renewed without the customer', async () => {
		const { item } = await approve(holder.simulator, oAuth2);
		const parameters = fieldsWith({ 'xero.tenant.id': organisation.tenantId });
		const [instance] = outputOf(await create(holder.simulator, oAuth2, [item], { parameters }));
		expect(postedBody(holder.simulator)).toMatchObject({
			configuration: { 'xero.tenant.id': organisation.tenantId, 'xero.partner': 'true' },
		});
		holder.simulator.clock.advance(31 * MINUTE);
		expect(await statusOf(holder.simulator, '/customers', instance?.token)).toBe(200);
	});

	it('names a tenant that the customer did not connect', async () => {
		const { item } = await approve(holder.simulator, oAuth2);
		const parameters = fieldsWith({ 'xero.tenant.id': another.tenantId });
		const words = wordsOf(await create(holder.simulator, oAuth2, [item], { parameters }));
		expect(words).toContain(`The tenant ${another.tenantId} is not connected`);
	});

	it('of an app that is no partner app has the hint', async () => {
		const app = { ...oAuth2, partnerApp: false };
		const { item } = await approve(holder.simulator, app);
		const result = await create(holder.simulator, app, [item]);
		expect(postedBody(holder.simulator)).not.toHaveProperty(['configuration', 'xero.partner']);
		expect(outputOf(result)).toHaveLength(1);
		expect(hintsOf(result)).toEqual([expect.stringContaining('30 minutes')]);
	});

	it('asks for the scope of the credential, or of the item', async () => {
		const parameters = { options: { scope: '={{ $json.scope }}' } };
		const app = { ...oAuth2, scope: 'openid offline_access' };
		outputOf(await askLink(holder.simulator, app, parameters, [{}, { scope: 'openid' }]));
		const scopes = holder.simulator.requests().map(({ query }) => query.scope);
		expect(scopes.sort()).toEqual(['openid', 'openid offline_access']);
	});
});
