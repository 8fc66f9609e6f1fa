import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../../support/compiled.mts';

const { inexactNumberIn, parseJson } = compiled<
	typeof import('../../../../nodes/shared/api/parseJson.ts')
>('nodes/shared/api/parseJson');

describe('JSON with numbers of any length', () => {
	it.each([
		['an ID of 19 digits', '{"id":7615917337495251231}', { id: '7615917337495251231' }],
		['a negative one', '[-7615917337495251231]', ['-7615917337495251231']],
		['the largest exact integer', '9007199254740991', 9007199254740991],
		['the one behind it', '9007199254740992', '9007199254740992'],
		['a company ID of 16 digits that is exact', '{"a": 4503599627370497}', { a: 4503599627370497 }],
		['one of 16 digits that is not', '{"a":\n9130350604308577}', { a: '9130350604308577' }],
		['an amount', '{"a":1234.10}', { a: 1234.1 }],
		['a sum of doubles', '[0.30000000000000004]', [0.30000000000000004]],
		['a decimal of 20 digits', '[12345678901234567.891]', ['12345678901234567.891']],
		['many zeros behind the point', '[0.00000000000000000012]', [1.2e-19]],
		['an exponent', '[1.5e3]', [1500]],
		['an exponent beyond all numbers', '[1e400]', ['1e400']],
		['digits in a text', '["7615917337495251231"]', ['7615917337495251231']],
		[
			'digits and quotes in a text',
			String.raw`["a\" ,7615917337495251231 \\", 7615917337495251231]`,
			['a" ,7615917337495251231 \\', '7615917337495251231'],
		],
		['a key of digits', '{"7615917337495251231":1}', { '7615917337495251231': 1 }],
	])('reads %s', (_, text, value) => {
		expect(parseJson(text)).toEqual(value);
	});

	it.each([
		'',
		'[1',
		'[{"id":1,"b":NaN}]',
		'["a\tb"]',
		'[7615917337495251231',
		'<html>',
		'[01]',
		'[01234567890123456789]',
	])('refuses %j as JSON.parse does', (text) => {
		expect(() => parseJson(text)).toThrow(SyntaxError);
	});

	it('reads whatever JSON.stringify writes', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const text = JSON.stringify(value);
				fc.pre(inexactNumberIn(text) === undefined);
				expect(parseJson(text)).toEqual(JSON.parse(text));
			}),
		);
	});

	it('keeps every integer digit for digit', () => {
		fc.assert(
			fc.property(fc.bigInt(), fc.string(), (number, text) => {
				const read = parseJson(JSON.stringify({ text, n: 0 }).replace(/0}$/, `${number}}`));
				expect(read).toEqual({ text, n: expect.anything() });
				expect(String((read as { n: unknown }).n)).toBe(String(number));
			}),
		);
	});

	it('names the number that would be rounded', () => {
		expect(inexactNumberIn('{"Id": 7615917337495251231}')).toBe('7615917337495251231');
		expect(inexactNumberIn('{"Id": "7615917337495251231", "a": 12}')).toBeUndefined();
	});
});
