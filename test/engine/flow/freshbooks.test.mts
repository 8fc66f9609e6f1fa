import { describe, expect, it } from '@jest/globals';
import {
	FRESHBOOKS_APP,
	FRESHBOOKS_BUSINESSES,
	FRESHBOOKS_SITES,
	FRESHBOOKSV2_APP,
} from '../../../simulator/seed-providers.mts';
import { answerConsent } from '../../support/consent.mts';
import { fieldsWith, postedBody } from '../../support/create-instance.mts';
import { CALLBACK_URL, credentialsOf } from '../../support/credentials.mts';
import { authorizedItem, visitTrigger } from '../../support/engine/callback-visit.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, askLink, create, makeLink, queryOf } from '../../support/flow.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const [target, other] = FRESHBOOKS_SITES as readonly [string, string];
const { key: apiKey, secret: apiSecret } = FRESHBOOKS_APP;
const app = { element: 'freshbooks', apiKey, apiSecret, siteAddress: target };

describe('The site address of each customer', () => {
	it('wins item by item over the credential’s, on both calls and in the configuration', async () => {
		const items = FRESHBOOKS_SITES.map((site) => ({ site }));
		const parameters = { options: { siteAddress: '={{ $json.site }}' } };
		const links = outputOf(await askLink(holder.simulator, app, parameters, items));
		for (const helper of ['token', 'url']) {
			const calls = holder.simulator.requests({ path: `.*/oauth/${helper}` });
			expect(calls.map(({ query }) => query.siteAddress).sort()).toEqual(
				[...FRESHBOOKS_SITES].sort(),
			);
		}
		const callbacks = [];
		for (const { oauthUrl } of links) {
			const visit = await visitTrigger(
				await answerConsent(oauthUrl as string),
				credentialsOf(holder.simulator, app),
			);
			callbacks.push(authorizedItem(visit));
		}
		const result = await create(holder.simulator, app, callbacks);
		const known = outputOf(result).map(({ configuration }) => configuration);
		expect(known).toEqual(
			FRESHBOOKS_SITES.map((site) =>
				expect.objectContaining({ 'freshbooks.site.address': site, 'site.address': site }),
			),
		);
	});

	it('is the credential’s where the item gives none', async () => {
		const parameters = { options: { siteAddress: '={{ $json.site }}' } };
		outputOf(await askLink(holder.simulator, app, parameters, [{ site: '' }, {}]));
		const calls = holder.simulator.requests();
		expect(calls).toHaveLength(4);
		expect(new Set(calls.map(({ query }) => query.siteAddress))).toEqual(new Set([target]));
	});

	it.each([
		['the item’s', { siteAddress: other }, other],
		['the credential’s', {}, target],
	])(
		'travels sealed: Create Instance’s own option does not replace %s',
		async (_, given, meant) => {
			const { item } = await approve(holder.simulator, app, { options: given });
			const options = { siteAddress: 'nordlicht' };
			outputOf(await create(holder.simulator, app, [item], { parameters: { options } }));
			expect(postedBody(holder.simulator)).toMatchObject({
				configuration: { 'freshbooks.site.address': meant },
			});
		},
	);

	it('is given to Create Instance as an option with a custom state', async () => {
		const options = { customState: 'mine', siteAddress: other };
		const { oauthUrl, requestToken } = await makeLink(holder.simulator, app, { options });
		const query = queryOf(await answerConsent(oauthUrl));
		const result = await create(holder.simulator, app, [query], {
			parameters: { options: { siteAddress: other, requestTokenSecret: requestToken.secret } },
		});
		expect(outputOf(result)[0]?.configuration).toMatchObject({ 'site.address': other });
	});

	it('is asked for before any call when nobody gives one', async () => {
		const words = wordsOf(await askLink(holder.simulator, { ...app, siteAddress: '' }));
		expect(words).toMatch(/FreshBooks needs Site Address[^]*options of the node/);
		expect(holder.simulator.requests()).toEqual([]);
	});

	it('that does not exist is refused in words that name it', async () => {
		const parameters = { options: { siteAddress: 'nobody' } };
		const words = wordsOf(await askLink(holder.simulator, app, parameters));
		expect(words).toMatch(/Request ID[^]*There is no such site/);
		expect(words).toMatch(/site address/i);
	});

	it('of another customer does not open the approval of this one', async () => {
		const { oauthUrl, requestToken } = await makeLink(holder.simulator, app, {
			options: { customState: 'mine' },
		});
		const query = queryOf(await answerConsent(oauthUrl));
		const result = await create(holder.simulator, app, [query], {
			parameters: { options: { siteAddress: other, requestTokenSecret: requestToken.secret } },
		});
		expect(wordsOf(result)).toMatch(/token_rejected/);
		expect(await instancesAt(holder.simulator)).toEqual([]);
	});
});

describe('A callback with more than FreshBooks sends', () => {
	it('passes the trigger and makes the instance with the sealed secret', async () => {
		const link = await makeLink(holder.simulator, app);
		const callback = new URL(await answerConsent(link.oauthUrl));
		callback.searchParams.set('refresh_token', 'none-of-oauth1');
		callback.searchParams.set('secret', 'secretOfSomebodyElse');
		const visit = await visitTrigger(callback.href, credentialsOf(holder.simulator, app));
		outputOf(await create(holder.simulator, app, [authorizedItem(visit)]));
		const { providerData } = postedBody(holder.simulator) as { providerData: object };
		expect(Object.keys(providerData).sort()).toEqual(['oauth_token', 'oauth_verifier', 'secret']);
		expect(providerData).not.toHaveProperty('secret', 'secretOfSomebodyElse');
	});
});

describe('FreshBooks, the newer API', () => {
	const newer = {
		element: 'other',
		elementKey: 'freshbooksv2',
		apiKey: FRESHBOOKSV2_APP.key,
		apiSecret: FRESHBOOKSV2_APP.secret,
	};
	const [business] = FRESHBOOKS_BUSINESSES;

	it.each([
		['Element Fields', { ...fieldsWith({ 'business.name': business }) }],
		['Configuration', { configuration: JSON.stringify({ 'business.name': business }) }],
	])('takes the business name from %s', async (_, parameters) => {
		const { link, callbackUrl, item } = await approve(holder.simulator, newer);
		const [url, ...others] = holder.simulator.requests();
		expect(others).toEqual([]);
		expect(url?.query).toEqual({
			apiKey: newer.apiKey,
			apiSecret: newer.apiSecret,
			callbackUrl: CALLBACK_URL,
			state: link.state,
		});
		const [instance] = outputOf(
			await create(holder.simulator, newer, [item], { parameters: parameters as never }),
		);
		expect(postedBody(holder.simulator)).toEqual({
			element: { key: 'freshbooksv2' },
			providerData: { code: queryOf(callbackUrl).code },
			configuration: {
				'oauth.api.key': newer.apiKey,
				'oauth.api.secret': newer.apiSecret,
				'oauth.callback.url': CALLBACK_URL,
				'business.name': business,
			},
			tags: ['FreshBooks (New)', expect.stringMatching(/^n8n-/)],
			name: 'FreshBooks (New)',
		});
		expect(instance).toMatchObject({ valid: true, element: { key: 'freshbooksv2' } });
	});

	it('asks for the business name before anything is sent', async () => {
		const { item } = await approve(holder.simulator, newer);
		for (const parameters of [{}, fieldsWith({ 'business.name': '' }), fieldsWith({})]) {
			const words = wordsOf(await create(holder.simulator, newer, [item], { parameters }));
			expect(words).toMatch(/needs Business Name \(business\.name\)[^]*Element Fields/);
		}
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('names a business that was not shared', async () => {
		const { item } = await approve(holder.simulator, newer);
		const parameters = fieldsWith({ 'business.name': 'Somebody Else' });
		const words = wordsOf(await create(holder.simulator, newer, [item], { parameters }));
		expect(words).toContain('No business found with name Somebody Else');
	});
});
