import { expect, it } from '@jest/globals';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { credentialsOf } from '../../support/credentials.mts';
import { loader } from '../../support/engine/host.mts';
import { NODES, PLACES, type Place } from '../../support/engine/places.mts';
import { outputOf, runNode } from '../../support/engine/run-node.mts';
import { byId, byToken, locator } from '../../support/locators.mts';
import { customApiCredential } from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const labelled = (places: Place[]) =>
	places.map((place) => [place.type, place.path, place] as const);

/** What else has to be given so that an item gets as far as its fields. */
const GIVEN: Record<string, IDataObject> = {
	elementRequest: {
		instance: byToken('token'),
		object: locator('name', 'customers'),
	},
	inviteCustomer: { pageUrl: 'https://n8n.example.com/webhook/connect' },
	manageInstance: { callback: '{ "code": "1" }', instance: byId('1') },
	createInstance: {
		callback: '{ "code": "1" }',
		element: locator('key', 'servicenow'),
	},
};

/** A parameter that n8n wants has something in it. */
const requiredOf = (type: string): IDataObject =>
	Object.fromEntries(
		(loader.getNode(type).type as INodeType).description.properties
			.filter(({ required }) => required)
			.map((property) => [property.name, property.type === 'options' ? property.default : '1']),
	) as IDataObject;

/** What the user reads for each value, none of which may lead to a call. */
async function refusals({ type, parameters }: Place, value: unknown, given: unknown[]) {
	const { simulator } = holder;
	const result = await runNode({
		type,
		credentials: { ...credentialsOf(simulator, 'oAuth2'), ...customApiCredential(simulator) },
		items: given.map((one) => ({ value: one }) as IDataObject),
		onError: 'continueRegularOutput',
		parameters: { ...requiredOf(type), ...GIVEN[type], ...parameters(value) } as never,
	});
	expect(simulator.requests()).toEqual([]);
	expect(simulator.providerRequests()).toEqual([]);
	return outputOf(result).map(
		({ error, details }) => `${error as string}\n${(details as IDataObject).description as string}`,
	);
}

it('There are parameters of every node to try', () => {
	const counts = NODES.map(({ name }) => PLACES.filter(({ type }) => type === name).length);
	// Wait for Customer has one, how long it waits.
	expect(Math.min(...counts)).toBeGreaterThan(0);
	expect(PLACES.length).toBeGreaterThan(150);
	expect(PLACES.filter(({ json }) => json).map(({ type, path }) => `${type} ${path}`)).toEqual(
		expect.arrayContaining([
			'elementRequest record',
			'elementRequest jsonBody',
			'manageInstance updateFields.configuration',
			'quickProvisionQbo options.configuration',
		]),
	);
});

/** Values that no parameter takes, and why. */
const INEXACT: Array<[unknown, string]> = [
	[7615917337495251000, 'is too long for a number: 7615917337495251000'],
	[[{ a: [9007199254740992] }], 'is too long for a number: 9007199254740992'],
	[NaN, 'is no number: NaN'],
	[new Date('no date'), 'is no valid date'],
];

it.each(labelled(PLACES))('%s takes no inexact value in %s', async (_type, path, place) => {
	const all = await refusals(
		place,
		'={{ $json.value }}',
		INEXACT.map(([value]) => value),
	);
	expect(all).toEqual(INEXACT.map(([, reason]) => expect.stringContaining(reason)));
	expect(all.every((words) => words.includes(path.split('.').at(-1) ?? ''))).toBe(true);
	expect(all[0]).toContain('Give it as text');
});

/** Values that break the text they are put into, or would say more than one value. */
const BREAKING = [
	'x","Active":false,"y":"z',
	'x","a":"y',
	'the "best"',
	'one\ntwo',
	'C:\\',
	'a \\x',
];

const JSON_PLACES = PLACES.filter(({ json }) => json);

it.each(labelled(JSON_PLACES))(
	'%s, JSON in %s, is not changed by a value that an expression puts into it',
	async (_type, _path, place) => {
		const all = await refusals(place, '={ "a": "{{ $json.value }}" }', BREAKING);
		const words = /A value that an expression put into .* breaks its JSON[^]*={{ { "Name": \$json/;
		expect(all).toEqual(BREAKING.map(() => expect.stringMatching(words)));
	},
);

// A callback's values are texts at the provider too, so there the digits are kept.
it.each(labelled(JSON_PLACES.filter(({ path }) => path !== 'callback')))(
	'%s, JSON in %s, takes no number that would be rounded',
	async (_type, _path, place) => {
		const [words] = await refusals(place, '{ "id": 7615917337495251231 }', [0]);
		expect(words).toMatch(/holds the number 7615917337495251231[^]*"7615917337495251231"/);
	},
);
