import { describe, expect, it } from '@jest/globals';
import {
	FRESHBOOKS_APP,
	FRESHBOOKS_BUSINESSES,
	FRESHBOOKSV2_APP,
	plainApp,
	SAGE_ONE_APP,
	SAGE_ONE_US_APP,
	XERO_OAUTH1_APPS,
	XERO_OAUTH2_APP,
} from '../../../simulator/seed-providers.mts';
import { answerConsent } from '../../support/consent.mts';
import { fieldsWith } from '../../support/create-instance.mts';
import { credentialsOf, type ElementApp } from '../../support/credentials.mts';
import { visitTrigger } from '../../support/engine/callback-visit.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, askLink, create, makeLink, queryOf } from '../../support/flow.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

/** What goes wrong with any element, and what the user reads then. */
const holder = useSimulator();
const MINUTE = 60_000;
const appOf = (element: string, { key, secret }: { key: string; secret: string }) => ({
	element,
	apiKey: key,
	apiSecret: secret,
});

const business = fieldsWith({ 'business.name': FRESHBOOKS_BUSINESSES[0] });
const oAuth1: Array<[string, ElementApp, string[]]> = [
	[
		'FreshBooks',
		{ ...appOf('freshbooks', FRESHBOOKS_APP), siteAddress: 'targetcompany' },
		['oauth_token', 'oauth_verifier'],
	],
	[
		'Xero by OAuth 1.0a',
		{ ...appOf('xero', XERO_OAUTH1_APPS.partner), authentication: 'oAuth1' },
		['oauth_token', 'oauth_verifier'],
	],
];
const oAuth2: Array<[string, ElementApp, string[]]> = [
	[
		'FreshBooks (New)',
		{ ...appOf('other', FRESHBOOKSV2_APP), elementKey: 'freshbooksv2' },
		['code'],
	],
	[
		'Sage One US',
		{ ...appOf('sageoneus', SAGE_ONE_US_APP), signature: SAGE_ONE_US_APP.signature },
		['code'],
	],
	[
		'Sage One',
		{
			...appOf('other', SAGE_ONE_APP),
			elementKey: 'sageone',
			signature: SAGE_ONE_APP.signatureSecret,
			subscriptionKey: SAGE_ONE_APP.subscriptionKey,
		},
		['code', 'country'],
	],
	['Xero', appOf('xero', XERO_OAUTH2_APP), ['code']],
	['any other element', { ...appOf('other', plainApp('github')), elementKey: 'github' }, ['code']],
];
const createFrom = async (app: ElementApp, callback: object) =>
	await create(holder.simulator, app, [callback as never], { parameters: business });

describe.each([...oAuth1, ...oAuth2])('With %s,', (_, app, required) => {
	it('a denial comes out of the trigger’s second output, and makes no instance', async () => {
		const link = await makeLink(holder.simulator, app, { context: 'cus_42' });
		const callback = await answerConsent(link.oauthUrl, { decision: 'deny' });
		const visit = await visitTrigger(callback, credentialsOf(holder.simulator, app));
		expect(visit.outputs?.[0]).toEqual([]);
		expect(visit.outputs?.[1]?.[0]?.json).toMatchObject({
			element: app.elementKey ?? app.element,
			error: expect.stringMatching(/^(denied|access_denied)$/),
			context: 'cus_42',
		});
		const words = wordsOf(await createFrom(app, queryOf(callback)));
		expect(words).toMatch(/was not approved: (denied|access_denied)[^]*new link/);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it.each(required)('a callback without %s is refused before any call', async (name) => {
		const { callbackUrl } = await approve(holder.simulator, app);
		const { [name]: missing, ...query } = queryOf(callbackUrl);
		expect(missing).toEqual(expect.any(String));
		const words = wordsOf(await createFrom(app, query));
		expect(words).toMatch(new RegExp(`lacks ${name}|holds no approval|belongs to another link`));
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('an approval that was used comes back as the instance that it made', async () => {
		const { item } = await approve(holder.simulator, app);
		const [first] = outputOf(await createFrom(app, item));
		const [again] = outputOf(await createFrom(app, item));
		expect(again).toMatchObject({ id: first?.id, token: first?.token });
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
	});

	it('an approval that was used is explained with a custom state', async () => {
		const link = await makeLink(holder.simulator, app, { options: { customState: 'mine' } });
		const secret = (link.requestToken as { secret: string } | undefined)?.secret;
		const query = queryOf(await answerConsent(link.oauthUrl));
		const callback = { ...query, ...(secret && { secret }) };
		outputOf(await createFrom(app, callback));
		const words = wordsOf(await createFrom(app, callback));
		expect(words).toMatch(/approval was used before or is too old[^]*new link/);
		expect(words).toMatch(/used before[^]*Request ID/);
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
	});

	it('an approval that is too old is explained', async () => {
		const { item } = await approve(holder.simulator, app, {
			expiresInMinutes: 10_000,
		});
		// Providers give a code ten minutes, a verifier at most a day.
		holder.simulator.clock.advance(25 * 60 * MINUTE);
		const words = wordsOf(await createFrom(app, item));
		expect(words).toMatch(/approval was used before or is too old[^]*new link[^]*expired/);
		expect(await instancesAt(holder.simulator)).toEqual([]);
	});

	it('a callback of another element’s link is refused before any call', async () => {
		const { item } = await approve(holder.simulator, app);
		const stranger = { ...appOf('other', plainApp('slack')), elementKey: 'slack' };
		const words = wordsOf(await createFrom(stranger, item));
		expect(words).toMatch(/made with another app credential, for the element \w+/);
		expect(posts(holder.simulator)).toEqual([]);
	});
});

describe('A wrong key or secret of the app', () => {
	it.each(oAuth1)('shows with the request token: %s', async (_, app) => {
		const key = wordsOf(await askLink(holder.simulator, { ...app, apiKey: 'keyOfNobody' }));
		expect(key).toMatch(/refused the API key of your app[^]*consumer_key_unknown/);
		const secret = wordsOf(
			await askLink(holder.simulator, { ...app, apiSecret: 'secretOfNobody' }),
		);
		expect(secret).toMatch(/API secret of your app[^]*signature_invalid/);
		expect(secret).not.toContain('secretOfNobody');
	});

	it.each(oAuth2)('shows with the instance: %s', async (_, app) => {
		const wrong = { ...app, apiSecret: 'secretOfNobody' };
		const { item } = await approve(holder.simulator, wrong);
		const words = wordsOf(await createFrom(wrong, item));
		expect(words).toMatch(/refused the API key or the API secret of your app[^]*invalid_client/);
		expect(words).not.toContain('secretOfNobody');
	});
});
