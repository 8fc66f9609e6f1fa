import { describe, expect, it } from '@jest/globals';
import type {
	INodeParameters,
	INodeProperties,
	INodeType,
	ResourceMapperValue,
} from 'n8n-workflow';
import { ELEMENTS } from '../../../simulator/elements/index.mts';
import { plainApp } from '../../../simulator/seed-providers.mts';
import { accountCredential, credentialsOf } from '../../support/credentials.mts';
import { elementFields, fieldsById } from '../../support/engine/editor.mts';
import { loader, type TestCredentials } from '../../support/engine/host.mts';
import { locator } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const list = (key: string) => `/elements/${key}/configuration`;

/** Fields of an element that is made from configuration only. */
const direct = async (key: string) =>
	await elementFields(
		{ source: 'configuration', element: locator('key', key) },
		accountCredential(holder.simulator),
	);

/** Fields of an element of an app. */
const ofApp = async (elementKey: string, element = 'other') => {
	const { key: apiKey, secret: apiSecret } = plainApp(elementKey);
	const app = { element, elementKey, apiKey, apiSecret };
	return await elementFields({ source: 'callback' }, credentialsOf(holder.simulator, app));
};

const entry = (key: string, more: object = {}) => ({
	key,
	name: key.toUpperCase(),
	description: '',
	type: 'TEXTFIELD_128',
	required: false,
	hideFromConsole: false,
	internal: false,
	active: true,
	...more,
});

describe('Element Fields', () => {
	it('are those of the chosen element, the required ones first and in the platform’s order', async () => {
		const { fields } = await direct('servicenow');
		expect(
			fields.map(({ id, displayName, type, required, removed }) => [
				id,
				displayName,
				type,
				required,
				removed,
			]),
		).toEqual([
			['username', 'User name (Name you log in with)', 'string', true, false],
			['password', 'Password (Password you log in with)', 'string', true, false],
			['servicenow.subdomain', 'Subdomain', 'string', true, false],
		]);
		expect(holder.simulator.requests()).toEqual([
			expect.objectContaining({ path: `/elements/api-v2${list('servicenow')}` }),
		]);
	});

	it('follow the app credential where a callback is the source', async () => {
		expect(Object.keys(fieldsById(await ofApp('zendesk')))).toEqual(['zendesk.subdomain']);
		expect(Object.keys(fieldsById(await ofApp('freshbooksv2')))).toEqual(['business.name']);
	});

	it('leave out what node and credential set', async () => {
		expect(fieldsById(await ofApp('', 'freshbooks'))).not.toHaveProperty([
			'freshbooks.site.address',
		]);
		expect((await ofApp('sageone')).fields).toEqual([]);
		const xero = Object.keys(fieldsById(await ofApp('', 'xero')));
		expect(xero).toEqual(['xero.tenant.id']);
		expect((await ofApp('', 'quickbooks')).fields.map(({ id }) => id)).toEqual([
			'quickbooks.minorversion',
		]);
	});

	it.each(ELEMENTS.filter(({ deleted, inactive }) => !deleted && !inactive).map(({ key }) => key))(
		'of %s show every required entry that nobody else sets',
		async (key) => {
			const element = ELEMENTS.find((candidate) => candidate.key === key);
			const withOAuth = element?.flows[0].type.startsWith('oauth') ?? false;
			const known = ['freshbooks', 'quickbooks', 'sageoneus', 'xero'].includes(key);
			const { fields } = withOAuth ? await ofApp(key, known ? key : 'other') : await direct(key);
			const setByNode = [
				...['oauth.api.key', 'oauth.api.secret', 'oauth.callback.url'],
				// By the app credential or the callback.
				...['freshbooks.site.address', 'signature', 'signature.secret'],
				...['apim.subscription.key', 'country', 'authentication.type'],
			];
			const wanted = element?.entries
				.filter((asked) => asked.required && !setByNode.includes(asked.key))
				.map((asked) => asked.key);
			expect(fields.map(({ id }) => id)).toEqual(expect.arrayContaining(wanted ?? []));
		},
	);

	it('show how to sign in where an element without callback wants to be told', async () => {
		const fields = fieldsById(await direct('hubspot'));
		expect(fields).toHaveProperty(['hubspot.authorization.apikey']);
		expect(fields).toHaveProperty(['authentication.type']);
	});

	it('are none of hidden, internal and inactive entries', async () => {
		const body = [
			entry('shown'),
			entry('hidden', { hideFromConsole: true }),
			entry('internal', { internal: true }),
			entry('inactive', { active: false }),
		];
		holder.simulator.fault({ path: list('mycoolerp'), status: 200, body });
		expect((await direct('mycoolerp')).fields.map(({ id }) => id)).toEqual(['shown']);
	});

	it('have no others where the host has no list: what the package knows, or nothing', async () => {
		const message = 'No resource found';
		for (const key of ['freshbooksv2', 'zendesk', 'mycoolerp']) {
			holder.simulator.fault({ path: list(key), status: 404, body: { message } });
		}
		expect(fieldsById(await ofApp('freshbooksv2'))).toEqual({
			'business.name': expect.objectContaining({ displayName: 'Business Name', required: true }),
		});
		for (const { fields, emptyFieldsNotice } of [
			await ofApp('zendesk'),
			await direct('mycoolerp'),
		]) {
			expect(fields).toEqual([]);
			expect(emptyFieldsNotice).toMatch(/go into Configuration/);
		}
	});

	it('wait for the element to be chosen', async () => {
		for (const fields of [await direct(''), await ofApp('')]) {
			expect(fields).toEqual({ fields: [], emptyFieldsNotice: 'Choose the element first.' });
		}
		expect(holder.simulator.requests()).toEqual([]);
	});

	const looked = async (
		elementFieldsNow: object | undefined,
		element = 'servicenow',
		credentials?: TestCredentials,
	) =>
		await elementFields(
			{
				source: 'configuration',
				element: locator('key', element),
				...(elementFieldsNow && { elementFields: elementFieldsNow as INodeParameters }),
			},
			credentials ?? {
				cloudElementsApi: credentialsOf(holder.simulator, 'oAuth2').cloudElementsApi ?? {},
			},
		);
	const { default: unread, typeOptions } = (
		loader.getNode('createInstance').type as INodeType
	).description.properties.find(({ name }) => name === 'elementFields') as INodeProperties;

	// The editor writes into the workflow what it reads for a node without fields, and what it sets
	// for one without values.
	it('begin with something that the editor does not replace by itself', () => {
		expect(unread).toMatchObject({ value: {}, schema: [{ display: false, required: false }] });
	});

	it('show nothing unasked that nobody requires', () => {
		expect(typeOptions?.resourceMapper?.addAllFields).toBe(false);
	});

	it.each([
		['no element was chosen', ''],
		['the element needs nothing', 'mycoolerp'],
	])('stay unread when %s', async (_, element) => {
		holder.simulator.fault({ path: list('mycoolerp'), status: 200, body: [] });
		const { schema } = unread as unknown as ResourceMapperValue;
		expect((await looked(unread as object, element)).fields).toEqual(schema);
	});

	it('stay unread, and say why, before the credentials are chosen', async () => {
		const { schema } = unread as unknown as ResourceMapperValue;
		expect(await looked(unread as object, 'servicenow', {})).toEqual({
			fields: schema,
			emptyFieldsNotice: 'Choose the credentials first.',
		});
	});

	it('that were filled in outside the editor stay as they are, and say how to edit them', async () => {
		for (const schema of [undefined, []]) {
			const given = { mappingMode: 'defineBelow', value: { username: 'u' }, schema };
			expect(await looked(given)).toEqual({
				fields: [],
				emptyFieldsNotice: expect.stringMatching(/filled in outside the editor/),
			});
		}
		expect(holder.simulator.requests()).toEqual([]);
	});

	it('are read when the list is refreshed', async () => {
		expect((await looked(unread as object)).fields.map(({ id }) => id)).toEqual([
			'username',
			'password',
			'servicenow.subdomain',
		]);
	});

	it('are refused in words when the list cannot be read', async () => {
		holder.simulator.fault({ path: list('jira'), status: 500, body: { message: 'Out of order' } });
		await expect(direct('jira')).rejects.toMatchObject({
			message: expect.stringMatching(/had a fault/),
			description: expect.stringMatching(/Out of order/),
		});
	});
});
