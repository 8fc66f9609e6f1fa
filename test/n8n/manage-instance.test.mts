import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowNode } from '../../demo/n8n/client.mts';
import { outputOf, type Execution } from '../../demo/n8n/executions.mts';
import { openHarness, type Harness } from './harness.mts';

const credentials = {
	cloudElementsApi: { id: 'ceDemoAccount0001', name: 'Cloud Elements (demo)' },
};

let harness: Harness;

beforeAll(async () => {
	harness = await openHarness();
}, 900_000);

afterAll(async () => {
	await harness?.close();
});

const node = (
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	typeVersion = 1,
): WorkflowNode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	credentials,
});

const manage = (name: string, instanceId: unknown, parameters: Record<string, unknown>) =>
	node(name, 'n8n-nodes-cloud-elements.manageInstance', {
		resource: 'instance',
		instance: { __rl: true, mode: 'id', value: `${instanceId as number}` },
		...parameters,
	});

const jsonOf = (execution: Execution, name: string) => outputOf(execution, name)[0]?.json;

describe('Cloud Elements: Manage Instance', () => {
	it("changes, switches off and on, reads and deletes an instance, beside n8n's HTTP Request", async () => {
		const { client, simulator } = harness;
		const quick = await client.run('ceExQuickQbo0001', 'Start Here');
		const { instanceId, token } = jsonOf(quick, 'Connected') ?? {};
		const nodes = [
			node('Start Here', 'n8n-nodes-base.manualTrigger', {}),
			manage('Update', instanceId, {
				operation: 'update',
				updateFields: { name: 'New name', addTags: 'gold' },
			}),
			manage('Disable', instanceId, { operation: 'disable' }),
			manage('Enable', instanceId, { operation: 'enable' }),
			manage('Get', instanceId, { operation: 'get' }),
			manage('Objects', instanceId, { resource: 'activity', operation: 'getObjects' }),
			node(
				'Ping',
				'n8n-nodes-base.httpRequest',
				{
					url: `${simulator.apiUrl}/ping`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'cloudElementsApi',
					sendHeaders: true,
					headerParameters: {
						parameters: [{ name: 'x-cloud-elements-element-token', value: token }],
					},
				},
				4.2,
			),
			manage('Delete', instanceId, { operation: 'delete' }),
		].map((one, index) => ({ ...one, executeOnce: index > 0 }));
		const workflow = await client.createWorkflow({
			name: 'Manage',
			nodes,
			connections: Object.fromEntries(
				nodes
					.slice(0, -1)
					.map(({ name }, index) => [
						name,
						{ main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
					]),
			),
			settings: { executionOrder: 'v1' },
		});
		const execution = await client.run(workflow.id, 'Start Here');

		expect(execution.data.resultData.error).toBeUndefined();
		expect(jsonOf(execution, 'Update')).toMatchObject({
			name: 'New name',
			tags: ['QBO Token', 'gold'],
		});
		expect(jsonOf(execution, 'Disable')).toMatchObject({ disabled: true });
		expect(jsonOf(execution, 'Enable')).toMatchObject({ disabled: false });
		expect(jsonOf(execution, 'Get')).toMatchObject({ id: instanceId, token, disabled: false });
		expect(jsonOf(execution, 'Objects')).toEqual({ name: expect.any(String) });
		expect(outputOf(execution, 'Ping')).toHaveLength(1);
		expect(jsonOf(execution, 'Delete')).toEqual({ deleted: true, id: instanceId });
	});
});
