import { beforeEach, describe, expect, test } from '@jest/globals';
import { call, callAs, query } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
let token = '';
let id = 0;

beforeEach(async () => {
	({ token, id } = (
		await call(holder.simulator, 'POST', '/instances', { body: { ...quickBody(), tags: ['t7'] } })
	).body);
});

async function usage(parameters: Record<string, string> = {}, as = holder.simulator.accounts.main) {
	return await call(holder.simulator, 'GET', `/usage${query(parameters)}`, { as });
}

describe('The usage log', () => {
	test('lists calls made with an element token, newest first, in snake case', async () => {
		await callAs(holder.simulator, token, 'GET', '/customers');
		const failed = await callAs(holder.simulator, token, 'GET', '/widgets');
		const { body } = await usage();
		expect(body).toHaveLength(2);
		expect(body[0]).toMatchObject({
			request_id: failed.headers.get('Elements-Request-Id'),
			request_status: 'FAILED',
			response_code: 404,
			request_method: 'GET',
			request_uri: '/elements/api-v2/widgets',
			element_key: 'quickbooks',
			element_instance_id: id,
		});
		expect(body[1].request_status).toBe('SUCCESS');
		expect((await usage({}, holder.simulator.accounts.other)).body).toEqual([]);
	});

	test('finds one call by request or traffic id', async () => {
		const answer = await callAs(holder.simulator, token, 'GET', '/customers');
		const { body: entry } = await call(
			holder.simulator,
			'GET',
			`/usage/${answer.headers.get('Elements-Request-Id')}`,
		);
		expect(entry.response_code).toBe(200);
		expect((await call(holder.simulator, 'GET', `/usage/${entry.traffic_id}`)).body).toEqual(entry);
		expect((await call(holder.simulator, 'GET', '/usage/nothing')).status).toBe(404);
	});

	test('is filtered and paged', async () => {
		await callAs(holder.simulator, token, 'GET', '/customers');
		await callAs(holder.simulator, token, 'GET', '/widgets');
		const count = async (parameters: Record<string, string>) =>
			(await usage(parameters)).body.length;
		expect(await count({ status: 'FAILED' })).toBe(1);
		expect(await count({ searchText: 'customers' })).toBe(1);
		expect(await count({ 'keys[]': 'quickbooks' })).toBe(2);
		expect(await count({ 'keys[]': 'xero' })).toBe(0);
		expect(await count({ 'tags[]': 't7' })).toBe(2);
		expect(await count({ 'tags[]': 't8' })).toBe(0);
		expect(await count({ hub: 'crm' })).toBe(0);
		expect(await count({ pageSize: '1' })).toBe(1);
		expect(await count({ to: '2001-01-01' })).toBe(0);
		expect((await usage({ from: 'yesterday' })).status).toBe(400);
	});

	test('of the future is 404', async () => {
		const from = new Date(Date.now() + 3_600_000).toISOString();
		expect((await usage({ from })).status).toBe(404);
	});
});
