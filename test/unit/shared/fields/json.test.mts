import { describe, expect, it } from '@jest/globals';
import { compiled, thrownBy } from '../../../support/compiled.mts';

const { readJson, readEntries } = compiled<
	typeof import('../../../../nodes/shared/fields/json.ts')
>('nodes/shared/fields/json');

describe('A JSON field', () => {
	it.each<[unknown, unknown]>([
		['{ "customerId": "cus_42" }', { customerId: 'cus_42' }],
		[' [1, 2] ', [1, 2]],
		['"quoted"', 'quoted'],
		// An ID is not a number, however it looks.
		['007', '007'],
		['12345678901234567890', '12345678901234567890'],
		[' cus_42 ', 'cus_42'],
		['true', 'true'],
		['', ''],
		[{ a: 1 }, { a: 1 }],
		[42, 42],
		[false, false],
		[null, null],
	])('holding %j gives %j', (value, expected) => {
		expect(readJson('Context', value)).toEqual(expected);
	});

	it.each(['{ "customerId": }', '[1, 2', '"open', "{ 'a': 1 }", '{ “a”: 1 }'])(
		'with a slip in it is refused by its label: %s',
		(value) => {
			const error = thrownBy(() => readJson('Context', value));
			expect(error.message).toBe('Context is not valid JSON');
			expect(error.description).toBe('Check quotes, commas and brackets.');
		},
	);
});

describe('A number that is too long', () => {
	it.each([
		['{ "Id": 7615917337495251231 }', '7615917337495251231'],
		['[1, 9007199254740993]', '9007199254740993'],
		['{ "a": { "b": 0.12345678901234567890 } }', '0.12345678901234567890'],
	])('in %s is refused by its digits', (text, number) => {
		const { message, description } = thrownBy(() => readJson('Record', text));
		expect(message).toBe(
			`Record holds the number ${number}, which is too long to be kept digit for digit`,
		);
		expect(description).toBe(`Give it as text, in quotes: "${number}".`);
	});

	it('is kept where it is text', () => {
		expect(readJson('Record', '{ "Id": "7615917337495251231" }')).toEqual({
			Id: '7615917337495251231',
		});
	});
});

describe('Entries of a JSON field', () => {
	it.each<[unknown, object]>([
		[undefined, {}],
		[null, {}],
		['', {}],
		['{}', {}],
		['{ "filter.response.nulls": false }', { 'filter.response.nulls': false }],
		[{ a: 1 }, { a: 1 }],
	])('%j give %j', (value, expected) => {
		expect(readEntries('Configuration', value)).toEqual(expected);
	});

	it.each(['[1]', 'filter.response.nulls', '"text"', [1], 42, true])('cannot be %j', (value) => {
		const error = thrownBy(() => readEntries('Configuration', value));
		expect(error.message).toBe('Configuration must be an object of names and values');
		expect(error.description).toContain('{"filter.response.nulls": false}');
	});
});
