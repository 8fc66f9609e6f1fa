import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Credential } from '../../n8n/client/client.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { connect } from '../support/connected.mts';
import { revoke } from '../support/connection-health.mts';
import { jsonOf, node } from '../n8n/workflows.mts';
import type { Cluster } from './cluster.mts';
import { OFTEN } from './often.mts';
import { addCredential } from './place.mts';

/** What the Connection Health Trigger does in a cluster. */
export function tellsDeaths(clusterOf: () => Cluster): void {
	let simulator: Simulator;
	let account: Credential;

	beforeAll(async () => {
		simulator = await startSimulator();
		account = await addCredential(clusterOf(), simulator, 'ceDemoAccount0001');
	});

	afterAll(async () => {
		await simulator?.close();
	});

	it('a death is seen by the main process, told by a worker, and told once', async () => {
		const { client } = clusterOf();
		const customer = await connect(simulator, 'quickbooks', { tags: ['customer:cus_9'] });
		await connect(simulator);
		const workflow = await client.createWorkflow({
			name: 'Watch',
			nodes: [
				node(
					'Watch',
					'n8n-nodes-cloud-elements.connectionHealthTrigger',
					{ pollTimes: OFTEN },
					{ credentials: { cloudElementsApi: account } },
				),
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
		await client.unpublish(workflow.id);
	}, 180_000);
}
