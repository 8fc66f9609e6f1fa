import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	FRESHBOOKSV2_APP,
	FRESHBOOKS_BUSINESSES,
	PLAIN_SITES,
	SAGE_COUNTRIES,
	SAGE_ONE_APP,
	SAGE_ONE_US_APP,
	XERO_OAUTH2_APP,
	XERO_ORGANISATIONS,
	plainApp,
} from '../../../simulator/seed-providers.mts';
import { REALM } from '../../support/companies.mts';
import { fieldsWith, OWN_TAG } from '../../support/create-instance.mts';
import {
	CALLBACK_URL,
	appOf,
	credentialsOf,
	type App,
	type ElementApp,
} from '../../support/credentials.mts';
import { elementFields, fieldsById } from '../../support/engine/editor.mts';
import {
	hintsOf,
	outputOf,
	runNode,
	wordsOf,
	type RunOptions,
} from '../../support/engine/run-node.mts';
import { approve, create } from '../../support/flow.mts';
import { call, instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Instances from tokens that the customer gave elsewhere, of every element with OAuth 2.0. */
const holder = useSimulator();

const appFor = (
	element: string,
	{ key: apiKey, secret: apiSecret }: { key: string; secret: string },
	more: object = {},
): ElementApp => ({ element, apiKey, apiSecret, ...more });
const other = (elementKey: string, app = plainApp(elementKey), more: object = {}) =>
	appFor('other', app, { elementKey, ...more });

const three = ({ apiKey, apiSecret }: ElementApp) => ({
	'oauth.api.key': apiKey,
	'oauth.api.secret': apiSecret,
	'oauth.callback.url': CALLBACK_URL,
});

const { key, secret } = appOf('oAuth2');
const quickbooks = appFor('quickbooks', { key, secret }, { authentication: 'oAuth2' });
const freshbooksv2 = other('freshbooksv2', FRESHBOOKSV2_APP);
const sageone = other('sageone', SAGE_ONE_APP, {
	signature: SAGE_ONE_APP.signatureSecret,
	subscriptionKey: SAGE_ONE_APP.subscriptionKey,
});
const sageoneus = appFor('sageoneus', SAGE_ONE_US_APP, { signature: SAGE_ONE_US_APP.signature });
const xero = appFor('xero', XERO_OAUTH2_APP, { authentication: 'oAuth2', partnerApp: true });
const zendesk = other('zendesk', plainApp('zendesk'), { siteAddress: PLAIN_SITES[0] });

/** What a customer of this app gave once: tokens of an instance that is there no more. */
async function tokensOf(app: App, entries: object = {}): Promise<IDataObject> {
	const { item } = await approve(holder.simulator, app);
	const parameters = fieldsWith({ ...entries });
	const [made] = outputOf(await create(holder.simulator, app, [item], { parameters }));
	const path = `/instances/${String(made?.id as number)}`;
	const { body } = await call(holder.simulator, 'GET', path);
	await call(holder.simulator, 'DELETE', path);
	return {
		accessToken: body.configuration['oauth.user.token'],
		refreshToken: body.configuration['oauth.user.refresh_token'],
	};
}

/** Bodies with tokens that arrived. */
const posted = () =>
	posts(holder.simulator)
		.map(({ body }) => body as Record<string, unknown>)
		.filter(({ externalAuthentication }) => externalAuthentication === 'initial');

const run = async (app: App, parameters: IDataObject, options: Partial<RunOptions> = {}) =>
	await runNode({
		type: 'createInstance',
		credentials: credentialsOf(holder.simulator, app),
		...options,
		parameters: { source: 'tokens', ...parameters } as INodeParameters,
	});

interface Case {
	app: ElementApp;
	/** What somebody has to give for the customer. */
	entries?: Record<string, string>;
	/** In the body beside keys, callback URL and tokens. */
	sent?: Record<string, unknown>;
	name: string;
	/** The interval where none is given; none is sent where it is not known. */
	interval?: string;
}

const CASES: Record<string, Case> = {
	quickbooks: {
		app: quickbooks,
		entries: { 'quickbooks.realm.id': REALM },
		sent: {
			'authentication.type': 'oauth2',
			'quickbooks.datasource': 'QBO',
			scope: 'com.intuit.quickbooks.accounting openid profile email phone address',
		},
		name: `QuickBooks Online ${REALM}`,
		interval: '3600',
	},
	freshbooksv2: {
		app: freshbooksv2,
		entries: { 'business.name': FRESHBOOKS_BUSINESSES[0] },
		name: 'FreshBooks (New)',
		interval: '43200',
	},
	sageone: {
		app: sageone,
		entries: { country: SAGE_COUNTRIES[0] ?? '' },
		sent: {
			'signature.secret': SAGE_ONE_APP.signatureSecret,
			'apim.subscription.key': SAGE_ONE_APP.subscriptionKey,
		},
		name: 'Sage One',
		interval: '300',
	},
	sageoneus: {
		app: sageoneus,
		sent: { signature: SAGE_ONE_US_APP.signature },
		name: 'Sage One US',
	},
	xero: { app: xero, sent: { 'xero.partner': 'true' }, name: 'Xero', interval: '1800' },
	'box, which the package holds no data about': { app: other('box'), name: 'Box' },
	'zendesk, with an entry of its catalogue': {
		app: zendesk,
		entries: { 'zendesk.subdomain': PLAIN_SITES[0] },
		name: 'Zendesk',
	},
	'hubspot, told the way to sign in': {
		app: other('hubspot'),
		sent: { 'authentication.type': 'oauth2' },
		name: 'HubSpot Marketing',
	},
};

/** Entries that the callback brings; from tokens somebody has to give them. */
const byCallback = new Set(['quickbooks.realm.id', 'country']);
const givenWithCallback = (entries: object) =>
	Object.fromEntries(Object.entries(entries).filter(([entry]) => !byCallback.has(entry)));

describe('An instance from OAuth 2.0 tokens', () => {
	it.each(Object.entries(CASES))(
		'of %s has the documented body and works',
		async (_, { app, entries = {}, sent, name, interval }) => {
			const tokens = await tokensOf(app, givenWithCallback(entries));
			const [instance] = outputOf(
				await run(app, { ...tokens, ...fieldsWith(entries), refreshTime: '1767225600000' }),
			);
			expect(posted()).toEqual([
				{
					element: { key: app.elementKey ?? app.element },
					configuration: {
						...three(app),
						...sent,
						...entries,
						'oauth.user.token': tokens.accessToken,
						'oauth.user.refresh_token': tokens.refreshToken,
						'oauth.user.refresh_time': '1767225600000',
						...(interval && { 'oauth.user.refresh_interval': interval }),
					},
					tags: [name, OWN_TAG],
					name,
					externalAuthentication: 'initial',
				},
			]);
			expect(instance).toMatchObject({ valid: true, token: expect.any(String) });
			expect(instance?.configuration).toMatchObject({ 'oauth.user.refresh_token': '********' });
		},
	);

	it('needs the refresh token only, and takes an interval, a name and tags', async () => {
		const { refreshToken } = await tokensOf(other('box'));
		const parameters = { refreshToken, refreshInterval: 900, name: 'Files', tags: 'a, b' };
		outputOf(await run(other('box'), parameters));
		const [body] = posted();
		expect(body).toMatchObject({
			name: 'Files',
			tags: ['a', 'b', OWN_TAG],
		});
		expect(body?.configuration).toMatchObject({ 'oauth.user.refresh_interval': '900' });
		expect(body?.configuration).not.toHaveProperty(['oauth.user.token']);
	});

	it('is one for each item of a table, and one that cannot be leaves by the error output', async () => {
		const app = other('box');
		const items = [await tokensOf(app), { refreshToken: 'of-nobody-at-all' }, await tokensOf(app)];
		const { outputs, stored } = await run(
			app,
			{ refreshToken: '={{ $json.refreshToken }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(outputs.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }],
		]);
		expect(outputs[1]?.[0]?.json.details).toMatchObject({ code: 'tokens_refused' });
		expect(JSON.stringify(outputs[1]?.[0]?.json.details)).not.toContain('of-nobody-at-all');
		expect(stored).not.toContain(appOf('oAuth2').secret);
	});
});

describe('The same tokens', () => {
	const app = other('box');

	it('make no second instance, in this run or a later one, and the user is told', async () => {
		const tokens = await tokensOf(app);
		const [first, second] = outputOf(await run(app, tokens, { items: [{}, {}] }));
		expect(second?.id).toBe(first?.id);
		const later = await run(app, { ...tokens, accessToken: '', name: 'Other' });
		expect(outputOf(later)[0]?.id).toBe(first?.id);
		expect(hintsOf(later).join()).toMatch(/made this instance before[^]*Re-Provision/);
		expect(posted()).toHaveLength(1);
	});

	it('make one instance when the answer is lost', async () => {
		const tokens = await tokensOf(app);
		holder.simulator.fault({ method: 'POST', path: '/instances', loseAnswer: true });
		const [made] = outputOf(await run(app, tokens));
		expect((await instancesAt(holder.simulator)).map(({ id }) => id)).toEqual([made?.id]);
		expect(posted()).toHaveLength(1);
	});

	it('never give out the instance of another organisation of the same consent', async () => {
		const tokens = await tokensOf(xero);
		const of = async (tenantId = '') =>
			await run(xero, { ...tokens, ...fieldsWith({ 'xero.tenant.id': tenantId }) });
		const [first, second] = XERO_ORGANISATIONS;
		const [made] = outputOf(await of(first.tenantId));
		// The customer has approved the first one only.
		expect(wordsOf(await of(second?.tenantId))).toMatch(/tenant .* is not connected/);
		expect(outputOf(await of(first.tenantId))[0]?.id).toBe(made?.id);
	});

	it('are not sent while nobody can look whether they were used', async () => {
		const tokens = await tokensOf(app);
		holder.simulator.fault({ method: 'GET', path: '/instances', times: 9, status: 500 });
		expect(wordsOf(await run(app, tokens))).toMatch(/had a fault/);
		expect(posted()).toEqual([]);
	});
});

describe('Nothing is sent', () => {
	const given = { refreshToken: 'refresh-token-of-customer' };

	it.each<[string, App, IDataObject, RegExp]>([
		['without a refresh token', xero, { refreshToken: '={{ "" }}' }, /Refresh Token is empty/],
		[
			'without the company of QuickBooks',
			quickbooks,
			given,
			/QuickBooks Online needs Company ID \(quickbooks\.realm\.id\)[^]*Element Fields/,
		],
		[
			'for a company that is none',
			quickbooks,
			{ ...given, configuration: '{"quickbooks.realm.id": "Acme Ltd."}' },
			/must be digits only/,
		],
		['without the business of FreshBooks', freshbooksv2, given, /needs Business Name/],
		['without the country of Sage', sageone, given, /needs Country \(country\)/],
		['without an entry of the catalogue', zendesk, given, /Zendesk needs Subdomain/],
		[
			'with keys of OAuth 1.0a',
			'oAuth1',
			given,
			/holds OAuth 1\.0a keys of QuickBooks Online[^]*Quick Provision QBO/,
		],
		[
			'with an app that lacks a key',
			{ ...sageone, subscriptionKey: '' },
			given,
			/needs Subscription Key/,
		],
		[
			'with an interval in milliseconds',
			xero,
			{ ...given, refreshInterval: 1_800_000_000 },
			/number of seconds/,
		],
		['with a time in seconds', xero, { ...given, refreshTime: '1467737443' }, /13 digits/],
	])('%s', async (_, app, parameters, words) => {
		const result = await run(app, parameters);
		expect(wordsOf(result)).toMatch(words);
		expect(wordsOf(result)).not.toContain(given.refreshToken);
		expect(holder.simulator.requests({ path: '/instances' })).toEqual([]);
	});
});

describe('Element Fields for tokens', () => {
	it.each<[string, ElementApp, string[]]>([
		['quickbooks', quickbooks, ['quickbooks.realm.id']],
		['freshbooksv2', freshbooksv2, ['business.name']],
		['sageone', sageone, ['country']],
		['sageoneus', sageoneus, []],
		['xero', xero, []],
		['zendesk', zendesk, ['zendesk.subdomain']],
	])('of %s ask for what a callback would bring', async (_, app, wanted) => {
		const fields = await elementFields({ source: 'tokens' }, credentialsOf(holder.simulator, app));
		const required = fields.fields.filter((field) => field.required).map(({ id }) => id);
		expect(required).toEqual(wanted);
	});

	it('offer the tenant of Xero', async () => {
		const fields = await elementFields({ source: 'tokens' }, credentialsOf(holder.simulator, xero));
		expect(fieldsById(fields)).toHaveProperty(['xero.tenant.id']);
	});
});
