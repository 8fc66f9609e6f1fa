import { describe, expect, it } from '@jest/globals';
import { PLAIN_SITES, plainApp } from '../../../simulator/seed-providers.mts';
import { answerConsent } from '../../support/consent.mts';
import { fieldsWith, postedBody } from '../../support/create-instance.mts';
import { CALLBACK_URL, type ElementApp } from '../../support/credentials.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, askLink, create, makeLink, queryOf } from '../../support/flow.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Elements that the package holds no data about, from what the account's catalogue says. */
const holder = useSimulator();
const [site] = PLAIN_SITES;
const requests = () => holder.simulator.requests();

const other = (elementKey: string, more: object = {}): ElementApp => ({
	element: 'other',
	elementKey,
	apiKey: plainApp(elementKey).key,
	apiSecret: plainApp(elementKey).secret,
	...more,
});
const three = ({ apiKey, apiSecret }: ElementApp) => ({
	'oauth.api.key': apiKey,
	'oauth.api.secret': apiSecret,
	'oauth.callback.url': CALLBACK_URL,
});

describe('An element with OAuth 2.0', () => {
	it('goes from the link to the instance with what every element needs', async () => {
		const app = other('box');
		const { link, callbackUrl, item } = await approve(holder.simulator, app, {
			context: 'cus_42',
		});
		expect(item).toMatchObject({ element: 'box', context: 'cus_42' });
		const [catalogue, url, ...others] = requests();
		expect(others).toEqual([]);
		expect(catalogue).toMatchObject({ method: 'GET', path: '/elements/api-v2/elements/box' });
		expect(url?.query).toEqual({
			apiKey: app.apiKey,
			apiSecret: app.apiSecret,
			callbackUrl: CALLBACK_URL,
			state: link.state,
		});
		const [instance] = outputOf(await create(holder.simulator, app, [item]));
		expect(postedBody(holder.simulator)).toEqual({
			element: { key: 'box' },
			providerData: { code: queryOf(callbackUrl).code, state: 'box' },
			configuration: three(app),
			tags: ['Box', expect.stringMatching(/^n8n-/)],
			name: 'Box',
		});
		expect(instance).toMatchObject({ valid: true, element: { key: 'box' } });
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
	});

	it('is told the site address on the link, and by Element Fields in the instance', async () => {
		const app = other('zendesk', { siteAddress: 'nobody', scope: 'read write' });
		const { item } = await approve(holder.simulator, app, {
			options: { siteAddress: site },
		});
		const url = requests().find(({ path }) => path.endsWith('/oauth/url'));
		expect(url?.query).toMatchObject({ siteAddress: site, scope: 'read write' });
		const parameters = fieldsWith({ 'zendesk.subdomain': site });
		outputOf(await create(holder.simulator, app, [item], { parameters }));
		expect(postedBody(holder.simulator).configuration).toEqual({
			...three(app),
			'zendesk.subdomain': site,
		});
	});

	it('is told the way to sign in where its catalogue entry has several', async () => {
		const app = other('hubspot');
		const { item } = await approve(holder.simulator, app);
		const url = requests().find(({ path }) => path.endsWith('/oauth/url'));
		expect(url?.query).toMatchObject({ 'authentication.type': 'oauth2' });
		outputOf(await create(holder.simulator, app, [item]));
		expect(postedBody(holder.simulator).configuration).toEqual({
			...three(app),
			'authentication.type': 'oauth2',
		});
	});

	it('asks on the link and in the instance for the same scope', async () => {
		const app = other('shopify', { siteAddress: site, scope: 'read_orders' });
		const { item } = await approve(holder.simulator, app, {
			options: { scope: 'read_orders,write_orders' },
		});
		const url = requests().find(({ path }) => path.endsWith('/oauth/url'));
		expect(url?.query.scope).toBe('read_orders,write_orders');
		const parameters = fieldsWith({ 'shopify.site.address': site });
		outputOf(await create(holder.simulator, app, [item], { parameters }));
		expect(postedBody(holder.simulator).configuration).toEqual({
			...three(app),
			'shopify.site.address': site,
			'oauth.scope': 'read_orders,write_orders',
		});
	});

	it('lists what it misses, in the platform’s names', async () => {
		const app = other('zendesk', { siteAddress: site });
		const { item } = await approve(holder.simulator, app);
		const words = wordsOf(await create(holder.simulator, app, [item]));
		expect(words).toMatch(/misses something it needs[^]*missing: zendesk\.subdomain/);
		expect(words).toMatch(/in the node or in its Configuration/);
	});

	it('gets every parameter of its callback', async () => {
		const app = other('box');
		const { oauthUrl } = await makeLink(holder.simulator, app, {
			options: { customState: 'mine' },
		});
		const query = queryOf(await answerConsent(oauthUrl));
		const more = { location: 'eu', 'accounts-server': 'https://accounts.example/', secret: 's3' };
		outputOf(await create(holder.simulator, app, [{ ...query, ...more }]));
		expect(postedBody(holder.simulator).providerData).toEqual({ ...query, ...more });
	});
});

describe('An element with strict OAuth 1.0a', () => {
	const app = other('twitter');

	it('is refused a sealed state, which its provider would drop, and told the other way', async () => {
		const words = wordsOf(await askLink(holder.simulator, app));
		expect(words).toMatch(/Twitter may not bring the state back[^]*Custom State[^]*oauth_token/);
		expect(requests().map(({ path }) => path)).toEqual(['/elements/api-v2/elements/twitter']);
	});

	it('works with a state and a look-up of one’s own', async () => {
		const options = { customState: 'mine' };
		const { oauthUrl, requestToken } = await makeLink(holder.simulator, app, { options });
		const query = queryOf(await answerConsent(oauthUrl));
		expect(query).toEqual({
			oauth_token: requestToken.token,
			oauth_verifier: expect.any(String),
		});
		const kept = { [requestToken.token]: requestToken.secret };
		const items = [{ query, secret: kept[query.oauth_token as string] }];
		const parameters = { options: { requestTokenSecret: '={{ $json.secret }}' } };
		outputOf(await create(holder.simulator, app, items as never, { parameters }));
		expect(postedBody(holder.simulator)).toEqual({
			element: { key: 'twitter' },
			providerData: { ...query, secret: requestToken.secret },
			configuration: three(app),
			name: 'Twitter',
		});
	});

	it('is not created without the request token’s secret', async () => {
		const { oauthUrl } = await makeLink(holder.simulator, app, {
			options: { customState: 'mine' },
		});
		const query = queryOf(await answerConsent(oauthUrl));
		const words = wordsOf(await create(holder.simulator, app, [query]));
		expect(words).toMatch(/secret is missing[^]*Request Token Secret/);
		expect(await instancesAt(holder.simulator)).toEqual([]);
	});
});

describe('An element that cannot be used', () => {
	it.each([
		['is not active', 'sageliveuk', /"sageliveuk" is not active in this account/],
		['is deleted', 'netsuitefinance', /"netsuitefinance" is deleted in this account/],
		['is not there', 'nosuchelement', /no element with this key[^]*nosuchelement/],
	])('because it %s is named by both nodes', async (_, key, words) => {
		const app = { ...other(key), apiKey: 'key-of-app', apiSecret: 'secret-of-app' };
		expect(wordsOf(await askLink(holder.simulator, app))).toMatch(words);
		const callback = [{ code: 'code-of-provider' }];
		expect(wordsOf(await create(holder.simulator, app, callback))).toMatch(words);
		expect(holder.simulator.requests({ path: '/instances' })).toEqual([]);
	});

	it('because it has no OAuth leads to the way without', async () => {
		const words = wordsOf(await askLink(holder.simulator, other('servicenow')));
		expect(words).toMatch(/does not sign customers in by OAuth[^]*Configuration Only/);
	});

	it('because the credential names none is asked for before any call', async () => {
		const words = wordsOf(await askLink(holder.simulator, other('', { elementKey: ' ' })));
		expect(words).toMatch(/names no element[^]*Choose the element/);
		expect(requests()).toEqual([]);
	});

	it('is told to each item, with one look at the catalogue', async () => {
		const { run } = await askLink(holder.simulator, other('nosuchelement'), {}, [{}, {}, {}]);
		expect(run.data.resultData.error?.message).toMatch(/no element with this key/);
		expect(requests()).toHaveLength(1);
	});
});
