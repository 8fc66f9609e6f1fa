import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { compiled, thrownBy } from '../../../support/compiled.mts';

const { headerText, textOf, wireText } = compiled<
	typeof import('../../../../nodes/shared/fields/wireText.ts')
>('nodes/shared/fields/wireText');
const { utcOf } = compiled<typeof import('../../../../nodes/shared/fields/instant.ts')>(
	'nodes/shared/fields/instant',
);

// As n8n has it.
const require = createRequire(import.meta.url);
const { DateTime } = createRequire(require.resolve('n8n-workflow'))(
	'luxon',
) as typeof import('luxon');

const MORNING = '2024-03-01T10:00:00.000Z';
const inNewYork = DateTime.fromISO(MORNING, { zone: 'America/New_York' });

describe('A value as text', () => {
	it.each<[unknown, string]>([
		['', ''],
		[' as it is ', ' as it is '],
		["O'Brien", "O'Brien"],
		['2024-03-01T10:00:00', '2024-03-01T10:00:00'],
		[0, '0'],
		[-1.5, '-1.5'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
		[false, 'false'],
		[new Date(MORNING), MORNING],
		[inNewYork, MORNING],
	])('%p is %j', (value, text) => {
		expect(wireText('The value', value)).toBe(text);
	});

	it.each<[unknown, string]>([
		[null, 'null: its expression gave nothing'],
		[undefined, 'undefined: its expression gave nothing'],
		[{ a: 1 }, 'an object'],
		[['a'], 'a list'],
		[() => 1, 'a function'],
		[Symbol('s'), 'a symbol'],
		[NaN, 'no number: NaN'],
		[Infinity, 'no number: Infinity'],
		[7615917337495251000, 'too long for a number: 7615917337495251000'],
		[2 ** 53, 'too long for a number: 9007199254740992'],
		[-(2 ** 53), 'too long for a number: -9007199254740992'],
		[7615917337495251231n, 'too long for a number: 7615917337495251231'],
		[new Date('no date'), 'no valid date'],
		[DateTime.invalid('no date'), 'no valid date'],
	])('%p is refused', (value, reason) => {
		const { message, description } = thrownBy(() => wireText('The value', value));
		expect(message).toBe(`The value is ${reason}`);
		expect(description).toBeTruthy();
	});

	it.each<[unknown, string]>([
		[null, ''],
		[undefined, ''],
		[' a ', 'a'],
		[7, '7'],
	])('may be empty: %p is %j', (value, text) => {
		expect(textOf('The value', value)).toBe(text);
	});

	it.each<[string, unknown, string]>([
		['if-modified-since', new Date(MORNING), 'Fri, 01 Mar 2024 10:00:00 GMT'],
		['if-unmodified-since', inNewYork, 'Fri, 01 Mar 2024 10:00:00 GMT'],
		['if-modified-since', '2024-03-01T10:00:00', '2024-03-01T10:00:00'],
		['x-since', new Date(MORNING), MORNING],
		['x-count', 3, '3'],
	])('in the header %s, %p is %j', (name, value, text) => {
		expect(headerText(name, value)).toBe(text);
	});
});

describe('A date parameter', () => {
	it.each<[unknown, string, string | undefined]>([
		[undefined, 'UTC', undefined],
		[null, 'UTC', undefined],
		['', 'UTC', undefined],
		[new Date(MORNING), 'Asia/Tokyo', MORNING],
		[inNewYork, 'Asia/Tokyo', MORNING],
		// As the date picker gives it.
		['2024-03-01T10:00:00', 'UTC', MORNING],
		['2024-03-01T10:00:00', 'Europe/Berlin', '2024-03-01T09:00:00.000Z'],
		['2024-03-01T10:00:00', 'Asia/Kolkata', '2024-03-01T04:30:00.000Z'],
		['2024-03-01 10:00', 'America/New_York', '2024-03-01T15:00:00.000Z'],
		['2024-03-01', 'Europe/Berlin', '2024-02-29T23:00:00.000Z'],
		['2024-03-01T10:00:00.123', 'Europe/Berlin', '2024-03-01T09:00:00.123Z'],
		// Around changes of the clocks.
		['2024-03-31T01:59:00', 'Europe/Berlin', '2024-03-31T00:59:00.000Z'],
		['2024-03-31T03:00:00', 'Europe/Berlin', '2024-03-31T01:00:00.000Z'],
		['2024-10-27T01:30:00', 'Europe/Berlin', '2024-10-26T23:30:00.000Z'],
		['2024-10-27T03:30:00', 'Europe/Berlin', '2024-10-27T02:30:00.000Z'],
		['2024-03-10T03:30:00', 'America/New_York', '2024-03-10T07:30:00.000Z'],
		['1969-07-20T20:17:40.500', 'UTC', '1969-07-20T20:17:40.500Z'],
		// A zone of its own wins.
		['2024-03-01T10:00:00Z', 'Europe/Berlin', MORNING],
		['2024-03-01T11:00:00.000+01:00', 'America/New_York', MORNING],
		['2024-03-01T05:00:00-0500', 'Europe/Berlin', MORNING],
	])('%p in %s is %s', (value, timezone, text) => {
		expect(utcOf('From', value, timezone)).toBe(text);
	});

	it.each([
		'yesterday',
		'03/01/2024',
		'2024-02-31',
		'2024-13-01',
		'2024-03-01T25:00',
		'2024-03-01T10:00:00+99:00',
		'1709287200000',
		1709287200000,
		true,
		{},
		[],
		new Date('no date'),
		DateTime.invalid('no date'),
	])('cannot be %p', (value) => {
		const { message, description } = thrownBy(() => utcOf('From', value, 'Europe/Berlin'));
		expect(message).toBe('From is not a date');
		expect(description).toContain('2024-03-01T10:00:00Z');
	});
});
