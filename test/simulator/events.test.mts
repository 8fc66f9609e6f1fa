import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { signature } from '../../simulator/platform/events/deliver.mts';
import type { ProviderChange } from '../../simulator/types.mts';
import { KEY, useReceiver } from '../support/notified.mts';
import { call, callAs, query } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const receiver = useReceiver(holder);
const { body, create, received } = receiver;

const CHANGE: ProviderChange = { objectType: 'customers', objectId: '1', eventType: 'UPDATED' };

async function emit(id: number, changes: ProviderChange[] = [CHANGE], shape?: 'current' | 'older') {
	holder.simulator.emit(id, changes, shape);
	await holder.simulator.settled();
}

describe('Notifications of events', () => {
	test('are signed as the documented example is', () => {
		const example = signature(
			'MySecretEventSignatureKey',
			'<INSERT_EVENT_NOTIFICATION_RESPONSE_BODY>',
		);
		expect(example).toBe('sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=');
	});

	test('are posted with id and signature over the body as it is sent', async () => {
		const { id } = await create();
		await emit(id);
		expect(received).toHaveLength(1);
		const [{ headers, text } = { headers: {}, text: '' }] = received;
		expect(headers['elements-webhook-id']).toBeTruthy();
		const expected = createHmac('sha256', KEY).update(text).digest('base64');
		expect(headers['elements-webhook-signature']).toBe(`sha256=${expected}`);
		expect(body().message).toMatchObject({
			eventId: expect.any(String),
			raw: { objectType: 'customers' },
			events: [
				{ elementKey: 'quickbooks', eventType: 'UPDATED', objectId: '1', objectType: 'customers' },
			],
		});
	});

	test('have the older shape when asked for', async () => {
		const { id } = await create();
		await emit(id, [CHANGE], 'older');
		expect(body()).toMatchObject({
			eventId: expect.any(Number),
			instanceId: id,
			response: { events: [{ objectId: '1' }] },
		});
	});

	test('are not signed without a key, and not sent without an address or when events are off', async () => {
		await emit((await create({ 'event.notification.signature.key': null })).id);
		expect(received[0]?.headers['elements-webhook-signature']).toBeUndefined();
		await emit((await create({ 'event.notification.callback.url': null })).id);
		await emit((await create({ 'event.notification.enabled': false })).id);
		expect(received).toHaveLength(1);
	});

	test.each([
		['webhook', 20],
		['polling', 10],
	])('of %s hold at most %d events', async (type, most) => {
		const { id } = await create({ 'event.vendor.type': type });
		await emit(
			id,
			Array.from({ length: most + 1 }, (_, index) => ({ ...CHANGE, objectId: String(index) })),
		);
		expect(
			received.map((_, index) => body(index).message.events.length).sort((a, b) => b - a),
		).toEqual([most, 1]);
	});
});

describe('The list of events', () => {
	test('is read by instance and by token, whole and one by one', async () => {
		const { id, token } = await create();
		await emit(id);
		await emit((await create()).id);
		const { body: list } = await call(holder.simulator, 'GET', `/instances/${id}/events`);
		expect(list).toEqual([
			{
				id: expect.any(String),
				eventDate: expect.any(String),
				status: 'NOTIFIED',
				providerData: expect.any(String),
				notifiedData: [body()],
			},
		]);
		expect(
			(await callAs(holder.simulator, token, 'GET', '/instances/events?pageSize=1')).body,
		).toEqual(list);
		expect(
			(await call(holder.simulator, 'GET', `/instances/${id}/events/${list[0].id}`)).body,
		).toEqual(list[0]);
		expect(
			(await callAs(holder.simulator, token, 'GET', `/instances/events/${list[0].id}`)).body,
		).toEqual(list[0]);
		expect((await call(holder.simulator, 'GET', `/instances/${id}/events/1`)).status).toBe(404);
	});

	test('has what could not be delivered as received only', async () => {
		receiver.status = 500;
		const { id } = await create();
		await emit(id);
		const { body: list } = await call(holder.simulator, 'GET', `/instances/${id}/events`);
		expect([list[0].status, list[0].notifiedData]).toEqual(['RECEIVED', []]);
	});
});

describe('Retries of a notification', () => {
	test('come after 4 seconds, then four times as long each time, with the same event id', async () => {
		receiver.status = 500;
		const { id } = await create();
		await emit(id);
		holder.simulator.clock.advance(4_000);
		await holder.simulator.settled();
		expect(received).toHaveLength(2);
		holder.simulator.clock.advance(15_000);
		await holder.simulator.settled();
		expect(received).toHaveLength(2);
		receiver.status = 200;
		holder.simulator.clock.advance(1_000);
		await holder.simulator.settled();
		expect(received).toHaveLength(3);
		expect(body(2).message.eventId).toBe(body(0).message.eventId);
		holder.simulator.clock.advance(10 ** 9);
		await holder.simulator.settled();
		expect(received).toHaveLength(3);
	});

	test('end after nine; the address is deactivated, later events queue until they are released', async () => {
		receiver.status = 500;
		const { id } = await create();
		await emit(id);
		for (let retry = 1; retry <= 9; retry += 1) {
			holder.simulator.clock.advance(4 ** retry * 1000);
			await holder.simulator.settled();
		}
		expect(received).toHaveLength(10);
		holder.simulator.clock.advance(10 ** 9);
		receiver.status = 200;
		await emit(id);
		expect(received).toHaveLength(10);
		const release = async (where: string) =>
			await call(
				holder.simulator,
				'PUT',
				`/notifications/subscriptions/deliveries${query({ where })}`,
			);
		await release(`channel='webhook' and status='queued' and config.url='https://other.example'`);
		await holder.simulator.settled();
		expect(received).toHaveLength(10);
		expect((await release(`channel='webhook' and status='queued'`)).status).toBe(200);
		await holder.simulator.settled();
		expect(received).toHaveLength(12);
		expect((await release('')).status).toBe(400);
	});
});
