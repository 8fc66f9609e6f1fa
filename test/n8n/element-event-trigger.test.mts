import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../n8n/polling.mts';
import { connect, type Connected } from '../support/connected.mts';
import { call } from '../support/platform.mts';
import {
	configurationOf,
	deliver,
	deliverElsewhere,
	delivery,
	deliveryOf,
	EARLIER,
	event,
	eventWorkflow,
	TRIGGER,
} from './events.mts';
import { useHarness } from './harness.mts';
import { jsonOf } from './workflows.mts';

const harness = useHarness();
let customer: Connected;
/** The workflow that the running test has published. */
let workflowId = '';

beforeEach(async () => {
	customer = await connect(harness.simulator);
	await deliverElsewhere(harness.simulator, customer.id);
});

afterEach(async () => {
	await harness.client.unpublish(workflowId);
});

async function publish(parameters: Record<string, unknown> = {}) {
	const { client, simulator } = harness;
	const workflow = await client.createWorkflow(eventWorkflow(customer.id, parameters));
	workflowId = workflow.id;
	await client.publish(workflow);
	return await deliveryOf(simulator, customer.id);
}

/** Items of all executions, the oldest first, once there are so many. */
async function received(count: number) {
	const { client } = harness;
	const executions = await until('the executions', async () => {
		const found = await client.executions(workflowId);
		return new Set(found.map(({ id }) => id)).size >= count ? found : undefined;
	});
	// One that ends while n8n looks stands in its list twice.
	const ids = [...new Set(executions.map(({ id }) => id))].reverse();
	const finished = ids.map(async (id) => await client.finishedExecution(id));
	return (await Promise.all(finished)).map((one) => jsonOf(one, TRIGGER));
}

describe('A published Element Event Trigger', () => {
	it('points the events at itself and makes a key; afterwards all is as it was', async () => {
		const { url, key } = await publish();
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/webhook\/[\w-]+\/events$/);
		expect(key).toHaveLength(43);
		await harness.client.unpublish(workflowId);
		expect(await configurationOf(harness.simulator, customer.id)).toMatchObject(EARLIER);
	});

	it('answers a wrong, an old or no signature with 401 and starts nothing', async () => {
		const target = await publish();
		const body = delivery('1', event('7'));
		expect(await deliver(target, body, 'sha256=AAAA')).toBe(401);
		expect(await deliver(target, body, 'sha1=AAAA')).toBe(401);
		expect(await deliver(target, body, null)).toBe(401);
		expect(
			await deliver({ ...target, key: EARLIER['event.notification.signature.key'] }, body),
		).toBe(401);
		expect(await deliver(target, body)).toBe(200);
		expect(await received(1)).toEqual([[expect.objectContaining({ objectId: '7' })]]);
	});

	it.each(['current', 'older'] as const)(
		'gives an item for each event of a delivery in the %s shape',
		async (shape) => {
			await publish();
			const changes = ['1', '2'].map(
				(objectId) => ({ objectType: 'customers', objectId, eventType: 'CREATED' }) as const,
			);
			harness.simulator.emit(customer.id, [...changes], shape);
			await harness.simulator.settled();
			const expected = {
				eventId: expect.any(String),
				eventType: 'CREATED',
				objectType: 'customers',
				elementKey: 'stripe',
			};
			const [items] = await received(1);
			expect(items).toEqual(
				['1', '2'].map((objectId) => expect.objectContaining({ ...expected, objectId })),
			);
			expect(items?.map(({ instanceId }) => Number(instanceId))).toEqual([
				customer.id,
				customer.id,
			]);
		},
	);

	it('gives a delivery as it came when that is wanted', async () => {
		const target = await publish({ output: 'delivery' });
		const body = delivery('1', event('7'), event('8'));
		await deliver(target, body);
		expect(await received(1)).toEqual([[body]]);
	});

	it('drops what comes a second time, and what is not wanted', async () => {
		const target = await publish({ objects: 'customers', eventTypes: ['UPDATED'] });
		const answers = [await deliver(target, delivery('1', event('1')))];
		// The platform repeats a delivery seconds later, not while the first is being worked on.
		await received(1);
		answers.push(
			await deliver(target, delivery('1', event('1'))),
			await deliver(target, delivery('2', event('2', { eventType: 'DELETED' }))),
			await deliver(target, delivery('3', event('3', { objectType: 'invoices' }))),
			await deliver(target, delivery('4', event('4'), event('5', { objectType: 'invoices' }))),
		);
		expect(answers).toEqual([200, 200, 200, 200, 200]);
		const objects = (await received(3)).map((items) => items.map(({ objectId }) => objectId));
		expect(objects).toEqual([['1'], [], ['4']]);
	});

	it('goes on after its node was renamed, and gives back what was there before it', async () => {
		const { client, simulator } = harness;
		await publish();
		const { nodes, versionId } = await client.workflow(workflowId);
		const renamed = nodes.map((one) => ({ ...one, name: 'Another name' }));
		const saved = await client.rest.data<{ versionId: string }>(
			'PATCH',
			`/workflows/${workflowId}`,
			{ nodes: renamed, connections: {}, versionId },
		);
		await client.publish({ id: workflowId, versionId: saved.versionId });
		const target = await deliveryOf(simulator, customer.id);
		expect(await deliver(target, delivery('1', event('7')))).toBe(200);
		await received(1);
		await client.unpublish(workflowId);
		expect(await configurationOf(simulator, customer.id)).toMatchObject(EARLIER);
	});

	it('is not published for an instance that does not exist, and says which and where', async () => {
		const { client } = harness;
		const file = eventWorkflow(999_999, {});
		const workflow = await client.createWorkflow({ ...file, name: 'Of nobody' });
		workflowId = workflow.id;
		await expect(client.publish(workflow)).rejects.toThrow(
			new RegExp(`"Of nobody" \\(${workflow.id}\\): There is no instance 999999 .*Choose another`),
		);
		// n8n tries again for as long as it is published.
		await client.rest.data('POST', `/workflows/${workflow.id}/deactivate`, {});
		await until('n8n having given up', async () => {
			const { triggers } = await client.rest.data<{ triggers: unknown[] }>(
				'GET',
				`/workflows/${workflow.id}/publication-status`,
			);
			return triggers.length === 0 ? true : undefined;
		});
	});

	it('can be unpublished although its instance was deleted', async () => {
		const { client, simulator } = harness;
		await publish();
		await call(simulator, 'DELETE', `/instances/${customer.id}`);
		await client.unpublish(workflowId);
		expect(await client.workflow(workflowId)).toMatchObject({ activeVersionId: null });
	});
});

describe('Listening in the editor', () => {
	const listen = async (parameters: Record<string, unknown> = {}) => {
		const { client } = harness;
		const file = eventWorkflow(customer.id, parameters);
		const { id } = await client.createWorkflow(file);
		workflowId = id;
		const listening = await client.rest.data('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: TRIGGER },
		});
		expect(listening).toEqual({ waitingForWebhook: true });
		const { webhookId } = file.nodes[0] as { webhookId?: string };
		return `${client.origin}/webhook-test/${webhookId}/events`;
	};

	it('gives a sample event to whoever opens the test URL, and leaves the instance alone', async () => {
		const url = await listen({ objects: 'invoices', eventTypes: ['DELETED'] });
		expect((await fetch(url)).status).toBe(200);
		expect(await received(1)).toEqual([
			[expect.objectContaining({ objectType: 'invoices', eventType: 'DELETED', objectId: '42' })],
		]);
		expect(await configurationOf(harness.simulator, customer.id)).toMatchObject(EARLIER);
	});

	it('waits for a real event when that is wanted, and gives back where events went', async () => {
		const { simulator } = harness;
		const url = await listen({ whileTesting: 'real' });
		const target = await deliveryOf(simulator, customer.id);
		expect(new URL(target.url).pathname).toBe(new URL(url).pathname);
		expect(await deliver(target, delivery('1', event('7')))).toBe(200);
		expect(await received(1)).toEqual([[expect.objectContaining({ objectId: '7' })]]);
		await until('the earlier receiver having its events back', async () => {
			const now = await deliveryOf(simulator, customer.id);
			return now.url === EARLIER['event.notification.callback.url'] ? true : undefined;
		});
	});
});
