import { describe, expect, it } from '@jest/globals';
import type { WorkflowNode } from '../../n8n/client/client.mts';
import { INTUIT_USER_TOKENS } from '../../simulator/seed.mts';
import { connect } from '../support/connected.mts';
import { useHarness } from './harness.mts';
import { locator } from '../support/locators.mts';
import { account, jsonOf, ours, runChain } from './workflows.mts';

const HOUR_MS = 3_600_000;

const harness = useHarness();

const manage = (name: string, id: number, parameters: Record<string, unknown>): WorkflowNode => ({
	...ours(name, 'manageInstance', {
		resource: 'instance',
		instance: locator('id', id),
		...parameters,
	}),
	executeOnce: true,
});
const run = async (...nodes: WorkflowNode[]) => await runChain(harness.client, 'Care', nodes);

/** What Check says of an instance. */
const check = async (id: number) => {
	const execution = await run(manage('Check', id, { operation: 'check' }));
	expect(execution.data.resultData.error).toBeUndefined();
	return jsonOf(execution, 'Check')[0];
};

describe('Manage Instance, Check', () => {
	it('tells a healthy connection from one that needs the customer, and from one given up', async () => {
		const { simulator } = harness;
		const { id } = await connect(simulator, 'quickbooks by OAuth 2.0');
		expect(await check(id)).toMatchObject({ id, status: 'healthy', checkedBy: 'ping' });

		simulator.revoke(id);
		simulator.clock.advance(2 * HOUR_MS);
		expect(await check(id)).toMatchObject({
			status: 'reauthorize',
			reason: expect.stringContaining('no longer accepts the connection'),
			nextStep: expect.stringContaining('new link'),
		});
		expect(await check(id)).toMatchObject({ status: 'disabled', disabledBy: 'platform' });
	});

	it('tells what somebody switched off from what cannot be reached, and from what is gone', async () => {
		const { simulator } = harness;
		const { id } = await connect(simulator, 'quickbooks');
		await check(id);
		await run(manage('Disable', id, { operation: 'disable' }));
		expect(await check(id)).toMatchObject({ status: 'disabled', disabledBy: 'somebody' });
		await run(manage('Enable', id, { operation: 'enable' }));

		simulator.fault({ path: '/ping', status: 500, times: 5 });
		expect(await check(id)).toMatchObject({
			status: 'unreachable',
			nextStep: expect.stringContaining('Check again later'),
		});
		await run(manage('Delete', id, { operation: 'delete' }));
		expect(await check(id)).toMatchObject({
			status: 'unknown',
			reason: expect.stringContaining('may have been deleted'),
		});
	});
});

describe('Manage Instance, Re-Provision', () => {
	it('connects with fresh tokens, keeps ID and token, and enables again', async () => {
		const { simulator } = harness;
		const { id, token } = await connect(simulator, 'quickbooks');
		const [tokens] = INTUIT_USER_TOKENS;
		const execution = await run(
			manage('Disable', id, { operation: 'disable' }),
			{
				...manage('Re-Provision', id, {
					operation: 'reprovision',
					source: 'tokens',
					authentication: 'oAuth1',
					realmId: tokens?.realmId,
					userToken: tokens?.token,
					userTokenSecret: tokens?.secret,
				}),
				credentials: {
					...account,
					cloudElementsAppApi: {
						id: 'ceDemoQboOAuth101',
						name: 'QuickBooks app OAuth 1.0a (demo)',
					},
				},
			},
			manage('Check', id, { operation: 'check' }),
		);

		expect(jsonOf(execution, 'Re-Provision')).toEqual([
			expect.objectContaining({ id, token, disabled: false, enabledAgain: true }),
		]);
		expect(jsonOf(execution, 'Check')[0]).toMatchObject({ id, status: 'healthy' });
		expect(simulator.requests({ method: 'POST', path: /\/instances$/ })).toHaveLength(1);
	});
});

describe('Manage Instance, Update', () => {
	it('sets configuration by key, as text, and never writes a mask over a secret', async () => {
		const { simulator } = harness;
		const { id } = await connect(simulator, 'quickbooks');
		const update = (name: string, configuration: object) =>
			manage(name, id, {
				operation: 'update',
				updateFields: { configuration: JSON.stringify(configuration) },
			});
		const execution = await run(update('Update', { 'filter.response.nulls': false }), {
			...update('Masked', { 'oauth.api.secret': '********' }),
			onError: 'continueRegularOutput',
		});

		expect(jsonOf(execution, 'Update')[0]?.configuration).toMatchObject({
			'filter.response.nulls': 'false',
		});
		expect(jsonOf(execution, 'Masked')[0]?.error).toContain('overwritten with asterisks');
		const patches = simulator.requests({ method: 'PATCH', path: /\/configuration\/\d+$/ });
		expect(patches.map(({ body }) => body)).toEqual([
			expect.objectContaining({ key: 'filter.response.nulls', propertyValue: 'false' }),
		]);
	});

	it('replaces tags, or adds and removes some and keeps the others', async () => {
		const { id } = await connect(harness.simulator);
		const update = (name: string, updateFields: object) =>
			manage(name, id, { operation: 'update', updateFields });
		const execution = await run(
			update('Replace', { tags: 'a, b' }),
			update('Change', { addTags: 'c', removeTags: 'a' }),
		);

		expect(jsonOf(execution, 'Replace')[0]?.tags).toEqual(['a', 'b']);
		expect(jsonOf(execution, 'Change')[0]?.tags).toEqual(['b', 'c']);
	});
});

describe('Manage Instance, activity', () => {
	it('gets the events, the calls and the objects of one instance', async () => {
		const { simulator } = harness;
		const { id } = await connect(simulator, 'quickbooks');
		const other = await connect(simulator, 'quickbooks');
		const enable = JSON.stringify({ 'event.notification.enabled': true });
		for (const instance of [id, other.id]) {
			const updateFields = { configuration: enable };
			await run(manage('Events On', instance, { operation: 'update', updateFields }));
			simulator.emit(instance, [
				{ objectType: 'customers', objectId: String(instance), eventType: 'UPDATED' },
			]);
			await check(instance);
		}
		await simulator.settled();
		const activity = (name: string, operation: string, more: object = {}) =>
			manage(name, id, { resource: 'activity', operation, returnAll: true, ...more });
		const execution = await run(
			activity('Events', 'getEvents'),
			activity('Calls', 'getUsageLog', { logFilters: { searchText: '/ping' } }),
			activity('Objects', 'getObjects'),
		);

		expect(execution.data.resultData.error).toBeUndefined();
		expect(jsonOf(execution, 'Events')).toEqual([
			expect.objectContaining({ id: expect.any(String), status: expect.any(String) }),
		]);
		expect(jsonOf(execution, 'Calls')).toEqual([
			expect.objectContaining({
				request_uri: expect.stringMatching(/\/ping$/),
				request_status: 'SUCCESS',
			}),
		]);
		expect(jsonOf(execution, 'Objects')).toContainEqual(
			expect.objectContaining({ name: 'customers', type: 'ceCanonical' }),
		);
	});
});
