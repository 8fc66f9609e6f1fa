import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { FaultRule } from '../../../simulator/types.mts';
import { useConnected } from '../../support/connected.mts';
import { fileOf, request } from '../../support/element-request.mts';
import { codeOf, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { byToken } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

useFakeTime();

const connected = useConnected(holder, 'quickbooks');

const token = () => ({ instance: byToken(connected.token) });

/** What can come in place of a file, with the code that says so. */
const NO_FILE: Array<[string, Partial<FaultRule>, string]> = [
	['a web page', { replaceBody: '<!doctype html><p>Sign in' }, 'answer_web_page'],
	['an error', { replaceBody: '{"requestId":"r1","message":"Gone"}' }, 'answer_unexpected'],
	['nothing', { replaceBody: '' }, 'answer_empty'],
];

/** What can come in place of a file of a kind that was asked for. */
const OTHER_KIND: typeof NO_FILE = [
	['JSON', { replaceBody: '{"rows":[]}' }, 'answer_unexpected'],
	['a PDF', { replaceBody: '%PDF-1.7' }, 'answer_unexpected'],
	[
		'what calls itself XML',
		{ replaceBody: '<rows/>', headers: { 'content-type': 'text/xml' } },
		'answer_unexpected',
	],
];

const DOWNLOAD = { resource: 'bulk', operation: 'download', format: 'csv' };

const FILE_CALL = {
	resource: 'customCall',
	operation: 'call',
	path: 'customers',
	options: { responseFormat: 'file' },
};

describe.each([
	['A download', DOWNLOAD, '/bulk/\\d+/customers', [...NO_FILE, ...OTHER_KIND]],
	['A custom call for a file', FILE_CALL, '/customers', NO_FILE],
] as Array<[string, IDataObject, string, typeof NO_FILE]>)('%s', (_, parameters, path, table) => {
	const run = async () => await request(holder.simulator, { ...token(), ...parameters });

	it.each(table)('makes no file of %s', async (__, fault, code) => {
		holder.simulator.fault({ path, ...fault });
		const result = await run();
		expect(codeOf(result)).toBe(code);
		expect(wordsOf(result)).toMatch(/answered with .* in place of a file/);
	});

	it.each([0, 10, 20_000])(
		'that breaks off after %i bytes is asked for again',
		async (cutAfter) => {
			holder.simulator.populate('quickbooks', 'customers', 1000);
			const rule = { path, cutAfter, times: 1 };
			const whole = fileOf((await run()).outputs[0]?.[0]);
			holder.simulator.fault(rule);
			const result = await run();
			expect(result.error).toBeUndefined();
			expect(fileOf(result.outputs[0]?.[0])).toBe(whole);
		},
	);

	it('that breaks off again and again says so in words', async () => {
		holder.simulator.fault({ path, cutAfter: 10, times: 9 });
		const result = await run();
		expect(codeOf(result)).toBe('no_answer');
		expect(wordsOf(result)).toMatch(/ended the connection before the answer was complete/);
	});
});

describe('A download without records', () => {
	it('is an empty file', async () => {
		const path = '/bulk/\\d+/status';
		holder.simulator.fault({ path, status: 200, body: { status: 'COMPLETED', recordsCount: 0 } });
		holder.simulator.fault({ path: '/bulk/\\d+/customers', status: 200, body: '' });
		const result = await request(holder.simulator, { ...token(), ...DOWNLOAD });
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]?.[0]?.binary?.data).toMatchObject({ fileName: 'customers.csv' });
	});
});

describe('A file whose refusal breaks off', () => {
	it('is no answer', async () => {
		holder.simulator.fault({ path: '/customers', status: 400, body: 'Bad', cutAfter: 1, times: 9 });
		expect(codeOf(await request(holder.simulator, { ...token(), ...FILE_CALL }))).toBe('no_answer');
	});
});
