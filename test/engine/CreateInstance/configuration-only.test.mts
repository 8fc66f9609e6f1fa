import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { LOGIN, PLAIN_SITES } from '../../../simulator/seed-providers.mts';
import { OWN_TAG, createDirectly, fieldsWith, postedBody } from '../../support/create-instance.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { locator } from '../../support/locators.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Elements without OAuth: no app credential, no callback, all of it configuration. */
const holder = useSimulator();
const [site] = PLAIN_SITES;
const basic = { username: LOGIN.username, password: LOGIN.password };
const serviceNow = { ...basic, 'servicenow.subdomain': site };
const create = async (element: string, parameters: object = {}, items?: IDataObject[]) =>
	await createDirectly(holder.simulator, element, parameters as never, items);

it('An element that the account does not have is looked for in the node, not in an app credential', async () => {
	const words = wordsOf(await create('servicenou', fieldsWith(serviceNow)));
	expect(words).toMatch(/no element with this key[^]*Choose Element of the node/);
	expect(words).not.toMatch(/app credential/);
});

describe('From configuration only', () => {
	it.each<[string, string, object]>([
		['user name and password', 'servicenow', serviceNow],
		['an API key', 'stripe', { 'api.key': LOGIN.apiKey }],
		['an API key for a user name', 'freshdeskv2', { subdomain: site, username: LOGIN.apiKey }],
		['an API key for a user name', 'bamboohr', { username: LOGIN.apiKey, 'company.name': site }],
		[
			'a code and a secret',
			'fortnox',
			{ 'authorization.code': 'abcdef', 'client.secret': 'ghijkl' },
		],
	])('%s makes an instance of %s', async (_, element, configuration) => {
		const result = await create(element, {
			...fieldsWith({ ...configuration, left: '', out: null }),
			name: 'Of cus_7',
			tags: 'cus_7, production',
		});
		const [instance] = outputOf(result);
		expect(postedBody(holder.simulator)).toEqual({
			element: { key: element },
			configuration,
			tags: ['cus_7', 'production', OWN_TAG],
			name: 'Of cus_7',
		});
		expect(instance).toMatchObject({ name: 'Of cus_7', valid: true, element: { key: element } });
		expect(instance?.token).toMatch(/=$/);
	});

	it.each<[string, string, object, string[]]>([
		['a password', 'servicenow', serviceNow, ['password']],
		['an API key', 'stripe', { 'api.key': LOGIN.apiKey }, ['api.key']],
		[
			'an API key of HubSpot',
			'hubspot',
			{ 'authentication.type': 'apiKey', 'hubspot.authorization.apikey': LOGIN.apiKey },
			['hubspot.authorization.apikey'],
		],
		// The platform shows all but `password` in clear (docs/platform-api.md, "Instances").
		[
			'a key in place of a user name',
			'bamboohr',
			{ username: LOGIN.apiKey, 'company.name': site },
			['username'],
		],
		[
			'a code and a secret',
			'fortnox',
			{ 'authorization.code': 'code-of-fortnox', 'client.secret': 'secret-of-fortnox' },
			['authorization.code', 'client.secret'],
		],
	])('%s is masked in the output (%s)', async (_, element, configuration, masked) => {
		const [instance] = outputOf(await create(element, fieldsWith({ ...configuration })));
		const shown = Object.fromEntries(masked.map((key) => [key, '********']));
		expect(instance?.configuration).toMatchObject(shown);
	});

	it('Configuration wins over Element Fields and over Events and Nulls', async () => {
		const options = { commonConfiguration: { filterResponseNulls: true, eventPollerInterval: 5 } };
		outputOf(
			await create('servicenow', {
				...fieldsWith({ ...serviceNow, username: 'somebody else' }),
				configuration: JSON.stringify({ username: LOGIN.username, 'filter.response.nulls': false }),
				options,
			}),
		);
		expect(postedBody(holder.simulator).configuration).toEqual({
			...serviceNow,
			'filter.response.nulls': false,
			'event.poller.refresh_interval': '5',
		});
	});

	it('free names and values do where the element has no fields', async () => {
		const configuration = JSON.stringify(serviceNow);
		expect(outputOf(await create('servicenow', { configuration }))[0]).toMatchObject({
			name: 'servicenow',
		});
		// Without a tag the platform would use the name, so it stays.
		expect(postedBody(holder.simulator).tags).toEqual(['servicenow', OWN_TAG]);
		expect(postedBody(holder.simulator)).not.toHaveProperty('providerData');
	});

	it('the element is given by key too, item by item', async () => {
		const element = locator('key', '={{ $json.key }}');
		const configuration = '={{ $json.configuration }}';
		const items = [
			{ key: 'stripe', configuration: { 'api.key': LOGIN.apiKey } },
			{ key: 'servicenow', configuration: serviceNow },
		];
		const result = await create('', { element, configuration }, items);
		expect(outputOf(result).map((instance) => instance.name)).toEqual(['stripe', 'servicenow']);
	});
});

describe('An instance from configuration only is refused', () => {
	it('with what is missing, in the platform’s names', async () => {
		const words = wordsOf(await create('servicenow', fieldsWith({ username: LOGIN.username })));
		expect(words).toMatch(/misses something it needs[^]*missing: password, servicenow\.subdomain/);
		expect(await instancesAt(holder.simulator)).toEqual([]);
	});

	it.each<[string, string, object]>([
		['a wrong password', 'servicenow', { ...serviceNow, password: 'wrongPassword9' }],
		['a wrong API key', 'stripe', { 'api.key': 'wrongApiKey9' }],
	])('for %s, and nobody is told to send a link', async (_, element, configuration) => {
		const words = wordsOf(await create(element, fieldsWith({ ...configuration })));
		expect(words).toMatch(/credentials are not valid/);
		expect(words).toMatch(/Check keys, user name and password[^]*Element Fields/);
		expect(words).not.toMatch(/no longer accepts|has to approve/);
		expect(words).not.toMatch(/wrongPassword9|wrongApiKey9/);
	});

	it.each([
		['nosuchelement', /no element with this key[^]*nosuchelement/],
		['netsuitefinance', /no element with this key[^]*netsuitefinance/],
		['sageliveuk', /sageliveuk is not active/],
		[' ', /No element was chosen[^]*enter its key/],
	])('for the element "%s"', async (element, words) => {
		expect(wordsOf(await create(element))).toMatch(words);
		expect(await instancesAt(holder.simulator)).toEqual([]);
	});

	it('without a secret of the configuration in what n8n stores', async () => {
		for (const message of [`Bad login ${LOGIN.password}`, `missing: x ${LOGIN.password}`]) {
			holder.simulator.fault({
				path: '/instances',
				method: 'POST',
				status: 400,
				body: { message },
			});
			const { stored, error } = await create('servicenow', {
				...fieldsWith({ ...basic, password: '={{ $json.password }}' }),
				configuration: JSON.stringify(serviceNow),
			});
			expect(error?.message).toBeDefined();
			const told = `${error?.message} ${error?.description}`;
			expect(told).not.toContain(LOGIN.password);
			expect(stored).toContain('********');
		}
	});
});

describe('Events and Nulls in the body', () => {
	const settings = async (commonConfiguration: object) =>
		await create('servicenow', {
			configuration: JSON.stringify(serviceNow),
			options: { commonConfiguration },
		});

	it('are the platform’s entries: minutes as text, objects with a bar between', async () => {
		const [instance] = outputOf(
			await settings({
				eventsEnabled: true,
				eventVendorType: 'polling',
				eventCallbackUrl: 'https://n8n.example.com/webhook/events',
				eventSignatureKey: 'signature-key-of-events',
				eventObjects: ' incidents, users ,,incidents',
				eventPollerInterval: 15,
				filterResponseNulls: false,
			}),
		);
		expect(postedBody(holder.simulator).configuration).toEqual({
			...serviceNow,
			'event.notification.enabled': true,
			'event.vendor.type': 'polling',
			'event.notification.type': 'webhook',
			'event.notification.callback.url': 'https://n8n.example.com/webhook/events',
			'event.notification.signature.key': 'signature-key-of-events',
			'event.poller.urls': 'incidents|users',
			'event.poller.refresh_interval': '15',
			'filter.response.nulls': false,
		});
		expect(instance).toMatchObject({
			eventsEnabled: true,
			configuration: { 'event.notification.signature.key': '********' },
		});
	});

	it.each<[object, RegExp]>([
		[{ eventVendorType: 'webhook', eventObjects: 'users' }, /no effect when .* by webhook/],
		[{ eventsEnabled: false, eventObjects: 'users' }, /Objects to Poll cannot be set while/],
		[{ eventPollerInterval: 0.5 }, /whole number of minutes/],
		[{ eventCallbackUrl: 'events' }, /must be a web address/],
	])('that cannot be meant are refused before any call: %j', async (contradiction, words) => {
		expect(wordsOf(await settings(contradiction))).toMatch(words);
		expect(holder.simulator.requests()).toEqual([]);
	});
});
