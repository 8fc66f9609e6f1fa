import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseClause } from '../../../../simulator/query/conditions.mts';
import { compiled, thrownBy } from '../../../support/compiled.mts';

const { buildWhere, joinClauses } = compiled<
	typeof import('../../../../nodes/shared/records/clause.ts')
>('nodes/shared/records/clause');

describe('A filter of conditions', () => {
	it('means what was entered, whatever the values hold', () => {
		const condition = fc.record({
			field: fc.stringMatching(/^[A-Za-z][\w.]{0,12}$/),
			value: fc.oneof(fc.string(), fc.stringMatching(/^[' OR=!a]{0,12}$/)),
		});
		fc.assert(
			fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), (conditions) => {
				const given = conditions.map((one) => ({ ...one, operator: 'equals' as const }));
				const [all, ...others] = parseClause(buildWhere(given, 'AND') ?? '');
				expect(others).toEqual([]);
				expect(all?.map(({ field, values }) => ({ field, value: values[0] }))).toEqual(conditions);
			}),
		);
	});

	it.each([
		['equals', 5, "a = '5'"],
		['notEquals', true, "a != 'true'"],
		['lessThan', '9', "a < '9'"],
		['greaterOrEqual', '9', "a >= '9'"],
		['like', '%x%', "a LIKE '%x%'"],
		['in', 'x, y', "a IN ('x', 'y')"],
		['in', ['x, y', 3], "a IN ('x, y', '3')"],
		['isNull', 'ignored', 'a IS NULL'],
		['equals', "O'Brien", "a = 'O''Brien'"],
		['equals', "x' OR name != '", "a = 'x'' OR name != '''"],
		['like', "%'s", "a LIKE '%''s'"],
		['in', ['x', "y'z"], "a IN ('x', 'y''z')"],
		['equals', '', "a = ''"],
		['greaterThan', new Date('2024-03-01T10:00:00Z'), "a > '2024-03-01T10:00:00.000Z'"],
		['in', [new Date('2024-03-01T10:00:00Z')], "a IN ('2024-03-01T10:00:00.000Z')"],
	] as const)('writes %s %j as %s', (operator, value, where) => {
		expect(buildWhere([{ field: 'a', operator, value }], 'AND')).toBe(where);
	});

	it('is joined as chosen, and is nothing without conditions', () => {
		const conditions = [
			{ field: 'a', value: 1 },
			{ field: 'b', value: 2 },
		];
		expect(buildWhere(conditions, 'OR')).toBe("a = '1' OR b = '2'");
		expect(buildWhere([], 'AND')).toBeUndefined();
	});

	it.each<[unknown, RegExp]>([
		[null, /a in the filter is null\n.*Is Null/],
		[undefined, /a in the filter is undefined\n.*Is Null/],
		[{ of: 'it' }, /a in the filter is an object\nGive a text/],
		[NaN, /a in the filter is no number: NaN/],
		[7615917337495251000, /a in the filter is too long for a number[^]*as text/],
		[new Date('no date'), /a in the filter is no valid date/],
	])('refuses %p', (value, words) => {
		for (const operator of ['equals', 'in', 'like'] as const) {
			for (const one of operator === 'in' ? [value, ['x', value]] : [value]) {
				const { message, description } = thrownBy(() =>
					buildWhere([{ field: 'a', operator, value: one }], 'AND'),
				);
				expect(`${message}\n${description}`).toMatch(words);
			}
		}
	});

	it('refuses a list of nothing, and an operator that there is not', () => {
		expect(() => buildWhere([{ field: 'a', operator: 'in', value: [] }], 'AND')).toThrow(/empty/);
		const operator = 'constructor' as 'equals';
		expect(() => buildWhere([{ field: 'a', operator, value: 1 }], 'AND')).toThrow(/no operator/);
	});

	it.each(['', ' ', 'a b', "a'", 'a=', 'a) OR (b', '1=1 OR a'])('takes no field %j', (field) => {
		expect(() => buildWhere([{ field, value: 1 }], 'AND')).toThrow(/field/);
	});
});

describe('Two clauses', () => {
	it.each([
		["name = 'x'", "name = 'x' AND b >= '2'"],
		["name = 'this or that'", "name = 'this or that' AND b >= '2'"],
		[
			"name = 'O''Brien or so' AND order = '1'",
			"name = 'O''Brien or so' AND order = '1' AND b >= '2'",
		],
		[undefined, "b >= '2'"],
	])('%s is joined', (where, joined) => {
		expect(joinClauses(where, "b >= '2'")).toBe(joined);
	});

	it.each(["a = 'x' OR a = 'y'", "a='x'or b='y'"])('%s is refused', (where) => {
		expect(() => joinClauses(where, "b >= '2'")).toThrow(/OR/);
	});
});
