import type { ConfigurationEntry } from './types.mts';

/** A configuration entry; text, optional and visible unless said otherwise. */
export function entry(
	key: string,
	name: string,
	description: string,
	more: Partial<Omit<ConfigurationEntry, 'key' | 'name' | 'description'>> = {},
): ConfigurationEntry {
	return {
		key,
		name,
		description,
		type: 'TEXTFIELD_128',
		defaultValue: null,
		required: false,
		hideFromConsole: false,
		internal: false,
		...more,
	};
}

/** What every OAuth element asks for. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export const OAUTH_APP: readonly ConfigurationEntry[] = [
	entry('oauth.callback.url', 'Callback URL', 'Address the provider sends the customer back to', {
		type: 'TEXTFIELD_1000',
		required: true,
	}),
	entry('oauth.api.key', 'API Key', 'Key of the application registered with the provider', {
		required: true,
	}),
	entry(
		'oauth.api.secret',
		'API Secret',
		'Secret of the application registered with the provider',
		{
			type: 'PASSWORD',
			required: true,
		},
	),
];

/** The keys of {@link OAUTH_APP}. */
export const THREE: readonly string[] = ['oauth.api.key', 'oauth.api.secret', 'oauth.callback.url'];

/** What every element can be told. Source: docs/platform-api.md, "Common configuration". */
export const COMMON: readonly ConfigurationEntry[] = [
	entry('event.notification.enabled', 'Enable events', 'Send notifications of changes', {
		type: 'BOOLEAN',
		defaultValue: 'false',
	}),
	entry('event.vendor.type', 'Event type', 'How changes are noticed: polling or webhook', {
		defaultValue: 'polling',
	}),
	entry('event.notification.type', 'Notification type', 'How notifications are sent', {
		hideFromConsole: true,
	}),
	entry(
		'event.notification.callback.url',
		'Notification callback URL',
		'Where notifications are sent',
		{
			type: 'TEXTFIELD_1000',
		},
	),
	entry(
		'event.notification.signature.key',
		'Notification signature key',
		'Key the notifications are signed with',
		{
			type: 'PASSWORD',
		},
	),
	entry(
		'event.poller.refresh_interval',
		'Polling interval',
		'Minutes between two looks for changes',
		{
			type: 'TEXTFIELD_32',
			defaultValue: '15',
		},
	),
	entry('filter.response.nulls', 'Filter null values', 'Leave empty fields out of answers', {
		type: 'BOOLEAN',
		defaultValue: 'true',
	}),
	entry('pagination.max', 'Page size limit', 'Most records on one page', {
		defaultValue: '200',
		hideFromConsole: true,
		internal: true,
	}),
];

function hidden(key: string, name: string, description: string): ConfigurationEntry {
	return entry(key, name, description, { hideFromConsole: true });
}

/** Tokens an OAuth 1.0a instance holds. */
export const OAUTH1_TOKENS: readonly ConfigurationEntry[] = [
	hidden('oauth.user.token', 'User token', 'OAuth user token'),
	hidden('oauth.user.token.secret', 'User token secret', 'OAuth user token secret'),
];

/** When tokens are renewed; the interval is in seconds, the time in epoch milliseconds. Source: docs/platform-api.md, "Common configuration". */
export const TOKEN_REFRESH: readonly ConfigurationEntry[] = [
	hidden('oauth.user.refresh_token', 'Refresh token', 'OAuth 2.0 refresh token'),
	hidden('oauth.user.refresh_interval', 'Refresh interval', 'Seconds until tokens are renewed'),
	hidden('oauth.user.refresh_time', 'Refresh time', 'Epoch milliseconds of the last renewal'),
];
