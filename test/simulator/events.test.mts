import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signature } from '../../simulator/platform/events/deliver.mts';
import { COMPANIES } from '../../simulator/seed.mts';
import type { ProviderChange } from '../../simulator/types.mts';
import { REALM } from '../support/companies.mts';
import { call, callAs, query, send } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const KEY = 'a signature key';
const CHANGE: ProviderChange = { objectType: 'customers', objectId: '1', eventType: 'UPDATED' };

let server: Server;
let url = '';
let answer = 200;
let received: Array<{ headers: IncomingHttpHeaders; text: string }> = [];

beforeEach(async () => {
	[received, answer] = [[], 200];
	server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			received.push({ headers: request.headers, text: Buffer.concat(parts).toString() });
			response.writeHead(answer).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

async function create(more: Record<string, unknown> = {}) {
	const asked = quickBody();
	Object.assign(asked.configuration, {
		'event.notification.enabled': true,
		'event.notification.callback.url': url,
		'event.notification.signature.key': KEY,
		'event.vendor.type': 'webhook',
		...more,
	});
	return (await call(holder.simulator, 'POST', '/instances', { body: asked })).body as {
		id: number;
		token: string;
	};
}

async function emit(id: number, changes: ProviderChange[] = [CHANGE], shape?: 'current' | 'older') {
	holder.simulator.emit(id, changes, shape);
	await holder.simulator.settled();
}

const body = (index = 0) => JSON.parse(received[index]?.text ?? '{}');

describe('notifications', () => {
	test('the signature of the documented example', () => {
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

describe('the list of events', () => {
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
		answer = 500;
		const { id } = await create();
		await emit(id);
		const { body: list } = await call(holder.simulator, 'GET', `/instances/${id}/events`);
		expect([list[0].status, list[0].notifiedData]).toEqual(['RECEIVED', []]);
	});
});

describe('retries', () => {
	test('come after 4 seconds, then four times as long each time, with the same event id', async () => {
		answer = 500;
		const { id } = await create();
		await emit(id);
		holder.simulator.clock.advance(4_000);
		await holder.simulator.settled();
		expect(received).toHaveLength(2);
		holder.simulator.clock.advance(15_000);
		await holder.simulator.settled();
		expect(received).toHaveLength(2);
		answer = 200;
		holder.simulator.clock.advance(1_000);
		await holder.simulator.settled();
		expect(received).toHaveLength(3);
		expect(body(2).message.eventId).toBe(body(0).message.eventId);
		holder.simulator.clock.advance(10 ** 9);
		await holder.simulator.settled();
		expect(received).toHaveLength(3);
	});

	test('end after nine; the address is deactivated, later events queue until they are released', async () => {
		answer = 500;
		const { id } = await create();
		await emit(id);
		for (let retry = 1; retry <= 9; retry += 1) {
			holder.simulator.clock.advance(4 ** retry * 1000);
			await holder.simulator.settled();
		}
		expect(received).toHaveLength(10);
		holder.simulator.clock.advance(10 ** 9);
		answer = 200;
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

describe('what providers send in', () => {
	const inbound = async (payload: unknown, headers: Record<string, string> = {}) =>
		await call(holder.simulator, 'POST', '/events/quickbooks', {
			body: payload,
			headers,
			as: null,
		});

	test('reaches the instances of the company Intuit names', async () => {
		const { id } = await create();
		const entities = [{ name: 'Customer', id: '5', operation: 'Create' }];
		const notification = {
			eventNotifications: [{ realmId: REALM, dataChangeEvent: { entities } }],
		};
		expect((await inbound(notification)).status).toBe(200);
		await holder.simulator.settled();
		// A webhook names the provider's object, polling the resource.
		expect(body().message.events[0]).toMatchObject({
			objectType: 'Customer',
			objectId: '5',
			eventType: 'CREATED',
		});
		expect(
			(await call(holder.simulator, 'GET', `/instances/${id}/events`)).body[0].providerData,
		).toBe(JSON.stringify(notification));
	});

	test('reaches the instance that a header names', async () => {
		const [{ id }] = [await create(), await create()];
		await inbound({ events: [CHANGE] }, { 'element-instances': String(id) });
		await holder.simulator.settled();
		expect(received).toHaveLength(1);
	});

	const sent = () =>
		received.map((_, index) => {
			const { events } = body(index).message;
			return events.map(({ objectType, objectId, eventType }: ProviderChange) =>
				[objectType, objectId, eventType].join(' '),
			);
		});
	const cloudEvent = (realm: string, entity: string, id: string, happened: string) => ({
		specversion: '1.0',
		id: `event-${id}`,
		source: 'intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=',
		type: `qbo.${entity}.${happened}.v1`,
		datacontenttype: 'application/json',
		time: '2026-01-01T00:00:00Z',
		intuitentityid: id,
		intuitaccountid: realm,
		data: {},
	});

	test.each(['application/json', 'application/cloudevents+json'])(
		'comes apart where one delivery is about several companies (%s)',
		async (type) => {
			await create();
			const [other] = COMPANIES.slice(1);
			const body2 = quickBody(other?.realmId);
			Object.assign(body2.configuration, {
				'event.notification.enabled': true,
				'event.notification.callback.url': url,
			});
			await call(holder.simulator, 'POST', '/instances', { body: body2 });
			const events = [
				cloudEvent(REALM, 'customer', '5', 'created'),
				cloudEvent(other?.realmId ?? '', 'invoice', '6', 'deleted'),
				cloudEvent(REALM, 'invoice', '7', 'emailed'),
				cloudEvent('999', 'invoice', '8', 'updated'),
			];
			expect((await inbound(events, { 'content-type': type })).status).toBe(200);
			await holder.simulator.settled();
			expect(sent().sort()).toEqual([
				['customer 5 CREATED', 'invoice 7 UNKNOWN'],
				['invoice 6 DELETED'],
			]);
		},
	);

	test('may be the older form with several companies', async () => {
		await create();
		const entities = (id: string) => [{ name: 'Invoice', id, operation: 'Update' }];
		const eventNotifications = ['1386066315', REALM].map((realmId, index) => ({
			realmId,
			dataChangeEvent: { entities: entities(String(index)) },
		}));
		expect((await inbound({ eventNotifications })).status).toBe(200);
		await holder.simulator.settled();
		expect(sent()).toEqual([['Invoice 1 UPDATED']]);
	});

	test('may be Salesforce’s form, for each instance a header names', async () => {
		const ids = [await create(), await create()].map(({ id }) => id);
		const objects = [{ attributes: { type: 'Contact', url: '/x' }, Id: '003i', LastName: 'D' }];
		const headers = { 'element-instances': ids.join(',') };
		expect((await inbound({ objects, action: 'update' }, headers)).status).toBe(200);
		await holder.simulator.settled();
		expect(sent()).toEqual([['Contact 003i UPDATED'], ['Contact 003i UPDATED']]);
	});

	test('may be what a poller found', async () => {
		const { id } = await create();
		const poll = {
			instance_id: id,
			objectType: 'customers',
			customers: [{ id: '1|0' }, { id: 2 }],
		};
		const path = `/events/quickbooksPolling/${Buffer.from(String(id)).toString('base64')}`;
		expect((await call(holder.simulator, 'POST', path, { body: poll, as: null })).status).toBe(200);
		await holder.simulator.settled();
		expect(sent()).toEqual([['customers 1|0 UPDATED', 'customers 2 UPDATED']]);
		expect(body().message.raw).toMatchObject(poll);
	});

	test.each<[string, unknown, number]>([
		['a form nobody knows', { hello: 'world' }, 400],
		['an empty list', [], 400],
		['a list of texts', ['x'], 400],
		['a CloudEvent of another vendor', [{ ...cloudEvent(REALM, 'x', '1', 'y'), type: 'a.b' }], 400],
		['a notification without changes', { eventNotifications: [{ realmId: REALM }] }, 400],
		['a Salesforce record without its type', { objects: [{ Id: '1' }], action: 'x' }, 400],
		['a company that nobody connected', [cloudEvent('999', 'invoice', '8', 'updated')], 404],
		['an event that is for nobody', { events: [CHANGE] }, 404],
	])('is refused with words, not swallowed: %s', async (_name, payload, status) => {
		await create();
		const answer = await inbound(payload);
		await holder.simulator.settled();
		expect([answer.status, received.length]).toEqual([status, 0]);
		expect(answer.body.message).toMatch(/event/);
	});

	test('is refused where the header names an instance that is not there', async () => {
		const answer = await inbound({ events: [CHANGE] }, { 'element-instances': '7' });
		expect([answer.status, answer.body.message]).toEqual([404, expect.stringContaining('7')]);
	});

	test('can be injected over HTTP', async () => {
		const { id } = await create();
		await send(`${holder.simulator.origin}/_simulator/emit`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ instanceId: id, changes: [CHANGE] }),
		});
		expect(received).toHaveLength(1);
	});
});
