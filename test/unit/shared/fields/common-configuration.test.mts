import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { commonConfiguration } = compiled<
	typeof import('../../../../nodes/shared/fields/commonConfiguration.ts')
>('nodes/shared/fields/commonConfiguration');

const CALLBACK = 'https://n8n.example.com/webhook/events';

describe('Events and nulls of an instance', () => {
	it('are left to the platform when nothing is set', () => {
		expect(commonConfiguration({})).toEqual({});
		expect(commonConfiguration({ eventCallbackUrl: '', eventSignatureKey: '' })).toEqual({});
	});

	it('become the configuration entries of the platform', () => {
		expect(
			commonConfiguration({
				eventsEnabled: true,
				eventVendorType: 'polling',
				eventCallbackUrl: CALLBACK,
				eventSignatureKey: 'MySecretEventSignatureKey',
				eventPollerInterval: 15,
				filterResponseNulls: false,
			}),
		).toEqual({
			'event.notification.enabled': true,
			'event.vendor.type': 'polling',
			'event.notification.type': 'webhook',
			'event.notification.callback.url': CALLBACK,
			'event.notification.signature.key': 'MySecretEventSignatureKey',
			'event.poller.refresh_interval': '15',
			'filter.response.nulls': false,
		});
	});

	it('can be switched off', () => {
		expect(commonConfiguration({ eventsEnabled: false })).toEqual({
			'event.notification.enabled': false,
		});
	});

	it.each<[string, Parameters<typeof commonConfiguration>[0], RegExp]>([
		['a callback', { eventCallbackUrl: CALLBACK }, /Event Callback URL cannot be set while/],
		['a way', { eventVendorType: 'webhook' }, /How Events Are Obtained cannot be set while/],
		['a key', { eventSignatureKey: 'k' }, /Event Signature Key cannot be set while/],
		['an interval', { eventPollerInterval: 5 }, /Polling Interval cannot be set while/],
		[
			'two of them',
			{ eventVendorType: 'polling', eventPollerInterval: 5 },
			/How Events Are Obtained and Polling Interval cannot be set while Events Enabled is off/,
		],
	])('that are off cannot have %s', (_, settings, words) => {
		expect(() => commonConfiguration({ ...settings, eventsEnabled: false })).toThrow(words);
	});

	it('by webhook have no interval', () => {
		const settings = { eventVendorType: 'webhook', eventPollerInterval: 5 } as const;
		expect(() => commonConfiguration(settings)).toThrow(/Polling Interval.* no effect/);
	});

	it.each([0, -1, 1.5, NaN])('cannot be polled every %p minutes', (eventPollerInterval) => {
		const settings = { eventVendorType: 'polling', eventPollerInterval } as const;
		expect(() => commonConfiguration(settings)).toThrow(/whole number of minutes, at least 1/);
	});

	it.each(['n8n.example.com/events', 'ftp://n8n.example.com', 'javascript:alert(1)', 'https://'])(
		'cannot be sent to "%s"',
		(eventCallbackUrl) => {
			expect(() => commonConfiguration({ eventCallbackUrl })).toThrow(/must be a web address/);
		},
	);
});
