import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { entry } from '../../../simulator/elements/entries.mts';
import { ELEMENTS } from '../../../simulator/elements/index.mts';
import { directElement, oauth1Element, oauth2Element } from '../../../simulator/elements/kinds.mts';
import type { ElementDefinition } from '../../../simulator/elements/types.mts';
import { LOGIN, PLAIN_SITES, plainApp } from '../../../simulator/seed-providers.mts';
import { answerConsent } from '../../support/consent.mts';
import { OWN_TAG, createDirectly, postedBody } from '../../support/create-instance.mts';
import { CALLBACK_URL, credentialsOf } from '../../support/credentials.mts';
import { elementFields, fieldsById, searchElements } from '../../support/engine/editor.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, askLink, create, makeLink, queryOf } from '../../support/flow.mts';
import { locator } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

/*
 * Elements that neither the package nor the simulator's catalogue has heard of: defined here, put on
 * the shelf before the simulator starts, and onboarded by what the catalogue says about them.
 */
const [site] = PLAIN_SITES;
const own = [
	entry('acme.region', 'Region', 'eu or us', { required: true }),
	entry('acme.archive', 'Archived too', '', { type: 'BOOLEAN', defaultValue: 'true' }),
	entry('acme.internal', 'Internal', '', { internal: true }),
	entry('acme.subdomain', 'Subdomain', '', { required: true }),
];
const shelf = ELEMENTS as ElementDefinition[];
shelf.push(
	oauth2Element({
		id: 99001,
		key: 'acmebooks',
		name: 'Acme Books',
		hub: 'finance',
		own,
		siteKey: 'acme.subdomain',
	}),
	// Its catalogue entry does not say that a request token is needed.
	{
		...oauth1Element({ id: 99002, key: 'acmeold', name: 'Acme Old', hub: 'finance' }),
		authenticationType: 'custom',
	},
	directElement(
		{
			id: 99003,
			key: 'acmekeys',
			name: 'Acme Keys',
			hub: 'finance',
			own: [entry('acme.api.key', 'API key', '', { type: 'PASSWORD', required: true })],
		},
		'apiKey',
		{ apiKey: 'acme.api.key' },
	),
);

const holder = useSimulator();
const appOf = (elementKey: string) => ({
	element: 'other',
	elementKey,
	apiKey: plainApp(elementKey).key,
	apiSecret: plainApp(elementKey).secret,
	siteAddress: site,
});

/** Element Fields as the editor stores them: fields, and what the user entered. */
async function filledIn(parameters: IDataObject, elementKey: string, value: IDataObject) {
	const credentials = credentialsOf(holder.simulator, appOf(elementKey));
	const { fields } = await elementFields(parameters as never, credentials);
	return { elementFields: { mappingMode: 'defineBelow', value, schema: fields } } as never;
}

describe('An element defined only here', () => {
	it('is onboarded through the fields that its catalogue entry has', async () => {
		const app = appOf('acmebooks');
		const fields = await elementFields(
			{ source: 'callback' },
			credentialsOf(holder.simulator, app),
		);
		expect(fieldsById(fields)).toEqual({
			'acme.region': expect.objectContaining({
				displayName: 'Region (eu or us)',
				type: 'string',
				required: true,
			}),
			'acme.subdomain': expect.objectContaining({ type: 'string', required: true }),
			'acme.archive': expect.objectContaining({
				type: 'boolean',
				required: false,
				defaultValue: true,
			}),
		});
		const { callbackUrl, item } = await approve(holder.simulator, app);
		const value = { 'acme.region': 'eu', 'acme.archive': false, 'acme.subdomain': site };
		const parameters = await filledIn({ source: 'callback' }, 'acmebooks', value);
		const [instance] = outputOf(await create(holder.simulator, app, [item], { parameters }));
		expect(postedBody(holder.simulator)).toEqual({
			element: { key: 'acmebooks' },
			providerData: { code: queryOf(callbackUrl).code, state: 'acmebooks' },
			configuration: {
				'oauth.api.key': app.apiKey,
				'oauth.api.secret': app.apiSecret,
				'oauth.callback.url': CALLBACK_URL,
				...value,
			},
			tags: ['Acme Books', expect.stringMatching(/^n8n-/)],
			name: 'Acme Books',
		});
		expect(instance).toMatchObject({
			name: 'Acme Books',
			valid: true,
			configuration: { 'acme.region': 'eu', 'acme.archive': 'false' },
		});
	});

	it('takes another value for each item', async () => {
		const app = appOf('acmebooks');
		const items = [];
		for (const region of ['eu', 'us']) {
			items.push({ ...(await approve(holder.simulator, app)).item, region });
		}
		const value = { 'acme.region': '={{ $json.region }}', 'acme.subdomain': site };
		const parameters = await filledIn({ source: 'callback' }, 'acmebooks', value as never);
		const result = await create(holder.simulator, app, items, { parameters });
		expect(outputOf(result).map(({ configuration }) => configuration)).toEqual([
			expect.objectContaining({ 'acme.region': 'eu' }),
			expect.objectContaining({ 'acme.region': 'us' }),
		]);
	});

	it('is named when a required field is empty, before anything is sent', async () => {
		const app = appOf('acmebooks');
		const { item } = await approve(holder.simulator, app);
		const value = { 'acme.region': null, 'acme.subdomain': site };
		const parameters = await filledIn({ source: 'callback' }, 'acmebooks', value as never);
		const words = wordsOf(await create(holder.simulator, app, [item], { parameters }));
		expect(words).toMatch(/acme\.region|Region/);
		expect(holder.simulator.requests({ path: '/instances' })).toEqual([]);
	});

	it('works by names and values where the host has no configuration list', async () => {
		const app = appOf('acmebooks');
		holder.simulator.fault({ path: '/elements/acmebooks/configuration', status: 404, body: {} });
		const none = await elementFields({ source: 'callback' }, credentialsOf(holder.simulator, app));
		expect(none.fields).toEqual([]);
		const { item } = await approve(holder.simulator, app);
		const configuration = JSON.stringify({ 'acme.region': 'eu', 'acme.subdomain': site });
		const result = await create(holder.simulator, app, [item], {
			parameters: { configuration },
		});
		expect(outputOf(result)[0]).toMatchObject({ valid: true });
	});
});

describe('An element that turns out to want a request token', () => {
	const app = appOf('acmeold');

	it('gets one with a custom state', async () => {
		const options = { customState: 'mine' };
		const { oauthUrl, requestToken } = await makeLink(holder.simulator, app, { options });
		expect(holder.simulator.requests().map(({ path }) => path.split('/').at(-1))).toEqual([
			'acmeold',
			'url',
			'token',
			'url',
		]);
		const query = queryOf(await answerConsent(oauthUrl));
		const callback = { ...query, secret: requestToken.secret };
		const [instance] = outputOf(await create(holder.simulator, app, [callback]));
		expect(instance).toMatchObject({ valid: true, element: { key: 'acmeold' } });
	});

	it('is refused a sealed state, which would be lost', async () => {
		const words = wordsOf(await askLink(holder.simulator, app));
		expect(words).toMatch(/Acme Old may not bring the state back[^]*Custom State/);
		expect(holder.simulator.requests({ path: '.*/oauth/token' })).toEqual([]);
	});
});

describe('An element without OAuth defined only here', () => {
	it('is found in the list, shows its field, and is made from it', async () => {
		const credentials = credentialsOf(holder.simulator, appOf('acmekeys'));
		const { results } = await searchElements(credentials, 'acme k');
		expect(results).toEqual([{ name: 'Acme Keys (acmekeys)', value: 'acmekeys' }]);
		const element = locator('list', 'acmekeys');
		const value = { 'acme.api.key': LOGIN.apiKey };
		const parameters = await filledIn({ source: 'configuration', element }, 'acmekeys', value);
		const [instance] = outputOf(await createDirectly(holder.simulator, 'acmekeys', parameters));
		expect(postedBody(holder.simulator)).toEqual({
			element: { key: 'acmekeys' },
			configuration: value,
			tags: ['acmekeys', OWN_TAG],
			name: 'acmekeys',
		});
		expect(instance).toMatchObject({
			valid: true,
			configuration: { 'acme.api.key': '********' },
		});
	});
});
