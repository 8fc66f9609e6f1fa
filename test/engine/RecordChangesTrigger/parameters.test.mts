import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { connect } from '../../support/connected.mts';
import { byId, byToken, locator } from '../../support/locators.mts';
import { changesPoller, saveRecord, useClock } from '../../support/record-changes.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
useClock(holder);

describe('The scope', () => {
	it.each<[string, (id: number) => INodeParameters, string[]]>([
		['all instances', () => ({ scope: 'all' }), ['one', 'other']],
		['those with a tag', () => ({ scope: 'tag', tag: ' production ' }), ['one']],
		['one by ID', (id) => ({ scope: 'instance', instance: byId(id) }), ['one']],
		[
			'one by its customer',
			() => ({ scope: 'instance', instance: locator('customer', 'cus_42') }),
			['one'],
		],
	])('of %s', async (_, parametersOf, watched) => {
		const tags = ['production', 'customer:cus_42'];
		const one = await connect(holder.simulator, 'quickbooks', { tags });
		const other = await connect(holder.simulator, 'quickbooks', { tags: ['production-2'] });
		const trigger = changesPoller(holder.simulator, parametersOf(one.id));
		expect(await trigger.publish()).toBeNull();
		await saveRecord(holder.simulator, one, 'customers', { displayName: 'New' });
		const names = new Map([
			[String(one.id), 'one'],
			[String(other.id), 'other'],
		]);
		const items = (await trigger.poll())?.[0] ?? [];
		expect(items.map(({ instanceId }) => names.get(instanceId as string))).toEqual(watched);
	});
});

describe('A trigger is not published', () => {
	it.each<[string, INodeParameters, RegExp]>([
		['without an object', { object: '' }, /No object was given/],
		['for a path about the account', { object: 'instances' }, /about your account/],
		['without a tag', { scope: 'tag', tag: ' ' }, /No tag was given/],
		['without an instance', { scope: 'instance', instance: byId('') }, /No instance was chosen/],
		['with a token', { scope: 'instance', instance: byToken('abc') }, /stored with the workflow/],
		['from no date', { startAt: 'soon' }, /Start At is not a date/],
		['for nobody', { scope: 'instance', instance: byId(999_999) }, /instance 999999/],
	])('%s', async (_, parameters, words) => {
		const trigger = changesPoller(holder.simulator, parameters);
		await expect(trigger.publish()).rejects.toThrow(words);
		expect(holder.simulator.requests({ path: '/customers' })).toEqual([]);
	});
});

describe('A test event', () => {
	it('is a record as it is, and leaves what is remembered alone', async () => {
		const { id } = await connect(holder.simulator, 'quickbooks', { tags: ['customer:cus_42'] });
		const trigger = changesPoller(holder.simulator);
		expect(await trigger.fetchTestEvent()).toEqual([
			[
				{
					instanceId: String(id),
					customerId: 'cus_42',
					element: 'quickbooks',
					object: 'customers',
					changeType: 'updated',
					record: expect.objectContaining({ id: '1|0' }),
				},
			],
			[],
		]);
		expect(trigger.kept).toBe('{}');
	});

	it('is looked for with the next instance where there is none', async () => {
		await connect(holder.simulator, 'stripe');
		const { id } = await connect(holder.simulator, 'quickbooks');
		holder.simulator.fault({ path: '/customers', status: 200, body: [] });
		const outputs = await changesPoller(holder.simulator).fetchTestEvent();
		expect(outputs?.[0]).toEqual([expect.objectContaining({ instanceId: String(id) })]);
	});

	it.each<[string, object, RegExp]>([
		['no record', { body: [], status: 200 }, /no record of customers to show/],
		['no answer', { status: 400, body: { message: 'Out of order' } }, /Out of order/],
	])('that cannot be had because there is %s says so', async (_, fault, words) => {
		await connect(holder.simulator, 'quickbooks');
		holder.simulator.fault({ path: '/customers', ...fault });
		const error = await changesPoller(holder.simulator)
			.fetchTestEvent()
			.catch((one: Error & { description?: string }) => `${one.message}\n${one.description}`);
		expect(error).toMatch(words);
	});
});
