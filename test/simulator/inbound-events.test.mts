import { describe, expect, test } from '@jest/globals';
import { COMPANIES } from '../../simulator/seed.mts';
import type { ProviderChange } from '../../simulator/types.mts';
import { REALM } from '../support/companies.mts';
import { useReceiver } from '../support/notified.mts';
import { call, send } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const receiver = useReceiver(holder);
const { body, create, received } = receiver;

const CHANGE: ProviderChange = { objectType: 'customers', objectId: '1', eventType: 'UPDATED' };

describe('What providers send in', () => {
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
				'event.notification.callback.url': receiver.url,
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
