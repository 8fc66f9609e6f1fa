import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Credential } from '../../n8n/client/client.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { connect } from '../support/connected.mts';
import { revoke } from '../support/connection-health.mts';
import { jsonOf, node } from '../n8n/workflows.mts';
import { startCluster, type Cluster } from './cluster.mts';
import { addCredential } from './place.mts';

let cluster: Cluster;
let simulator: Simulator;
let account: Credential;

beforeAll(async () => {
	simulator = await startSimulator();
	cluster = await startCluster();
	account = await addCredential(cluster, simulator, 'ceDemoAccount0001');
}, 900_000);

afterAll(async () => {
	await cluster?.stop();
	await simulator?.close();
}, 120_000);

it('In queue mode a death is seen by the main process, told by a worker, and told once', async () => {
	const { client } = cluster;
	const customer = await connect(simulator, 'quickbooks', { tags: ['customer:cus_9'] });
	await connect(simulator);
	const parameters = { pollTimes: { item: [{ mode: 'everyMinute' }] } };
	const workflow = await client.createWorkflow({
		name: 'Watch',
		nodes: [
			node('Watch', 'n8n-nodes-cloud-elements.connectionHealthTrigger', parameters, {
				credentials: { cloudElementsApi: account },
			}),
			node('Tell', 'n8n-nodes-base.noOp', {}),
		],
		connections: { Watch: { main: [[{ node: 'Tell', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	revoke(simulator, customer);
	const execution = await client.nextExecution(workflow.id, undefined, { timeoutMs: 90_000 });
	expect(jsonOf(execution, 'Tell')).toEqual([
		expect.objectContaining({
			event: 'died',
			instanceId: String(customer.id),
			customerId: 'cus_9',
		}),
	]);
	for (let time = 0; time < 2; time++) {
		await client.unpublish(workflow.id);
		await client.publish(await client.workflow(workflow.id));
	}
	expect(await client.executions(workflow.id)).toHaveLength(1);
}, 180_000);
