import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import { accountCredential } from '../../support/credentials.mts';
import { Receiver } from '../../support/engine/event-receiver.mts';
import { byCustomer, byToken, locator } from '../../support/locators.mts';
import { call, instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const TAGS = ['customer:cus_42'];
let customer: Connected;
let n8n: Receiver;

const choose = (instance: unknown, more: IDataObject = {}) => {
	n8n.parameters = { instance, ...more } as never;
};
const emit = async () => {
	const event = { objectId: '1', objectType: 'customers', eventType: 'UPDATED' } as const;
	holder.simulator.emit(customer.id, [event]);
	await holder.simulator.settled();
};
const callbackUrl = async ({ id } = customer) => {
	const found = (await instancesAt(holder.simulator)).find((one) => one.id === id);
	return found?.configuration['event.notification.callback.url'] ?? '';
};

beforeEach(async () => {
	customer = await connect(holder.simulator, 'stripe', { tags: TAGS });
	n8n = await new Receiver(accountCredential(holder.simulator), {}).start();
	choose(byCustomer('cus_42'));
});

describe('A trigger for a customer', () => {
	it('receives the signed events of the customer’s instance, without a look-up for each', async () => {
		await n8n.publish();
		expect(await callbackUrl()).toBe(n8n.url());
		const before = holder.simulator.requests().length;
		await emit();
		expect(n8n.executions).toEqual([[expect.objectContaining({ instanceId: customer.id })]]);
		expect(holder.simulator.requests()).toHaveLength(before);
	});

	it('is registered for good: n8n may start again', async () => {
		await n8n.publish();
		expect(await n8n.step('checkExists')).toBe(true);
	});

	it('has its events of the element that was chosen, where the customer has several', async () => {
		const other = await connect(holder.simulator, 'quickbooks', { tags: TAGS });
		await expect(n8n.publish()).rejects.toThrow(
			new RegExp(`2 instances of customer cus_42.*${other.id} \\(quickbooks\\)`),
		);
		choose(byCustomer('cus_42'), { customerElement: locator('key', 'stripe') });
		await n8n.publish();
		await emit();
		expect(n8n.executions).toHaveLength(1);
		expect(await callbackUrl(other)).toBe('');
	});

	it('leaves its instance as it was, also when that is another customer’s by now', async () => {
		await n8n.publish();
		await call(holder.simulator, 'PATCH', `/instances/${customer.id}`, {
			body: { tags: ['customer:cus_43'] },
		});
		await n8n.unpublish();
		expect(await callbackUrl()).toBe('');
		expect(n8n.kept).not.toContain(String(customer.id));
	});

	it('turns to the new instance of a customer who connected once more', async () => {
		await n8n.publish();
		await call(holder.simulator, 'DELETE', `/instances/${customer.id}`);
		customer = await connect(holder.simulator, 'stripe', { tags: TAGS });
		await n8n.publish();
		await emit();
		expect(n8n.executions).toEqual([[expect.objectContaining({ instanceId: customer.id })]]);
	});

	it('takes no event that another customer’s trigger would take', async () => {
		await n8n.publish();
		choose(byCustomer('cus_43'));
		await emit();
		expect(n8n.answers).toEqual([401]);
	});

	it('has the customer’s instance in a sample event', async () => {
		await fetch(n8n.url(true));
		expect(n8n.executions).toEqual([[expect.objectContaining({ instanceId: customer.id })]]);
		choose(byCustomer('nobody'));
		await fetch(n8n.url(true));
		expect(n8n.executions[1]).toEqual([expect.objectContaining({ instanceId: null })]);
	});

	it('is refused where there is no such customer', async () => {
		choose(byCustomer('nobody'));
		await expect(n8n.publish()).rejects.toThrow(/No instance of customer nobody/);
	});

	it('cannot be had by a token, which would be stored with the workflow', async () => {
		choose(byToken(customer.token));
		const outcome = n8n.publish();
		await expect(outcome).rejects.toThrow(/token of a trigger would be stored/);
		await expect(outcome).rejects.not.toThrow(customer.token);
	});
});
