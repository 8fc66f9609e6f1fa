import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { breaksOf } from './breaks.mts';
import { builtContract } from './contract.mts';

const committed = JSON.parse(
	readFileSync(new URL('contract.json', import.meta.url), 'utf8'),
) as unknown;
const built = builtContract();

describe('The public contract', () => {
	it('keeps everything that saved workflows refer to', () => {
		expect(breaksOf(committed, built)).toEqual([]);
	});

	it('is written down with every addition: run `npm run contract` and commit what it writes', () => {
		expect(committed).toEqual(built);
	});
});

const name = { type: 'string', default: '' };
const operation = { type: 'options', default: 'get', values: ['get', 'delete'] };
const shownByGet = { ...name, show: { operation: ['get'] } };

describe('A change of the contract breaks saved workflows', () => {
	it.each<[string, object, object, string[]]>([
		['a parameter gone', { name: [name] }, {}, ['name is gone']],
		['one renamed', { name: [name] }, { title: [name] }, ['name is gone']],
		[
			'another type',
			{ name: [name] },
			{ name: [{ ...name, type: 'json' }] },
			['name.type: was "string", is "json"'],
		],
		[
			'another default',
			{ name: [name] },
			{ name: [{ ...name, default: 'x' }] },
			['name.default: was "", is "x"'],
		],
		[
			'more in a default',
			{ name: [{ default: {} }] },
			{ name: [{ default: { a: 1 } }] },
			['name.default: was {}, is {"a":1}'],
		],
		[
			'a choice gone',
			{ operation: [operation] },
			{ operation: [{ ...operation, values: ['get'] }] },
			['operation.values: "delete" is gone'],
		],
		[
			'required now',
			{ name: [name] },
			{ name: [{ ...name, required: true }] },
			['name.required: was not so, is now'],
		],
		[
			'a list now',
			{ name: [name] },
			{ name: [{ ...name, multiple: true }] },
			['name.multiple: was not so, is now'],
		],
		[
			'shown under a condition now',
			{ name: [name] },
			{ name: [shownByGet] },
			['name.show.operation: only shown by ["get"] now'],
		],
		[
			'no longer shown by a value',
			{ name: [shownByGet] },
			{ name: [{ ...name, show: { operation: ['delete'] } }] },
			['name.show.operation: "get" is gone'],
		],
		[
			'hidden by a value now',
			{ name: [name] },
			{ name: [{ ...name, hide: { operation: ['get'] } }] },
			['name.hide.operation: hidden by ["get"] now'],
		],
		[
			'one of two definitions gone',
			{ name: [name, { ...name, type: 'json' }] },
			{ name: [name] },
			['name.type: was "json", is "string"'],
		],
		[
			'a field of a collection gone',
			{ options: [{ fields: { limit: [name] } }] },
			{ options: [{ fields: {} }] },
			['options.fields.limit is gone'],
		],
		[
			'outputs in another order',
			{ outputNames: ['Authorized', 'Denied'] },
			{ outputNames: ['Denied', 'Authorized'] },
			['outputNames: was ["Authorized","Denied"], is ["Denied","Authorized"]'],
		],
		['a version gone', { versions: [1, 2] }, { versions: [2] }, ['versions: 1 is gone']],
		[
			'another error code',
			{ errorCodes: ['link_expired'] },
			{ errorCodes: ['expired'] },
			['errorCodes: "link_expired" is gone'],
		],
	])('%s', (_, was, is, broken) => {
		expect(breaksOf(was, is)).toEqual(broken);
	});
});

describe('A change of the contract breaks nothing', () => {
	it.each<[string, object, object]>([
		['a parameter more', {}, { name: [name] }],
		[
			'a choice more',
			{ o: [operation] },
			{ o: [{ ...operation, values: ['get', 'x', 'delete'] }] },
		],
		['another definition more', { name: [shownByGet] }, { name: [{ type: 'json' }, shownByGet] }],
		[
			'shown by one value more',
			{ name: [shownByGet] },
			{ name: [{ ...name, show: { operation: ['get', 'x'] } }] },
		],
		['always shown now', { name: [shownByGet] }, { name: [name] }],
		['no longer hidden', { name: [{ ...name, hide: { a: [1] } }] }, { name: [name] }],
		['an output more at the end', { outputs: ['main'] }, { outputs: ['main', 'main'] }],
		['a version more', { versions: [1] }, { versions: [1, 2] }],
	])('%s', (_, was, is) => {
		expect(breaksOf(was, is)).toEqual([]);
	});
});
