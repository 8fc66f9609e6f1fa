import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { splitList } = compiled<typeof import('../../../../nodes/shared/fields/list.ts')>(
	'nodes/shared/fields/list',
);

describe('Tags', () => {
	it.each([
		['', []],
		[undefined, []],
		[null, []],
		['customer-42', ['customer-42']],
		[' customer-42 , production,', ['customer-42', 'production']],
		['a,a, a', ['a']],
		[
			['Smith, Jones & Co.', 'b'],
			['Smith, Jones & Co.', 'b'],
		],
		[
			[7, ' 8 ', ''],
			['7', '8'],
		],
		[42, ['42']],
		[[], []],
	])('%j are %j', (value, tags) => {
		expect(splitList('Tags', value)).toEqual(tags);
	});

	it.each([[[{ name: 'a' }]], [[['a']]], [[null]], [[true]]])('cannot be %j', (value) => {
		expect(() => splitList('Tags', value)).toThrow(
			'Tags must be text separated by commas, or a list',
		);
	});

	it('cannot be an object, which would become the tag "[object Object]"', () => {
		expect(() => splitList('Tags', { a: 1 })).toThrow(
			'Tags must be text separated by commas, or a list',
		);
	});
});
