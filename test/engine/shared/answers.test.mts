import { describe, expect, it } from '@jest/globals';
import { LOGIN, PLAIN_SITES } from '../../../simulator/seed-providers.mts';
import type { FaultRule } from '../../../simulator/types.mts';
import { useConnected } from '../../support/connected.mts';
import { createDirectly, fieldsWith } from '../../support/create-instance.mts';
import { accountCredential } from '../../support/credentials.mts';
import { answered, request } from '../../support/element-request.mts';
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

const connected = useConnected(holder, 'quickbooks');

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
		holder.simulator.fault({ ...path, ...answered(body, type), times: 9 });
		const result = await run();
		expect(wordsOf(result)).toMatch(/answered? with|answers with a web page/);
		expect(codeOf(result)).toBe(code);
		expect(writes()).toHaveLength(before);
	});
});

describe('A page in the middle of a list that cannot be read', () => {
	it('fails the item rather than leaving rows out', async () => {
		holder.simulator.populate('quickbooks', 'customers', 450);
		holder.simulator.fault({ ...CUSTOMERS, ...answered('[{"id":'), after: 1 });
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
		holder.simulator.fault({ path: '.*/customers/.*', ...answered(body) });
		const result = await request(holder.simulator, {
			...token(),
			operation: 'get',
			recordId: '1|0',
		});
		expect(codeOf(result)).toBe(code);
	});
});

describe('An ID that JavaScript cannot hold', () => {
	it('keeps every digit', async () => {
		holder.simulator.fault({
			path: '.*/customers',
			...answered('[{"id":7615917337495251231,"balance":12.50}]'),
		});
		const result = await request(holder.simulator, { ...token(), operation: 'getAll' });
		expect(outputOf(result)).toEqual([{ id: '7615917337495251231', balance: 12.5 }]);
	});
});
