import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Credential, WorkflowNode } from '../../demo/n8n/client.mts';
import { demoCredentials } from '../../demo/credentials.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { connect } from '../connected.mts';
import { answerConsent } from '../consent.mts';
import { deliver, delivery, deliveryOf, event, eventWorkflow, TRIGGER } from '../n8n/events.mts';
import { jsonOf, node, runChain } from '../n8n/workflows.mts';
import { startCluster, type Cluster } from './cluster.mts';

let cluster: Cluster;
let simulator: Simulator;
/** By type. */
let credentials: Record<string, Credential>;

beforeAll(async () => {
	simulator = await startSimulator();
	cluster = await startCluster(2);
	const addresses = { n8n: cluster.webhooks.origin, api: simulator.apiUrl, smtpPort: 0 };
	const wanted = demoCredentials(addresses, simulator.accounts.main).filter(({ id }) =>
		['ceDemoAccount0001', 'ceDemoQboOAuth101'].includes(id),
	);
	const made = wanted.map(async (one) => await cluster.client.createCredential(one));
	credentials = Object.fromEntries((await Promise.all(made)).map((one) => [one.type, one]));
}, 900_000);

afterAll(async () => {
	await cluster?.stop();
	await simulator?.close();
}, 120_000);

beforeEach(() => {
	simulator.reset();
});

const ours = (name: string, type: string, parameters: Record<string, unknown> = {}) =>
	node(name, `n8n-nodes-cloud-elements.${type}`, parameters, {
		credentials: credentials as unknown as WorkflowNode['credentials'],
	});

describe('In queue mode', () => {
	it('a link that one process made is received by a second and provisioned by a third', async () => {
		const { client, webhooks } = cluster;
		const receiver = await client.createWorkflow({
			name: 'Receive',
			nodes: [
				{
					...ours('Callback', 'oAuthCallbackTrigger', { path: 'quickbooks-guide' }),
					webhookId: crypto.randomUUID(),
				},
				ours('Create', 'createInstance', { callback: '={{ $json }}' }),
			],
			connections: { Callback: { main: [[{ node: 'Create', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		await client.publish(receiver);
		const link = await runChain(client, 'Link', [
			ours('Link', 'getOAuthUrl', { context: '{"customerId":"cus_42"}' }),
		]);
		const callback = await answerConsent(jsonOf(link, 'Link')[0]?.oauthUrl as string);
		expect(new URL(callback).origin).toBe(webhooks.origin);

		// A page that was loaded twice makes two executions, perhaps on two workers.
		const pages = await Promise.all([fetch(callback), fetch(callback)]);
		expect(pages.map(({ status }) => status)).toEqual([200, 200]);
		const first = await client.nextExecution(receiver.id);
		const second = await client.nextExecution(receiver.id, first.id);
		const instances = [first, second].flatMap((one) => jsonOf(one, 'Create'));
		expect(instances).toHaveLength(2);
		expect(new Set(instances.map(({ id }) => id)).size).toBe(1);
		expect(jsonOf(first, 'Callback')[0]).toMatchObject({ context: { customerId: 'cus_42' } });
	});

	it('a worker remembers the events that another one has had', async () => {
		const { client } = cluster;
		const customer = await connect(simulator);
		const file = eventWorkflow(customer.id);
		const [trigger] = file.nodes as [WorkflowNode];
		const { cloudElementsApi } = credentials;
		const nodes = [{ ...trigger, credentials: { cloudElementsApi } }] as WorkflowNode[];
		const workflow = await client.createWorkflow({ ...file, nodes });
		await client.publish(workflow);
		const target = await deliveryOf(simulator, customer.id);

		expect(await deliver(target, delivery('1', event('7')))).toBe(200);
		const first = await client.nextExecution(workflow.id);
		expect(await deliver(target, delivery('1', event('7')))).toBe(200);
		const second = await client.nextExecution(workflow.id, first.id);
		expect(jsonOf(first, TRIGGER)).toEqual([expect.objectContaining({ objectId: '7' })]);
		expect(jsonOf(second, TRIGGER)).toEqual([]);
		await client.unpublish(workflow.id);
	});
});
