import { describe, expect, it } from '@jest/globals';
import { connect } from '../support/connected.mts';
import { useHarness } from './harness.mts';
import { locator } from '../support/locators.mts';
import { jsonOf, ours, runChain } from './workflows.mts';

const harness = useHarness();

const manage = (name: string, parameters: Record<string, unknown>) => ({
	...ours(name, 'manageInstance', { resource: 'instance', ...parameters }),
	executeOnce: true,
	alwaysOutputData: true,
});
const list = (name: string, filters: object, more: object = {}) =>
	manage(name, { operation: 'getAll', returnAll: true, filters, ...more });

describe('Manage Instance, Get Many', () => {
	it('finds by tag, element, text and state, in full and in light rows', async () => {
		const { client, simulator } = harness;
		const [stripe, hubspot, books] = [
			await connect(simulator, 'stripe'),
			await connect(simulator, 'hubspot'),
			await connect(simulator, 'quickbooks'),
		];
		const execution = await runChain(client, 'Lists', [
			manage('Tag', {
				operation: 'update',
				instance: locator('id', stripe.id),
				updateFields: { tags: 'customer-42, gold' },
			}),
			manage('Off', { operation: 'disable', instance: locator('token', hubspot.token) }),
			list('All', {}),
			list('One', {}, { returnAll: false, limit: 1 }),
			list('By Tags', { tags: 'gold, customer-42' }),
			list('By Element', { element: locator('key', 'quickbooks') }),
			list('By Text', { searchText: 'HubSpot' }),
			list('Disabled', { disabled: true }),
			list('Not Valid', { valid: false }),
			list('Light', { tags: 'gold' }, { rows: 'light' }),
			manage('By ID', { operation: 'get', instance: locator('id', books.id) }),
			manage('By Token', { operation: 'get', instance: locator('token', books.token) }),
		]);

		expect(execution.data.resultData.error).toBeUndefined();
		const idsOf = (name: string) => jsonOf(execution, name).map(({ id }) => id);
		expect(idsOf('All')).toEqual([stripe.id, hubspot.id, books.id]);
		expect(idsOf('One')).toHaveLength(1);
		expect(idsOf('By Tags')).toEqual([stripe.id]);
		expect(idsOf('By Element')).toEqual([books.id]);
		expect(idsOf('By Text')).toEqual([hubspot.id]);
		expect(idsOf('Disabled')).toEqual([hubspot.id]);
		// n8n puts an empty item where a node that always gives data found nothing.
		expect(jsonOf(execution, 'Not Valid')).toEqual([{}]);
		expect(jsonOf(execution, 'Light')).toEqual([
			{
				id: stripe.id,
				name: 'stripe of a customer',
				token: stripe.token,
				element: { key: 'stripe' },
			},
		]);
		for (const name of ['By ID', 'By Token']) {
			expect(jsonOf(execution, name)).toEqual([
				expect.objectContaining({
					id: books.id,
					configuration: expect.objectContaining({ 'oauth.api.secret': '********' }),
				}),
			]);
		}
	});
});
