import { describe, expect, it } from '@jest/globals';
import { locator } from '../support/locators.mts';
import { callAs } from '../support/platform.mts';
import { connectThreeKinds } from '../support/three-kinds.mts';
import { useHarness } from './harness.mts';
import { jsonOf, ours, runChain, START } from './workflows.mts';

const harness = useHarness();

describe('Same invoices from three kinds of software', () => {
	it('gives all invoices of QuickBooks, Xero and FreshBooks in one shape', async () => {
		const { client, simulator } = harness;
		const accounts = await connectThreeKinds(simulator);
		const execution = await client.run('ceExSameInv00001', START);

		expect(execution.data.resultData.error).toBeUndefined();
		expect(jsonOf(execution, 'Starter Set')).toHaveLength(4);
		const invoices = jsonOf(execution, 'Invoice');
		for (const [software, { token }] of Object.entries(accounts)) {
			const { headers } = await callAs(simulator, token, 'GET', '/invoices?returnCount=true');
			const own = invoices.filter((invoice) => invoice.software === software);
			expect(own).toHaveLength(Number(headers.get('elements-total-count')));
		}
		for (const invoice of invoices) {
			expect(invoice).toMatchObject({
				id: expect.any(String),
				number: expect.any(String),
				customerId: expect.any(String),
				date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
				total: expect.any(Number),
				amountDue: expect.any(Number),
				lines: expect.any(Array),
			});
		}
	});
});

describe('A common resource', () => {
	it('is defined, mapped and read by one workflow', async () => {
		const { client, simulator } = harness;
		const { xero } = await connectThreeKinds(simulator);
		const commonResource = locator('name', 'people');
		const manage = (name: string, operation: string, parameters: Record<string, unknown>) =>
			ours(name, 'manageInstance', {
				resource: 'commonResource',
				operation,
				commonResource,
				...parameters,
			});
		const execution = await runChain(client, 'People', [
			manage('Define', 'define', { definition: { field: [{ path: 'name', type: 'string' }] } }),
			manage('Map', 'map', {
				element: locator('key', 'xero'),
				vendorName: 'customer',
				mapping: { field: [{ path: 'name', vendorPath: 'Name' }] },
			}),
			ours('People', 'elementRequest', {
				resource: 'record',
				operation: 'getAll',
				instance: locator('token', xero.token),
				object: locator('name', 'people'),
				limit: 2,
			}),
		]);

		expect(execution.data.resultData.error).toBeUndefined();
		expect(jsonOf(execution, 'People')).toEqual([{ name: 'Abbott 1' }, { name: 'Brandt 1' }]);
	});
});
