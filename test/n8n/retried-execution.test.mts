import { describe, expect, it } from '@jest/globals';
import { useHarness } from './harness.mts';
import { jsonOf, START } from './workflows.mts';

const harness = useHarness();

describe('An execution that failed half-way and is retried', () => {
	it('makes what was missing, and no second instance of what was there', async () => {
		const { client, simulator } = harness;
		const example = await client.workflow('ceExQuickQbo0001');
		const nodes = example.nodes.map((one) =>
			one.name === 'Quick Provision QBO'
				? { ...one, onError: 'stopWorkflow', parameters: { ...one.parameters, options: {} } }
				: one,
		);
		const { name, connections, settings } = example;
		const workflow = await client.createWorkflow({
			name: `${name} (stops)`,
			nodes,
			connections,
			settings,
		});
		const POST = { method: 'POST', path: '/instances$' } as const;
		simulator.fault({ ...POST, after: 2, status: 400, body: { message: 'Not now' } });
		const failed = await client.run(workflow.id, START);
		expect(failed.status).toBe('error');

		const retry = await client.rest.data<{ id: string }>('POST', `/executions/${failed.id}/retry`, {
			loadWorkflow: false,
		});
		const retried = await client.finishedExecution(retry.id);

		expect(retried).toMatchObject({ mode: 'retry', status: 'success' });
		const connected = jsonOf(retried, 'Connected');
		expect(connected).toHaveLength(3);
		expect(new Set(connected.map(({ instanceId }) => instanceId)).size).toBe(3);
		const posts = simulator.requests({ method: 'POST', path: /\/instances$/ });
		expect(posts.filter(({ status }) => status === 200)).toHaveLength(3);
	});
});
