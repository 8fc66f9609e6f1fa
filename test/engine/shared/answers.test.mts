import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { LOGIN, PLAIN_SITES } from '../../../simulator/seed-providers.mts';
import type { FaultRule } from '../../../simulator/types.mts';
import { connect, type Connected } from '../../support/connected.mts';
import { createDirectly, fieldsWith } from '../../support/create-instance.mts';
import { accountCredential } from '../../support/credentials.mts';
import { fileOf, request } from '../../support/element-request.mts';
import {
	codeOf,
	outputOf,
	runNode,
	wordsOf,
	type RunResult,
} from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { byToken } from '../../support/locators.mts';
import { manage, tokensOf } from '../../support/manage-instance.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
useFakeTime();
let connected: Connected;

beforeEach(async () => {
	connected = await connect(holder.simulator, 'quickbooks');
});

/** A body that no list is, with a good status; what the words call it, and its code. */
const NO_LIST: Array<[string, string, { type?: string }, string]> = [
	['cut-off JSON', '[{"id":1},{"id":2', {}, 'answer_unreadable'],
	['a value that JSON does not know', '[{"id":1,"b":NaN}]', {}, 'answer_unreadable'],
	['a raw tab in a text', '[{"id":"a\tb"}]', {}, 'answer_unreadable'],
	['XML', '<list><row/></list>', { type: 'application/xml' }, 'answer_unreadable'],
	['plain text', 'No customers today', { type: 'text/plain' }, 'answer_unreadable'],
	['an error', '{"requestId":"r1","message":"Try later"}', {}, 'answer_unexpected'],
	['a list in an object', '{"data":[{"id":1}]}', {}, 'answer_unexpected'],
	['a text', '"ok"', {}, 'answer_unexpected'],
	['null', 'null', {}, 'answer_unexpected'],
	['nothing', '', {}, 'answer_empty'],
	['a web page', '<!DOCTYPE html><html></html>', { type: 'text/html' }, 'answer_web_page'],
];

const answer = (
	body: string,
	{ type = 'application/json' }: { type?: string },
): Partial<FaultRule> => ({
	status: 200,
	body,
	headers: { 'content-type': type },
});

const token = () => ({ instance: byToken(connected.token) });

const writes = () => holder.simulator.requests().filter(({ method }) => method !== 'GET');

const CUSTOMERS = { method: 'GET', path: '/hubs/finance/customers|/customers' };
const INSTANCES = { method: 'GET', path: '/instances' };

/** Everything that reads a list before it goes on. */
const READERS: Array<[string, Partial<FaultRule> & { path: string }, () => Promise<RunResult>]> = [
	[
		'Get Many of records',
		CUSTOMERS,
		async () => await request(holder.simulator, { ...token(), operation: 'getAll' }),
	],
	[
		'Create or Update',
		CUSTOMERS,
		async () =>
			await request(holder.simulator, {
				...token(),
				operation: 'upsert',
				matchField: 'displayName',
				record: '{"displayName":"Nobody has this name"}',
			}),
	],
	[
		'Get Many of instances',
		INSTANCES,
		async () =>
			await runNode({
				type: 'manageInstance',
				credentials: accountCredential(holder.simulator),
				parameters: { operation: 'getAll' },
			}),
	],
	[
		'Create or Re-Provision',
		INSTANCES,
		async () => await manage(holder.simulator, 'ensure', tokensOf() as never),
	],
	[
		'Create Instance, Configuration Only',
		INSTANCES,
		async () =>
			await createDirectly(
				holder.simulator,
				'servicenow',
				fieldsWith({
					username: LOGIN.username,
					password: LOGIN.password,
					'servicenow.subdomain': PLAIN_SITES[0],
				}) as never,
			),
	],
];

describe.each(READERS)('%s', (_, path, run) => {
	it.each(NO_LIST)('takes %s for no list, and writes nothing', async (__, body, type, code) => {
		const before = writes().length;
		holder.simulator.fault({ ...path, ...answer(body, type), times: 9 });
		const result = await run();
		expect(wordsOf(result)).toMatch(/answered? with|answers with a web page/);
		expect(codeOf(result)).toBe(code);
		expect(writes()).toHaveLength(before);
	});
});

describe('A page in the middle of a list that cannot be read', () => {
	it('fails the item rather than leaving rows out', async () => {
		holder.simulator.populate('quickbooks', 'customers', 450);
		holder.simulator.fault({ ...CUSTOMERS, ...answer('[{"id":', {}), after: 1 });
		const result = await request(holder.simulator, {
			...token(),
			operation: 'getAll',
			returnAll: true,
		});
		expect(codeOf(result)).toBe('answer_unreadable');
	});
});

describe('A record', () => {
	it.each([
		['a list', '[{"id":1}]', 'answer_unexpected'],
		['cut-off JSON', '[{"id":1', 'answer_unreadable'],
		['an error', '{"requestId":"r1","message":"Try later"}', 'answer_unexpected'],
		['nothing', '', 'answer_empty'],
	])('is not %s', async (_, body, code) => {
		holder.simulator.fault({ path: '.*/customers/.*', ...answer(body, {}) });
		const result = await request(holder.simulator, {
			...token(),
			operation: 'get',
			recordId: '1|0',
		});
		expect(codeOf(result)).toBe(code);
	});
});

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
		holder.simulator.fault({ path: '.*/customers/.*', ...answer('{"displayName":"A"}', {}) });
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

describe('A far side that repeats the header of the request', () => {
	it.each([
		['record', 'get'],
		['record', 'getAll'],
		['customCall', 'call'],
	])('tells no secret in a %s by %s', async (resource, operation) => {
		const { userSecret, organizationSecret } = accountCredential(holder.simulator)
			.cloudElementsApi as IDataObject;
		const echo = {
			id: '1|0',
			seen: `User ${userSecret as string}, Organization ${organizationSecret as string}, Element ${connected.token}`,
		};
		holder.simulator.fault({
			path: '.*/customers.*',
			status: 200,
			body: operation === 'getAll' ? [echo] : echo,
		});
		const result = await request(holder.simulator, {
			...token(),
			resource,
			operation,
			recordId: '1|0',
			path: 'customers',
		});
		expect(outputOf(result)).toEqual([
			{ id: '1|0', seen: 'User ********, Organization ********, Element ********' },
		]);
	});

	it('tells no secret in the headers of a full response', async () => {
		const { userSecret } = accountCredential(holder.simulator).cloudElementsApi as IDataObject;
		const headers = { 'x-seen': `User ${userSecret as string}, Element ${connected.token}` };
		holder.simulator.fault({ path: '/customers', status: 200, body: [], headers });
		const result = await request(holder.simulator, {
			...token(),
			resource: 'customCall',
			operation: 'call',
			path: 'customers',
			options: { fullResponse: true },
		});
		expect(outputOf(result)[0]?.headers).toMatchObject({
			'x-seen': 'User ********, Element ********',
		});
	});
});

describe('An ID that JavaScript cannot hold', () => {
	it('keeps every digit', async () => {
		holder.simulator.fault({
			path: '.*/customers',
			...answer('[{"id":7615917337495251231,"balance":12.50}]', {}),
		});
		const result = await request(holder.simulator, { ...token(), operation: 'getAll' });
		expect(outputOf(result)).toEqual([{ id: '7615917337495251231', balance: 12.5 }]);
	});
});
