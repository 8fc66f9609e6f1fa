import { describe, expect, it } from '@jest/globals';
import { useHarness } from './harness.mts';
import { locator } from '../support/locators.mts';
import { account, jsonOf, node, ours, runChain, START } from './workflows.mts';

const harness = useHarness();

const manage = (name: string, instanceId: unknown, parameters: Record<string, unknown>) => ({
	...ours(name, 'manageInstance', {
		resource: 'instance',
		instance: locator('id', instanceId),
		...parameters,
	}),
	executeOnce: true,
});

describe('Cloud Elements: Manage Instance', () => {
	it("changes, switches off and on, reads and deletes an instance, beside n8n's HTTP Request", async () => {
		const { client, simulator } = harness;
		const quick = await client.run('ceExQuickQbo0001', START);
		const { instanceId, token } = jsonOf(quick, 'Connected')[0] ?? {};
		const execution = await runChain(client, 'Manage', [
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
				{ typeVersion: 4.2, credentials: account, executeOnce: true },
			),
			manage('Delete', instanceId, { operation: 'delete' }),
		]);

		expect(execution.data.resultData.error).toBeUndefined();
		expect(jsonOf(execution, 'Update')[0]).toMatchObject({
			name: 'New name',
			tags: ['QBO Token', 'gold'],
		});
		expect(jsonOf(execution, 'Disable')[0]).toMatchObject({ disabled: true });
		expect(jsonOf(execution, 'Enable')[0]).toMatchObject({ disabled: false });
		expect(jsonOf(execution, 'Get')[0]).toMatchObject({ id: instanceId, token, disabled: false });
		expect(jsonOf(execution, 'Objects')[0]).toMatchObject({ name: expect.any(String) });
		expect(jsonOf(execution, 'Ping')).toHaveLength(1);
		expect(jsonOf(execution, 'Delete')[0]).toEqual({ deleted: true, id: instanceId });
	});
});
