import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WorkflowNode } from '../../demo/n8n/client.mts';
import { openHarness, type Harness } from './harness.mts';
import { jsonOf } from './workflows.mts';

let harness: Harness;

beforeAll(async () => {
	harness = await openHarness();
}, 900_000);

afterAll(async () => {
	await harness?.close();
});

beforeEach(() => {
	harness.simulator.reset();
});

/** Connects the three customers of the example and returns what it says of them. */
async function connectCustomers() {
	const execution = await harness.client.run('ceExQuickQbo0001', 'Start Here');
	return jsonOf(execution, 'Connected');
}

async function configurationOf(instanceId: unknown): Promise<Record<string, string | null>> {
	const { simulator } = harness;
	const { userSecret, organizationSecret } = simulator.accounts.main;
	const answer = await fetch(`${simulator.apiUrl}/instances/${String(instanceId as number)}`, {
		headers: { authorization: `User ${userSecret}, Organization ${organizationSecret}` },
	});
	return ((await answer.json()) as { configuration: Record<string, string | null> }).configuration;
}

describe('Read the invoices of every customer', () => {
	it("reads each account with its own token, and no output holds another customer's", async () => {
		const customers = await connectCustomers();
		const execution = await harness.client.run('ceExInvoices0001', 'Start Here');

		expect(execution.data.resultData.error).toBeUndefined();
		const invoices = jsonOf(execution, 'Invoice');
		expect(new Set(invoices.map(({ customer }) => customer))).toEqual(
			new Set(customers.map(({ customer }) => customer)),
		);
		const sent = harness.simulator
			.requests({ path: /\/invoices$/ })
			.map(({ headers }) => /Element (\S+)/.exec(String(headers.authorization))?.[1]);
		expect(new Set(sent)).toEqual(new Set(customers.map(({ token }) => token)));
	});
});

describe('Cloud Elements: Element Event Trigger', () => {
	it('receives signed events while published, and leaves the instance as it was', async () => {
		const { client, simulator } = harness;
		const [customer] = await connectCustomers();
		const before = await configurationOf(customer?.instanceId);
		const trigger: WorkflowNode = {
			id: 'trigger',
			name: 'Trigger',
			type: 'n8n-nodes-cloud-elements.elementEventTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: '5f1d8f0e-6a0b-4a53-9b5e-0c3c3f5f7a99',
			parameters: {
				instance: { __rl: true, mode: 'id', value: `${customer?.instanceId as number}` },
			},
			credentials: { cloudElementsApi: { id: 'ceDemoAccount0001', name: 'Cloud Elements (demo)' } },
		};
		const workflow = await client.createWorkflow({
			name: 'Events',
			nodes: [trigger],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		await client.publish(workflow);
		const url = (await configurationOf(customer?.instanceId))['event.notification.callback.url'];
		expect(url).toContain(harness.session.origin.replace('127.0.0.1', 'localhost'));

		const forged = await fetch(url as string, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'Elements-Webhook-Signature': 'sha256=AAAA' },
			body: '{"message":{"eventId":"1","events":[]}}',
		});
		expect(forged.status).toBe(401);
		expect(await client.executions(workflow.id)).toEqual([]);

		simulator.emit(
			customer?.instanceId as number,
			[{ objectType: 'customers', objectId: '7', eventType: 'UPDATED' }] as never,
		);
		await simulator.settled();
		const execution = await client.nextExecution(workflow.id);
		expect(jsonOf(execution, 'Trigger')).toEqual([
			expect.objectContaining({ objectType: 'customers', objectId: '7', eventType: 'UPDATED' }),
		]);

		await client.unpublish(workflow.id);
		const after = await configurationOf(customer?.instanceId);
		for (const key of ['event.notification.enabled', 'event.notification.callback.url']) {
			expect([key, after[key] || null]).toEqual([key, before[key] || null]);
		}
	});
});
