import { afterEach, describe, expect, it } from '@jest/globals';
import type { WorkflowNode } from '../../n8n/client/client.mts';
import { until } from '../../n8n/polling.mts';
import { connect } from '../support/connected.mts';
import { locator } from '../support/locators.mts';
import { call } from '../support/platform.mts';
import { saveRecord } from '../support/record-changes.mts';
import { useHarness } from './harness.mts';
import {
	changesOf,
	changesWorkflow,
	CHANGES,
	nextSecond,
	toldBy,
	type Told,
} from './record-changes.mts';
import { customers, jsonOf, ours, runChain } from './workflows.mts';

const harness = useHarness();
/** A poll begins within a minute. */
const NEXT_POLL = { timeoutMs: 120_000 };
/** The workflow that the running test has published. */
let workflowId = '';

afterEach(async () => {
	if (workflowId !== '') await harness.client.unpublish(workflowId);
	workflowId = '';
});

const connectCustomer = async (customerId: string) =>
	await connect(harness.simulator, 'quickbooks', { tags: [`customer:${customerId}`] });
type Customer = Awaited<ReturnType<typeof connectCustomer>>;
const change = async (customer: Customer, displayName: string) =>
	await saveRecord(harness.simulator, customer, 'customers', { displayName });

async function publish(parameters: Record<string, unknown> = {}) {
	const { client } = harness;
	const workflow = await client.createWorkflow(changesWorkflow(parameters));
	workflowId = workflow.id;
	await client.publish(workflow);
}

/** Publishes what was edited; n8n polls with it. */
async function republish(edit: (node: WorkflowNode) => WorkflowNode) {
	const { client } = harness;
	await client.unpublish(workflowId);
	const { nodes, versionId } = await client.workflow(workflowId);
	const edited = nodes.map((one) => (one.id === 'trigger' ? edit(one) : one));
	const connections = changesWorkflow(
		{},
		edited.find(({ id }) => id === 'trigger')?.name,
	).connections;
	const body = { nodes: edited, connections, versionId };
	const saved = await client.rest.data<{ versionId: string }>(
		'PATCH',
		`/workflows/${workflowId}`,
		body,
	);
	await client.publish({ id: workflowId, versionId: saved.versionId });
}

/** All that was told so far, once it is enough. n8n polls when it likes, also between two changes. */
async function toldWhen(isEnough: (told: Told) => boolean): Promise<Told> {
	return await until(
		'what the trigger tells',
		async () => {
			const told = await toldBy(harness.client, workflowId);
			return isEnough(told) ? told : undefined;
		},
		NEXT_POLL,
	);
}

describe('A published Record Changes Trigger', () => {
	it('tells of changes by its own polls, and of the instance that fails once', async () => {
		const { client, simulator } = harness;
		const [one, other] = [await connectCustomer('cus_1'), await connectCustomer('cus_2')];
		await change(one, 'Before');
		await nextSecond();
		await publish({ scope: 'all' });
		expect(await client.executions(workflowId)).toEqual([]);
		await call(simulator, 'DELETE', `/instances/${other.id}/enabled`);
		const record = await change(one, 'After');
		const told = await toldWhen(({ changes, failed }) => changes.length > 0 && failed.length > 0);
		const ofOne = { instanceId: String(one.id), customerId: 'cus_1', element: 'quickbooks' };
		const created = { ...ofOne, object: 'customers', changeType: 'created' };
		const isDisabled = expect.objectContaining({
			instanceId: String(other.id),
			customerId: 'cus_2',
			details: expect.objectContaining({ code: 'instance_disabled' }),
		});
		expect(told).toEqual({ changes: [{ ...created, record }], failed: [isDisabled] });
		const second = await change(one, 'Later');
		await republish((trigger) => trigger);
		expect(await toldWhen(({ changes }) => changes.length > 1)).toEqual({
			changes: [
				{ ...created, record },
				{ ...created, record: second },
			],
			failed: [isDisabled],
		});
	}, 300_000);

	it('keeps its place when the workflow is edited, and its node renamed', async () => {
		const { client } = harness;
		const customer = await connectCustomer('cus_1');
		await publish({ scope: 'instance', instance: locator('id', customer.id) });
		const names = ['Scope', 'Name'];
		const edits: Array<(one: WorkflowNode) => WorkflowNode> = [
			(one) => ({ ...one, parameters: { ...one.parameters, scope: 'tag', tag: 'customer:cus_1' } }),
			(one) => ({ ...one, name: 'What Changed' }),
		];
		let before: string | undefined;
		for (const [index, edit] of edits.entries()) {
			await change(customer, names[index] as string);
			await republish(edit);
			const execution = await client.nextExecution(workflowId, before, NEXT_POLL);
			before = execution.id;
			const told = [...changesOf(execution), ...changesOf(execution, 'What Changed')];
			expect(told.map(({ record }) => (record as { displayName: string }).displayName)).toEqual([
				names[index],
			]);
		}
	}, 300_000);

	it('gives a record to whoever fetches a test event', async () => {
		const { client } = harness;
		const customer = await connectCustomer('cus_1');
		const { id } = await client.createWorkflow(changesWorkflow({ scope: 'all' }));
		const execution = await client.run(id, CHANGES);
		expect(changesOf(execution)).toEqual([
			expect.objectContaining({
				instanceId: String(customer.id),
				record: expect.objectContaining({ id: '1|0' }),
			}),
		]);
	});
});

it('Get Many gives the records that changed since the date picker’s date', async () => {
	const customer = await connectCustomer('cus_1');
	const then = new Date(Date.now() - 60_000).toISOString();
	const record = await change(customer, 'New');
	const execution = await runChain(harness.client, 'Changed', [
		customers([{ ...customer, then }]),
		ours('Records', 'elementRequest', {
			operation: 'getAll',
			instance: locator('token', '={{ $json.token }}'),
			object: locator('name', 'customers'),
			options: { changedSince: '={{ $json.then }}' },
		}),
	]);
	expect(jsonOf(execution, 'Records')).toEqual([record]);
});
