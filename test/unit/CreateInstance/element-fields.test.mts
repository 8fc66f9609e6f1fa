import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../support/compiled.mts';

const { toFields } = compiled<typeof import('../../../nodes/CreateInstance/elementFields.ts')>(
	'nodes/CreateInstance/elementFields',
);
type Entry = Parameters<typeof toFields>[0][number];

const fields = (entries: Entry[], setByNode: string[] = []) =>
	toFields(entries, new Set(setByNode));
const field = (entry: Partial<Entry>) => {
	const [made] = fields([{ key: 'acme.key', name: 'Acme key', ...entry }]);
	return made;
};

describe('The label of an element field', () => {
	it.each<[Partial<Entry>, string]>([
		[{}, 'Acme key'],
		[{ name: undefined }, 'acme.key'],
		[{ name: '' }, 'acme.key'],
		[{ description: 'of the account' }, 'Acme key (of the account)'],
		[{ description: 'Acme key' }, 'Acme key'],
		[{ description: '' }, 'Acme key'],
		// 40 characters are shown, 41 are not.
		[{ description: 'x'.repeat(29) }, `Acme key (${'x'.repeat(29)})`],
		[{ description: 'x'.repeat(30) }, 'Acme key'],
	])('of %j is "%s"', (entry, label) => {
		expect(field(entry)?.displayName).toBe(label);
	});
});

describe('The type of an element field', () => {
	it.each([
		['TEXTFIELD_32', 'string'],
		['TEXTFIELD_1000', 'string'],
		['TEXTAREA', 'string'],
		['PASSWORD', 'string'],
		[undefined, 'string'],
		['BOOLEAN', 'boolean'],
		['boolean', 'boolean'],
	])('of %p is %s', (type, expected) => {
		expect(field({ type })?.type).toBe(expected);
	});

	it('is a list where the platform names the choices, in whichever form', () => {
		const options = [
			'eu',
			{ value: 'us' },
			{ name: 'Asia', value: 'as' },
			{ label: 'Africa', key: 'af' },
		];
		expect(field({ options })).toMatchObject({
			type: 'options',
			options: [
				{ name: 'eu', value: 'eu' },
				{ name: 'us', value: 'us' },
				{ name: 'Asia', value: 'as' },
				{ name: 'Africa', value: 'af' },
			],
		});
		expect(field({ options: [] })).toMatchObject({ type: 'string', options: undefined });
	});

	it('keeps the words of an entry that is answered with yes or no', () => {
		// A switch would send true, and show the default "yes" as off.
		const made = field({ type: 'yes_no', defaultValue: 'yes' });
		expect(made?.type).not.toBe('boolean');
		expect(made?.defaultValue).toBe('yes');
	});
});

describe('The default of an element field', () => {
	it.each<[Partial<Entry>, unknown]>([
		[{ defaultValue: 'a' }, 'a'],
		[{ defaultValue: '' }, undefined],
		[{ defaultValue: null }, undefined],
		[{}, undefined],
		[{ type: 'BOOLEAN', defaultValue: 'true' }, true],
		[{ type: 'BOOLEAN', defaultValue: 'false' }, false],
	])('of %j is %p', (entry, expected) => {
		expect(field(entry)?.defaultValue).toBe(expected);
	});

	it('makes up for what is required', () => {
		expect(field({ required: true })).toMatchObject({ required: true, removed: false });
		expect(field({ required: true, defaultValue: 'a' })).toMatchObject({
			required: false,
			removed: false,
		});
		expect(field({ required: false })).toMatchObject({ required: false, removed: true });
	});
});

describe('Element fields', () => {
	it('are the required ones first, each group in the platform’s order', () => {
		const made = fields([
			{ key: 'd', displayOrder: 4, required: true },
			{ key: 'c', displayOrder: 3 },
			{ key: 'b', displayOrder: 2, required: true },
			{ key: 'a', displayOrder: 1 },
		]);
		expect(made.map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
	});

	it.each<[string, Partial<Entry>]>([
		['is hidden', { hideFromConsole: true }],
		['is internal', { internal: true }],
		['is not active', { active: false }],
	])('leave out what %s', (_, entry) => {
		expect(field(entry)).toBeUndefined();
	});

	it('leave out what the node, the common settings and the platform set', () => {
		const keys = [
			'oauth.api.key',
			'oauth.user.refresh_token',
			'event.notification.enabled',
			'event.poller.urls',
			'filter.response.nulls',
			'base.url',
			'bulk.query.operator',
			'pagination.max',
			'freshbooks.site.address',
		];
		const entries = [...keys, 'filter.other', 'my.oauth.key'].map((key) => ({ key }));
		const made = fields(entries, ['freshbooks.site.address']);
		expect(made.map(({ id }) => id)).toEqual(['filter.other', 'my.oauth.key']);
	});
});
