import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { outputOf } from '../../support/engine/run-node.mts';
import { byId } from '../../support/locators.mts';
import { manage, onboard } from '../../support/manage-instance.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

describe('Manage Instance as the tool of a model', () => {
	it.each<[string, (id: number) => object]>([
		['get', (id) => ({ instance: byId(id) })],
		['getAll', () => ({})],
		['update', (id) => ({ instance: byId(id), updateFields: { name: 'Books' } })],
	])('keeps token and configuration to itself in %s', async (operation, parametersFor) => {
		const { id, token } = await onboard(holder.simulator, { customerId: 'cus_7' });
		const parameters = { ...parametersFor(id) } as INodeParameters;
		const as = async (type: string) =>
			outputOf(await manage(holder.simulator, operation, parameters, { type }))[0];
		expect(await as('manageInstance')).toMatchObject({ token, configuration: expect.anything() });
		const told = await as('manageInstanceTool');
		expect(told).toMatchObject({ id, customerId: 'cus_7', element: 'quickbooks', valid: true });
		expect(Object.keys(told ?? {})).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(token|configuration|providerData)$/)]),
		);
		expect(JSON.stringify(told)).not.toContain(token);
	});

	it('says the rest as it is', async () => {
		const { id } = await onboard(holder.simulator);
		const result = await manage(
			holder.simulator,
			'check',
			{ instance: byId(id) },
			{ type: 'manageInstanceTool' },
		);
		expect(outputOf(result)).toEqual([
			expect.objectContaining({ id, status: 'healthy', element: 'quickbooks' }),
		]);
	});
});
