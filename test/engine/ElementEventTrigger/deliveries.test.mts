import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import { accountCredential } from '../../support/credentials.mts';
import { Receiver } from '../../support/engine/event-receiver.mts';
import { byId } from '../../support/locators.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
let customer: Connected;
let n8n: Receiver;

const parametersOf = (more: IDataObject = {}) =>
	({ instance: byId(customer.id), ...more }) as never;

beforeEach(async () => {
	customer = await connect(holder.simulator);
	n8n = await new Receiver(accountCredential(holder.simulator), parametersOf()).start();
});

const configuration = async () => {
	const found = (await instancesAt(holder.simulator)).find(({ id }) => id === customer.id);
	return found?.configuration ?? {};
};
const change = (objectId: string, objectType = 'customers', eventType = 'UPDATED') =>
	({ objectId, objectType, eventType }) as never;
const emit = async (changes: never[], shape?: 'current' | 'older') => {
	holder.simulator.emit(customer.id, changes, shape);
	await holder.simulator.settled();
};
const ids = () => n8n.executions.map((items) => items.map(({ objectId }) => objectId));

describe('A published event trigger', () => {
	beforeEach(async () => await n8n.publish());

	it('has the instance deliver signed events to its webhook', async () => {
		expect(await configuration()).toMatchObject({
			'event.notification.enabled': 'true',
			'event.notification.type': 'webhook',
			'event.notification.callback.url': n8n.url(),
			'event.notification.signature.key': expect.stringMatching(/^[\w-]{43}$/),
		});
	});

	it('starts an execution for a delivery, with an item for each of its events', async () => {
		await emit([change('1'), change('2', 'invoices', 'CREATED')]);
		expect(n8n.executions).toHaveLength(1);
		expect(n8n.executions[0]?.[1]).toEqual({
			eventId: expect.stringMatching(/^\d+$/),
			eventType: 'CREATED',
			objectType: 'invoices',
			objectId: '2',
			elementKey: 'stripe',
			instanceId: customer.id,
			date: expect.stringMatching(/^\d{4}-/),
		});
		expect(n8n.answers).toEqual([200]);
	});

	it('reads the older form of deliveries to the same items', async () => {
		await emit([change('1')], 'current');
		await emit([change('1')], 'older');
		const [current, older] = n8n.executions.map(([item]) => item);
		expect({ ...older, eventId: 0, date: 0 }).toEqual({ ...current, eventId: 0, date: 0 });
		expect(older?.eventId).not.toBe(current?.eventId);
	});

	it('takes the parts of a large change, each once', async () => {
		await emit(Array.from({ length: 45 }, (_, index) => change(String(index))));
		expect(ids().flat().sort()).toEqual(Array.from({ length: 45 }, (_, n) => String(n)).sort());
		expect(n8n.executions).toHaveLength(5);
	});

	const post = async (headers: Record<string, string>, body = '{"message":{"eventId":"1"}}') =>
		(await fetch(n8n.url(), { method: 'POST', headers, body })).status;
	const signed = async (body: string, algorithm = 'sha256') => {
		const key = (await configuration())['event.notification.signature.key'] ?? '';
		const digest = createHmac(algorithm, key).update(body).digest('base64');
		return { 'elements-webhook-signature': `${algorithm}=${digest}` };
	};

	it('refuses a delivery without the right signature, and starts nothing', async () => {
		const body = '{"message":{"eventId":"1","raw":{"objectType":"customers"}}}';
		const { 'elements-webhook-signature': right } = await signed(body);
		const wrong = [
			{},
			{ 'elements-webhook-signature': '' },
			{ 'elements-webhook-signature': right.slice(0, -4) },
			{ 'elements-webhook-signature': right.replace('sha256=', '') },
			await signed(`${body} `),
			await signed(body, 'sha1'),
		];
		for (const headers of wrong) expect(await post(headers as never, body)).toBe(401);
		expect(n8n.executions).toEqual([]);
		expect(await post(await signed(body), body)).toBe(200);
		expect(n8n.executions).toHaveLength(1);
	});

	it('checks the bytes that arrived, not what they mean', async () => {
		const body = '{ "message" : {"eventId":"7", "raw":{"objectType":"ü"} } }';
		expect(await post(await signed(body), body)).toBe(200);
		expect(n8n.executions[0]).toEqual([expect.objectContaining({ objectType: 'ü' })]);
	});

	it('takes an event whatever content type it is said to have', async () => {
		const body = '{"message":{"eventId":"7","raw":{"objectType":"customers"}}}';
		const headers = { ...(await signed(body)), 'content-type': 'application/octet-stream' };
		expect(await post(headers, body)).toBe(200);
		expect(n8n.executions).toHaveLength(1);
	});

	it.each([
		['[]', 400],
		['null', 400],
		['"event"', 400],
		['[1]', 400],
		['no JSON', 400],
		['{}', 422],
		['{"something":"else"}', 422],
		['{"message":{"eventId":"1","events":[]}}', 422],
		['[{"specversion":"1.0","id":"a","type":"ping"}]', 422],
	])('refuses %s, which is signed but no event, and says so in the log', async (body, status) => {
		expect(await post(await signed(body), body)).toBe(status);
		expect(n8n.executions).toEqual([]);
		expect(n8n.log.join()).toMatch(/workflow "Workflow" \(workflow\): .*refused/);
	});

	it('takes the events of several companies apart, and starts one execution', async () => {
		const entities = [{ name: 'Customer', id: '7615917337495251231', operation: 'Create' }];
		const body = JSON.stringify({
			eventNotifications: ['1', '2'].map((realmId) => ({ realmId, dataChangeEvent: { entities } })),
		});
		expect(await post(await signed(body), body)).toBe(200);
		expect(n8n.executions).toEqual([
			['1', '2'].map((companyId) =>
				expect.objectContaining({ companyId, objectType: 'Customer', eventType: 'CREATED' }),
			),
		]);
	});

	it('rounds no number of an event', async () => {
		const body =
			'{"message":{"events":[{"objectType":"customers","objectId":7615917337495251231}]}}';
		expect(await post(await signed(body), body)).toBe(200);
		expect(n8n.executions[0]).toEqual([
			expect.objectContaining({ objectId: '7615917337495251231' }),
		]);
	});

	it('has nothing to show at the production URL', async () => {
		expect((await fetch(n8n.url())).status).toBe(404);
		expect(n8n.executions).toEqual([]);
	});
});

describe('Settings of an event trigger', () => {
	const publishWith = async (more: IDataObject) => {
		n8n.parameters = parametersOf(more);
		await n8n.publish();
	};

	it('let only the wanted objects and event types through', async () => {
		await publishWith({ objects: 'Invoices, payments', eventTypes: ['CREATED', 'DELETED'] });
		await emit([
			change('1', 'invoices', 'CREATED'),
			change('2', 'invoices', 'UPDATED'),
			change('3', 'customers', 'CREATED'),
			change('4', 'payments', 'DELETED'),
		]);
		await emit([change('5', 'customers')]);
		expect(ids()).toEqual([['1', '4']]);
		expect(n8n.answers).toEqual([200, 200]);
	});

	it('that let nothing of a delivery through say in the log what it was', async () => {
		await publishWith({ objects: 'invoice' });
		await emit([change('1', 'invoices'), change('2', 'customers'), change('3', 'payments')]);
		expect(ids()).toEqual([['1']]);
		expect(n8n.log.join()).toMatch(/filtered out 2 of 3 .*customers 2 UPDATED, payments 3 UPDATED/);
	});

	it('take a delivery of an unknown form as it is where nothing is filtered', async () => {
		const body = '[{"specversion":"1.0","id":"a","type":"ping"}]';
		const deliver = async () => {
			const key = (await configuration())['event.notification.signature.key'] ?? '';
			const digest = createHmac('sha256', key).update(body).digest('base64');
			const headers = { 'elements-webhook-signature': `sha256=${digest}` };
			return (await fetch(n8n.url(), { method: 'POST', headers, body })).status;
		};
		await publishWith({ output: 'delivery', objects: 'customers' });
		expect(await deliver()).toBe(422);
		await publishWith({ output: 'delivery' });
		expect(await deliver()).toBe(200);
		expect(n8n.executions).toEqual([[{ events: JSON.parse(body) as unknown }]]);
	});

	it('can give a delivery as it came, and events with what the provider sent', async () => {
		await publishWith({ output: 'delivery' });
		await emit([change('1'), change('2')]);
		expect(n8n.executions[0]).toEqual([
			{ message: expect.objectContaining({ events: expect.any(Array) }) },
		]);
		await publishWith({ options: { includeRaw: true } });
		await emit([change('1')]);
		expect(n8n.executions[1]?.[0]).toMatchObject({ raw: { objectType: 'customers' } });
	});

	it('say how the platform comes by events', async () => {
		await publishWith({ options: { eventVendorType: 'polling', eventPollerInterval: 5 } });
		expect(await configuration()).toMatchObject({
			'event.vendor.type': 'polling',
			'event.poller.refresh_interval': '5',
		});
	});

	it('that change are sent when the workflow is published again, and only then', async () => {
		const patches = () => holder.simulator.requests({ method: 'PATCH' }).length;
		await n8n.publish();
		await n8n.publish();
		expect(patches()).toBe(1);
		await publishWith({ options: { eventVendorType: 'polling', eventPollerInterval: 5 } });
		expect(patches()).toBe(2);
	});

	it('of an instance that does not exist end the publishing, and say which and what to do', async () => {
		n8n.parameters = { instance: byId('999999') };
		await expect(n8n.publish()).rejects.toThrow(
			/workflow "Workflow" \(workflow\): There is no instance 999999 .*\. Choose another one/,
		);
	});

	it('need an instance', async () => {
		n8n.parameters = {};
		await expect(n8n.publish()).rejects.toThrow(/No instance was chosen/);
	});
});
