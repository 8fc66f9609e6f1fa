import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

<<<<<<<< HEAD:test/unit/shared/fields/list.test.mts
const { readList } = compiled<typeof import('../../../../nodes/shared/fields/list.ts')>(
========
const { splitList } = compiled<typeof import('../../nodes/shared/fields/list.ts')>(
>>>>>>>> 2890d36 (Give the operations of three nodes one shape, their fields beside them, and Get Many one name):test/unit/list.test.mts
	'nodes/shared/fields/list',
);

describe('A list', () => {
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
<<<<<<<< HEAD:test/unit/shared/fields/list.test.mts
	])('%j are %j', (value, tags) => {
		expect(readList('Tags', value)).toEqual(tags);
	});

	it.each([[[{ name: 'a' }]], [[['a']]], [[null]], [[true]]])('cannot be %j', (value) => {
		expect(() => readList('Tags', value)).toThrow(
========
	])('%j are %j', (value, entries) => {
		expect(splitList('Tags', value)).toEqual(entries);
	});

	it.each([[[{ name: 'a' }]], [[['a']]], [[null]], [[true]]])('cannot be %j', (value) => {
		expect(() => splitList('Tags', value)).toThrow(
>>>>>>>> 2890d36 (Give the operations of three nodes one shape, their fields beside them, and Get Many one name):test/unit/list.test.mts
			'Tags must be text separated by commas, or a list',
		);
	});

<<<<<<<< HEAD:test/unit/shared/fields/list.test.mts
	it('cannot be an object, which would become the tag "[object Object]"', () => {
		expect(() => readList('Tags', { a: 1 })).toThrow(
========
	it('cannot be an object, which would become the entry "[object Object]"', () => {
		expect(() => splitList('Tags', { a: 1 })).toThrow(
>>>>>>>> 2890d36 (Give the operations of three nodes one shape, their fields beside them, and Get Many one name):test/unit/list.test.mts
			'Tags must be text separated by commas, or a list',
		);
	});
});
