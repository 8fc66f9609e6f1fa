import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect } from '../../support/connected.mts';
import { request, resourceCalls } from '../../support/element-request.mts';
import { outputOf } from '../../support/engine/run-node.mts';
import { byToken } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

// The one that n8n's own code uses.
const { DateTime } = createRequire(createRequire(import.meta.url).resolve('n8n-workflow'))(
	'luxon',
) as typeof import('luxon');

const holder = useSimulator();

/** What items can hold, as nodes before this one leave it. */
const ITEMS: Array<[string, IDataObject]> = [
	['nothing', {}],
	['text that looks like an expression', { name: '={{ $json.id }}', note: '{{ 1 + 1 }}' }],
	['lists and objects inside of each other', { a: [{ b: [1, [null, {}]] }, []], c: { d: false } }],
	['letters of all kinds', { 'ключ "x"': 'ö\u2028\n\u0000', emoji: '👩🏽‍🚀' }],
	['fields that objects have', { constructor: 'a', toString: 'b', length: 3, toJSON: 'c' }],
	['a date', { at: new Date('2026-03-01T10:00:00.000Z') as never }],
	['a date of luxon', { at: DateTime.fromISO('2026-03-01T10:00:00.000+02:00') as never }],
	['a field without a value', { id: '7', phone: undefined }],
	['a number that was rounded', { id: 7615917337495251000 }],
	['what is no number', { id: NaN }],
	['a date that is none', { at: new Date('no date') as never }],
];

it.each(ITEMS)(
	'An item with %s is the same, whether n8n evaluates $json or it is taken as it is',
	async (_what, json) => {
		const { simulator } = holder;
		const { token } = await connect(simulator);
		const become = async (record: string) => {
			const before = resourceCalls(simulator).length;
			const result = await request(
				simulator,
				{ operation: 'create', instance: byToken(token), record },
				{ items: [json], onError: 'continueRegularOutput' },
			);
			const sent = resourceCalls(simulator).slice(before);
			return {
				sent: sent.map(({ body }) => body),
				errors: outputOf(result).map((one) => one.error),
			};
		};
		const taken = await become('={{ $json }}');
		expect([...taken.sent, ...taken.errors].filter(Boolean)).not.toEqual([]);
		expect(taken).toEqual(await become('={{ ($json) }}'));
	},
);
