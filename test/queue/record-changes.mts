import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { changesOf, changesWorkflow } from '../n8n/record-changes.mts';
import { connect } from '../support/connected.mts';
import { saveRecord } from '../support/record-changes.mts';
import type { Cluster } from './cluster.mts';
import { OFTEN } from './often.mts';
import { addCredential } from './place.mts';

/** What the Record Changes Trigger does in a cluster. */
export function tellsChanges(clusterOf: () => Cluster): void {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await startSimulator();
	});

	afterAll(async () => {
		await simulator?.close();
	});

	it('each change is told once, by whichever worker, and a new publication goes on', async () => {
		const { client } = clusterOf();
		const cloudElementsApi = await addCredential(clusterOf(), simulator, 'ceDemoAccount0001');
		const customer = await connect(simulator, 'quickbooks');
		const change = async (displayName: string) =>
			await saveRecord(simulator, customer, 'customers', { displayName });

		const parameters = { scope: 'all', pollTimes: OFTEN };
		const file = changesWorkflow(parameters, undefined, { cloudElementsApi });
		const workflow = await client.createWorkflow(file);
		await client.publish(workflow);
		const first = await change('First');
		const polled = await client.nextExecution(workflow.id, undefined, { timeoutMs: 120_000 });
		expect(changesOf(polled).map(({ record }) => record)).toEqual([first]);

		await client.unpublish(workflow.id);
		const meanwhile = await change('Meanwhile');
		await client.publish(await client.workflow(workflow.id));
		const next = await client.nextExecution(workflow.id, polled.id);
		expect(changesOf(next).map(({ record }) => record)).toEqual([meanwhile]);
		await client.unpublish(workflow.id);
		expect(new Set((await client.executions(workflow.id)).map(({ id }) => id)).size).toBe(2);
	}, 300_000);
}
