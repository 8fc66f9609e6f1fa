import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../../support/compiled.mts';

const { HOLE, keepsForm } = compiled<typeof import('../../../../nodes/shared/fields/template.ts')>(
	'nodes/shared/fields/template',
);

const fill = (template: string, values: string[]) =>
	template.split('$').reduce((text, part, index) => text + (values[index - 1] ?? '') + part);
const fits = (kind: 'json' | 'ceql', template: string, ...values: string[]) =>
	keepsForm(template.replaceAll('$', HOLE), fill(template, values), kind);

describe('JSON with values put into it', () => {
	it.each<[string, ...string[]]>([
		['{"a": "$"}', 'Acme Ltd.'],
		['{"a": "$"}', ''],
		['{"a": "Dear $, hello"}', 'Zoë {[,:]}'],
		['{"a": "$ $"}', 'x', 'y'],
		// Escaped by the user's own expression.
		['{"a": "$"}', String.raw`a \"quoted\" line\n`],
		['{"a": $}', '5'],
		['{"a": $, "b": $}', 'true', 'null'],
		['{"a": $}', '"text"'],
		['{"a": $}', '{"b": [1, {"c": "}"}]}'],
		['[$, $]', '1', '[2]'],
		['{"a": 1$}', '5'],
		['{"$": 1}', 'key'],
		[String.raw`{"a": "\\ $"}`, 'x'],
	])('%s keeps its form with %j %j', (template, ...values) => {
		expect(fits('json', template, ...values)).toBe(true);
	});

	it.each<[string, ...string[]]>([
		['{"a": "$"}', 'x","Active":false,"y":"z'],
		['{"a": "$", "b": "$"}', 'x', 'y","a":"other'],
		['{"a": "$", "b": "$"}', 'x', 'y","b":"other'],
		['{"a": "$", "b": "$"}', 'x\\', ',"b":"other'],
		['{"a": "$", "b": "$"}', 'x\\', ', "c": "d'],
		['{"a": "$"}', 'the "best"'],
		['{"a": "$"}', 'ends in \\'],
		['{"a": $}', '1, "b": 2'],
		['{"a": $}', ''],
		['{"a": $}', '"x", "b": "y"'],
		['[$]', '1, 2'],
		['{"a": 1$}', ', "b": 2'],
		['{"$": 1}', 'a": 1, "b'],
	])('%s does not with %j %j', (template, ...values) => {
		expect(fits('json', template, ...values)).toBe(false);
	});

	it('never has other fields than the template, whatever the values are', () => {
		const value = fc.oneof(
			fc.string(),
			fc.stringMatching(/^["\\,:{}[\]ab1 ]{0,12}$/),
			fc.constantFrom('x","Active":false,"y":"z', '\\', ',"b":"c', '"'),
		);
		fc.assert(
			fc.property(value, value, (a, b) => {
				const template = '{"a": "$", "b": "$"}';
				if (!fits('json', template, a, b)) return;
				let parsed: unknown;
				try {
					parsed = JSON.parse(fill(template, [a, b]));
				} catch {
					return;
				}
				expect(Object.keys(parsed as object)).toEqual(['a', 'b']);
				expect(Object.values(parsed as object).map((one) => typeof one)).toEqual([
					'string',
					'string',
				]);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('A clause with values put into it', () => {
	it.each<[string, ...string[]]>([
		["name = '$'", 'Acme Ltd.'],
		["name = '$'", "O''Brien"],
		["name = '$' AND balance > $", '', '100'],
		["name LIKE '%$%'", 'x OR y'],
		["id IN ('$', '$')", '1', '2'],
	])('%s keeps its form with %j %j', (template, ...values) => {
		expect(fits('ceql', template, ...values)).toBe(true);
	});

	it.each<[string, ...string[]]>([
		["name = '$'", "x' OR name != '"],
		["name = '$'", "O'Brien"],
		["name = '$' AND city = '$'", "x'", "' OR a = 'b"],
		['balance > $', '100 OR balance < 100'],
		['balance > $', ''],
		["id IN ('$')", "1', '2"],
	])('%s does not with %j %j', (template, ...values) => {
		expect(fits('ceql', template, ...values)).toBe(false);
	});
});
