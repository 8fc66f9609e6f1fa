import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../support/compiled.mts';

const { isWanted, readDelivery, sampleDelivery } = compiled<
	typeof import('../../../nodes/ElementEventTrigger/events.ts')
>('nodes/ElementEventTrigger/events');

const cloudEvent = (id: string, company: string, more: object = {}) => ({
	specversion: '1.0',
	id,
	source: 'intuit.abc',
	type: 'qbo.customer.updated.v1',
	datacontenttype: 'application/json',
	time: '2026-01-02T03:04:05Z',
	intuitentityid: '5',
	intuitaccountid: company,
	data: {},
	...more,
});
const notification = (realmId: string, ...entities: object[]) => ({
	realmId,
	dataChangeEvent: { entities },
});
const customer = { name: 'Customer', id: '5', operation: 'Update', lastUpdated: '2026-01-02' };
const contact = {
	attributes: { type: 'Contact', url: '/services/data/v34.0/sobjects/Contact/003' },
	Id: '003',
	IsDeleted: false,
	LastModifiedDate: '2015-10-13',
};
const plain = { objectType: 'customers', objectId: '5', eventType: 'updated' };

/** Every form in which events are known to come, and what they come to; the trigger's instance is 7. */
const FORMS: Array<[string, object, object[]]> = [
	[
		'the platform’s own',
		{ message: { eventId: 'e', events: [plain, { ...plain, objectId: '6' }], raw: {} } },
		[
			{ eventId: 'e', objectId: '5', eventType: 'UPDATED', instanceId: 7 },
			{ eventId: 'e', objectId: '6', eventType: 'UPDATED', instanceId: 7 },
		],
	],
	[
		'the platform’s older one',
		{ eventId: 5, instanceId: 9, response: { events: [{ ...plain, extra: { deep: true } }] } },
		[{ eventId: '5', instanceId: 9, objectId: '5', extra: { deep: true } }],
	],
	[
		'one without a list of events',
		{ message: { eventId: 'e', raw: { objectType: 'customers', objectId: '5' } } },
		[{ eventId: 'e', objectType: 'customers', objectId: '5', eventType: 'UNKNOWN' }],
	],
	[
		'one that names nothing but the kind',
		{ message: { eventId: 'e', raw: { objectType: 'customers' } } },
		[{ objectType: 'customers', objectId: null }],
	],
	[
		'that of a formula',
		{ eventId: 'e', instanceId: 9, type: 'event', event: { ...plain, elementKey: 'xero' } },
		[{ eventId: 'e', instanceId: 9, objectId: '5', elementKey: 'xero' }],
	],
	[
		'what the poller posts',
		{ message: { raw: { instance_id: 9, objectType: 'leads', leads: [{ id: 1 }, { id: 2 }] } } },
		[
			{ objectType: 'leads', objectId: 1, instanceId: 9 },
			{ objectType: 'leads', objectId: 2, instanceId: 9 },
		],
	],
	[
		'Intuit’s notifications',
		{ eventNotifications: [notification('1', customer, { ...customer, operation: 'Delete' })] },
		[
			{
				objectType: 'Customer',
				objectId: '5',
				eventType: 'UPDATED',
				companyId: '1',
				instanceId: 7,
			},
			{ eventType: 'DELETED', operation: 'Delete', date: '2026-01-02' },
		],
	],
	[
		'Intuit’s notifications of two companies',
		{ eventNotifications: [notification('1', customer), notification('2', customer)] },
		[
			{ objectId: '5', companyId: '1', instanceId: null },
			{ objectId: '5', companyId: '2', instanceId: null },
		],
	],
	[
		'Intuit’s notifications inside the platform’s form',
		{ message: { eventId: 'e', raw: { eventNotifications: [notification('1', customer)] } } },
		[{ eventId: 'e', objectType: 'Customer', companyId: '1' }],
	],
	[
		'CloudEvents of two companies',
		[cloudEvent('a', '1'), cloudEvent('b', '2', { type: 'qbo.invoice.created.v1' })],
		[
			{
				eventId: 'a',
				objectType: 'customer',
				objectId: '5',
				eventType: 'UPDATED',
				companyId: '1',
				instanceId: null,
				date: '2026-01-02T03:04:05Z',
			},
			{ eventId: 'b', objectType: 'invoice', eventType: 'CREATED', companyId: '2' },
		],
	],
	[
		'one CloudEvent with its record',
		cloudEvent('a', '1', { data: { Id: '5' } }),
		[{ eventId: 'a', companyId: '1', instanceId: 7, data: { Id: '5' } }],
	],
	[
		'CloudEvents inside the platform’s form',
		{ message: { eventId: 'e', instanceId: 9, raw: [cloudEvent('a', '1'), cloudEvent('b', '2')] } },
		[
			{ eventId: 'a', companyId: '1', instanceId: 9 },
			{ eventId: 'b', companyId: '2', instanceId: 9 },
		],
	],
	[
		'Salesforce’s',
		{ objects: [contact, { ...contact, Id: '004', IsDeleted: true }], action: 'update' },
		[
			{ objectType: 'Contact', objectId: '003', eventType: 'UPDATED', date: '2015-10-13' },
			{ objectType: 'Contact', objectId: '004', eventType: 'DELETED' },
		],
	],
	[
		'Salesforce’s inside the platform’s form',
		{ message: { eventId: 'e', raw: { objects: [contact], action: 'create' } } },
		[{ eventId: 'e', objectType: 'Contact', objectId: '003', eventType: 'CREATED' }],
	],
];

describe('A delivery of events', () => {
	it.each(FORMS)('in %s form comes apart', (_, body, expected) => {
		const { events, unreadable } = readDelivery(body as never, '7');
		expect(events).toEqual(expected.map((event) => expect.objectContaining(event)));
		expect(unreadable).toBe(0);
	});

	it.each([
		{},
		{ something: 'else' },
		{ message: {} },
		{ message: { eventId: 'e', events: [] } },
		{ message: { events: [{ date: 'today' }] } },
		{ eventNotifications: [] },
		{ eventNotifications: [{ realmId: '1' }] },
		{ objects: [{ id: 1 }], action: 'update' },
		[{ specversion: '1.0', id: 'a', type: 'ping' }],
		[{ foo: 1 }],
	])('like %j holds no event', (body) => {
		expect(readDelivery(body as never, '7').events).toEqual([]);
	});

	it('says how many of its events cannot be read', () => {
		const { events, unreadable } = readDelivery({ message: { events: [plain, {}, plain] } }, '7');
		expect([events.length, unreadable]).toEqual([2, 1]);
	});

	it('as a sample passes the filter that it was made for', () => {
		const filter = { objects: ['invoices'], eventTypes: ['DELETED'] };
		const { events } = readDelivery(sampleDelivery(filter, new Date(0)), '7');
		expect(events.map((event) => isWanted(event, filter))).toEqual([true]);
	});
});

describe('Objects whose events are wanted:', () => {
	const wants = (object: string, objectType: unknown) =>
		isWanted({ objectType } as never, { objects: [object], eventTypes: [] });

	it.each([
		['contacts', 'Contact'],
		['Contact', 'contacts'],
		['CUSTOMERS', 'customers'],
		['companies', 'Company'],
		['taxes', 'Tax'],
		['classes', 'Class'],
		['addresses', 'address'],
		['expenses', 'Expense'],
		['statuses', 'Status'],
		['ledger-accounts', 'LedgerAccount'],
		['sales_invoices', 'SalesInvoice'],
		['journal-entries', 'journalentry'],
	])('%s are %s', (object, objectType) => {
		expect([wants(object, objectType), wants(objectType, object)]).toEqual([true, true]);
	});

	it.each([
		['customers', 'custom'],
		['contacts', 'contracts'],
		['bills', 'bill-payments'],
		['invoices', 'sales-invoices'],
		['address', 'addre'],
		['customers', null],
		['customers', ''],
	])('%s are not %s', (object, objectType) => {
		expect(wants(object, objectType)).toBe(false);
	});
});
