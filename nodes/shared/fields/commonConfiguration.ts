import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { splitList } from './list';

/** Configuration that every element understands (guides, "common-instance-config"; docs/platform-api.md, "Common configuration"). */
export interface CommonConfiguration {
	eventsEnabled?: boolean;
	eventVendorType?: 'webhook' | 'polling';
	eventCallbackUrl?: string;
	eventSignatureKey?: string;
	/** Names of the objects to poll, separated by commas. */
	eventObjects?: string;
	/** Minutes, unlike every other interval of the platform. */
	eventPollerInterval?: number;
	filterResponseNulls?: boolean;
}

/** The option "Events and Nulls" of the nodes that create instances. */
export const commonConfigurationField: INodeProperties = {
	displayName: 'Events and Nulls',
	name: 'commonConfiguration',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	options: [
		{
			displayName: 'Event Callback URL',
			name: 'eventCallbackUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/…/events',
			description: 'Where the platform sends the events of this instance',
		},
		{
			displayName: 'Event Signature Key',
			name: 'eventSignatureKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key with which the platform signs each event, so that the receiver can check it',
		},
		{
			displayName: 'Events Enabled',
			name: 'eventsEnabled',
			type: 'boolean',
			default: true,
			description: 'Whether the platform sends events of this instance',
		},
		{
			displayName: 'Filter Response Nulls',
			name: 'filterResponseNulls',
			type: 'boolean',
			default: true,
			description: 'Whether empty (null) fields are left out of what the element returns',
		},
		{
			displayName: 'How Events Are Obtained',
			name: 'eventVendorType',
			type: 'options',
			options: [
				{
					name: 'Polling',
					value: 'polling',
					description: 'The platform asks the provider regularly',
				},
				{ name: 'Webhook', value: 'webhook', description: 'The provider tells the platform' },
			],
			default: 'webhook',
		},
		{
			displayName: 'Objects to Poll',
			name: 'eventObjects',
			type: 'string',
			default: '',
			placeholder: 'e.g. customers, invoices',
			description: 'Which objects the platform polls, separated by commas',
		},
		{
			displayName: 'Polling Interval (Minutes)',
			name: 'eventPollerInterval',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 15,
			description: 'How often the platform polls the provider, in minutes',
		},
	],
};

const protocolOf = (url: string) => (URL.canParse(url) ? new URL(url).protocol : '');

function checkEvents(settings: CommonConfiguration): void {
	const { eventsEnabled, eventVendorType, eventCallbackUrl, eventPollerInterval } = settings;
	const needsEvents = [
		eventVendorType && 'How Events Are Obtained',
		eventCallbackUrl && 'Event Callback URL',
		settings.eventSignatureKey && 'Event Signature Key',
		settings.eventObjects && 'Objects to Poll',
		eventPollerInterval && 'Polling Interval',
	].filter(Boolean);
	if (eventsEnabled === false && needsEvents.length > 0) {
		throw new InvalidInput(
			`${needsEvents.join(' and ')} cannot be set while Events Enabled is off`,
			'Switch Events Enabled on, or remove these settings.',
		);
	}
	if (
		eventVendorType === 'webhook' &&
		(eventPollerInterval !== undefined || settings.eventObjects)
	) {
		throw new InvalidInput(
			'Polling Interval and Objects to Poll have no effect when events are obtained by webhook',
			'Set How Events Are Obtained to Polling, or remove them.',
		);
	}
	if (
		eventPollerInterval !== undefined &&
		!(Number.isInteger(eventPollerInterval) && eventPollerInterval > 0)
	) {
		throw new InvalidInput('Polling Interval must be a whole number of minutes, at least 1');
	}
	if (eventCallbackUrl && !/^https?:$/.test(protocolOf(eventCallbackUrl))) {
		throw new InvalidInput('Event Callback URL must be a web address that begins with https://');
	}
}

/**
 * The settings as `configuration` entries. What was not set is left to the platform.
 *
 * @throws InvalidInput for settings that contradict each other
 */
export function commonConfiguration(settings: CommonConfiguration): IDataObject {
	checkEvents(settings);
	const entries: IDataObject = {
		'event.notification.enabled': settings.eventsEnabled,
		'event.vendor.type': settings.eventVendorType,
		// The only way in which the platform passes events on.
		'event.notification.type': settings.eventCallbackUrl ? 'webhook' : undefined,
		'event.notification.callback.url': settings.eventCallbackUrl,
		'event.notification.signature.key': settings.eventSignatureKey,
		'event.poller.urls': splitList('Objects to Poll', settings.eventObjects).join('|'),
		'event.poller.refresh_interval': settings.eventPollerInterval?.toString(),
		'filter.response.nulls': settings.filterResponseNulls,
	};
	return Object.fromEntries(
		Object.entries(entries).filter(([, value]) => value !== undefined && value !== ''),
	);
}
