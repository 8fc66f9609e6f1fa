import { describe, expect, it } from '@jest/globals';
import { compiled } from './compiled.mts';

const { readDelivery, sampleDelivery, wantedEvents } = compiled<
	typeof import('../../nodes/ElementEventTrigger/events.ts')
>('nodes/ElementEventTrigger/events');
const { checkAddress } = compiled<typeof import('../../nodes/ElementEventTrigger/address.ts')>(
	'nodes/ElementEventTrigger/address',
);

const ALL = { objects: [], eventTypes: [] };

describe('A delivery', () => {
	it('without a list of events is one event', () => {
		const { eventId, events } = readDelivery(
			{ message: { eventId: 'e1', raw: { objectType: 'customers', objectId: '5' } } },
			'7',
		);
		expect(eventId).toBe('e1');
		expect(events).toEqual([
			expect.objectContaining({ objectType: 'customers', objectId: '5', eventType: 'UNKNOWN' }),
		]);
	});

	it('of an unknown form is one event too, so that nothing is dropped', () => {
		const { eventId, events } = readDelivery({ something: 'else' }, '7');
		expect(eventId).toBeUndefined();
		expect(events).toEqual([expect.objectContaining({ eventId: null, instanceId: 7 })]);
		expect(wantedEvents({ events }, ALL)).toHaveLength(1);
		expect(wantedEvents({ events }, { ...ALL, objects: ['customers'] })).toEqual([]);
	});

	it('keeps what an event has beyond the documented fields', () => {
		const event = { objectType: 'a', eventType: 'updated', extra: { deep: true } };
		const { events } = readDelivery(
			{ eventId: 5, instanceId: 9, response: { events: [event] } },
			'7',
		);
		expect(events[0]).toMatchObject({
			eventId: '5',
			instanceId: 9,
			eventType: 'UPDATED',
			extra: { deep: true },
		});
	});

	it('as a sample passes the filter that it was made for', () => {
		const filter = { objects: ['invoices'], eventTypes: ['DELETED'] };
		const sample = readDelivery(sampleDelivery(filter, new Date(0)), '7');
		expect(wantedEvents(sample, filter)).toHaveLength(1);
	});
});

describe('The address of a webhook', () => {
	it.each([
		'https://n8n.example.com/webhook/x',
		'https://10x.example.com/x',
		'https://172.15.0.1/x',
		'http://8.8.8.8/x',
		'https://[2a00:1450::1]/x',
	])('%s can be reached from outside', (url) => {
		expect(checkAddress(url, false)).toBeUndefined();
	});

	it.each([
		'http://10.0.0.5/x',
		'http://172.16.0.1/x',
		'http://192.168.1.1/x',
		'http://[fd00::1]/x',
		'http://n8n:5678/x',
		'http://n8n.local/x',
	])('%s is warned of', (url) => {
		expect(checkAddress(url, false)).toMatch(/WEBHOOK_URL/);
	});

	it.each(['http://localhost:5678/x', 'http://127.0.0.1/x', 'http://[::1]/x', 'http://0.0.0.0/x'])(
		'%s is this machine only',
		(url) => {
			expect(() => checkAddress(url, false)).toThrow(/this machine only/);
			expect(checkAddress(url, true)).toMatch(/WEBHOOK_URL/);
		},
	);
});
