import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { FaultRule } from '../../../simulator/types.mts';
import { useConnected } from '../../support/connected.mts';
import { answered, request } from '../../support/element-request.mts';
import { codeOf, outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { byToken } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

useFakeTime();

const connected = useConnected(holder, 'quickbooks');

const token = () => ({ instance: byToken(connected.token) });

const writes = () => holder.simulator.requests().filter(({ method }) => method !== 'GET');

/** Calls that may have been carried out although their answer cannot be read, and are made once. */
const WRITES: Array<[string, IDataObject, string, RegExp]> = [
	[
		'Create',
		{ operation: 'create', record: '{"displayName":"A"}' },
		'/customers',
		/record was created/,
	],
	[
		'Custom Call by POST',
		{
			resource: 'customCall',
			operation: 'call',
			method: 'POST',
			path: 'customers',
			bodyType: 'json',
			jsonBody: '{"displayName":"A"}',
		},
		'/customers',
		/call was carried out/,
	],
	[
		'Custom Call for a file by POST',
		{
			resource: 'customCall',
			operation: 'call',
			method: 'POST',
			path: 'exports',
			options: { responseFormat: 'file' },
		},
		'/exports',
		/call was carried out/,
	],
	[
		'Upload',
		{ resource: 'bulk', operation: 'upload', binaryPropertyName: 'data' },
		'/bulk/customers',
		/file was taken/,
	],
];

describe.each(WRITES)('%s', (_, parameters, path, done) => {
	const csv = Buffer.from('displayName\r\nA').toString('base64');
	const run = async () =>
		await request(
			holder.simulator,
			{ ...token(), ...parameters },
			{
				inputs: [
					{ json: {}, binary: { data: { data: csv, mimeType: 'text/csv', fileName: 'a.csv' } } },
				],
			},
		);

	it.each([
		['is lost', { loseAnswer: true }],
		['breaks off after its head', { cutAfter: 0 }],
		['is a fault', { status: 500, body: { message: 'Fault.', requestId: 'r1' } }],
	] satisfies Array<[string, Partial<FaultRule>]>)(
		'whose answer %s may have been carried out, and is not repeated',
		async (__, fault) => {
			const before = writes().length;
			holder.simulator.fault({ method: 'POST', path, ...fault });
			const result = await run();
			expect(wordsOf(result)).toMatch(done);
			expect(wordsOf(result)).toMatch(/did not confirm whether[^]*not sent again/);
			expect(wordsOf(result)).not.toMatch(/\.\./);
			expect(codeOf(result)).toBe('outcome_unknown');
			expect(writes()).toHaveLength(before + 1);
		},
	);

	it('that was refused was not carried out', async () => {
		holder.simulator.fault({ method: 'POST', path, status: 400, body: { message: 'No' } });
		expect(wordsOf(await run())).not.toMatch(/did not confirm/);
	});
});

describe('A creation', () => {
	it.each([
		['cut-off JSON', '{"id":1', {}],
		['nothing', '', {}],
		['a list', '[{"id":1}]', {}],
		['an error', '{"requestId":"r1","message":"Try later"}', {}],
		['a web page', '<html></html>', { type: 'text/html' }],
	])(
		'answered with %s may have been carried out',
		async (_, replaceBody, { type }: { type?: string }) => {
			holder.simulator.fault({
				method: 'POST',
				path: '.*/customers',
				replaceBody,
				...(type !== undefined && { headers: { 'content-type': type } }),
			});
			const record = '{"displayName":"A"}';
			const result = await request(holder.simulator, { ...token(), operation: 'create', record });
			expect(wordsOf(result)).toMatch(/did not confirm whether the record was created/);
			expect(codeOf(result)).toBe('outcome_unknown');
		},
	);
});

describe('A deletion or a change', () => {
	it.each(['delete', 'update'])('by %s may answer nothing', async (operation) => {
		holder.simulator.fault({ path: '.*/customers/.*', status: 200, body: '' });
		const result = await request(holder.simulator, {
			...token(),
			operation,
			recordId: '1|0',
			record: '{"notes":"x"}',
		});
		expect(outputOf(result)).toEqual([
			operation === 'delete' ? { deleted: true } : { success: true },
		]);
	});

	it.each(['delete', 'update'])('by %s is not confirmed by an error', async (operation) => {
		const body = { requestId: 'r1', message: 'Try later' };
		holder.simulator.fault({ path: '.*/customers/.*', status: 200, body, times: 9 });
		const result = await request(holder.simulator, {
			...token(),
			operation,
			recordId: '1|0',
			record: '{"notes":"x"}',
		});
		expect(codeOf(result)).toBe('answer_unexpected');
	});

	it('with Read First changes nothing when the record cannot be read', async () => {
		const before = writes().length;
		holder.simulator.fault({ path: '.*/customers/.*', ...answered('{"displayName":"A"}') });
		const result = await request(holder.simulator, {
			...token(),
			operation: 'update',
			recordId: '1|0',
			record: '{"notes":"x"}',
			options: { readFirst: true },
		});
		expect(wordsOf(result)).toMatch(/no field "id"/);
		expect(writes()).toHaveLength(before);
	});
});
