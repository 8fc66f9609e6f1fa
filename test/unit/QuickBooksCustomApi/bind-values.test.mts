import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseClause } from '../../../simulator/query/conditions.mts';
import { compiled } from '../../support/compiled.mts';

const { bindValues } = compiled<typeof import('../../../nodes/QuickBooksCustomApi/bindValues.ts')>(
	'nodes/QuickBooksCustomApi/bindValues',
);

describe('QuickBooks: Custom API, binding the values of a query,', () => {
	it('lets no value be anything but a value', () => {
		const text = fc.oneof(
			fc.string(),
			fc.string({ unit: fc.constantFrom("'", '\\', ':', 'a', ' ') }),
		);
		fc.assert(
			fc.property(text, text, (one, other) => {
				const values = new Map([
					['a', one],
					['b', other],
				]);
				const clause = bindValues('Name = :a AND Id IN (:b)', values);
				expect(parseClause(clause, { escapes: true })).toEqual([
					[
						{ field: 'Name', operator: '=', values: [one] },
						{ field: 'Id', operator: 'IN', values: [other] },
					],
				]);
			}),
			{ numRuns: 1000 },
		);
	});
});
