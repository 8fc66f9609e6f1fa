import { checkTenant } from '../platform/provisioning/checks.mts';
import { XERO_ACCESS_MS } from '../providers/xero/provider.mts';
import { XERO_OAUTH1_APPS } from '../seed-providers.mts';
import { COMMON, entry, OAUTH1_TOKENS, OAUTH_APP, THREE, TOKEN_REFRESH } from './entries.mts';
import type { ElementDefinition } from './types.mts';

/**
 * Xero. The guide writes a code flow, older documentation OAuth 1.0a, newer OAuth 2.0 with a tenant.
 * Source: guide "Xero"; docs/platform-api.md, "Per-element provisioning matrix"; docs/elements.md, "Xero".
 */
export const xero: ElementDefinition = {
	id: 40,
	key: 'xero',
	name: 'Xero',
	description: 'Invoices, contacts and payments in Xero.',
	hub: 'finance',
	authenticationType: 'oauth2',
	typeOauth: true,
	limits: { atOnce: 5, perMinute: 60, perDay: 5000, tells: true },
	entries: [
		...OAUTH_APP,
		entry('authentication.type', 'Authentication type', 'oauth1 or oauth2', {
			hideFromConsole: true,
		}),
		entry(
			'xero.partner',
			'Partner application',
			'Whether Xero made the application a partner application',
			{
				type: 'BOOLEAN',
				defaultValue: 'false',
			},
		),
		// The real key is not documented. Source: docs/platform-api.md, "Not known".
		entry('xero.tenant.id', 'Tenant ID', 'Id of the organisation'),
		entry('xero.org', 'Organisation', 'Organisation that the callback carries', {
			hideFromConsole: true,
		}),
		...OAUTH1_TOKENS,
		...TOKEN_REFRESH,
		...COMMON,
	],
	flows: [
		{
			type: 'oauth2',
			paths: { consent: '/xero/identity/connect/authorize', token: '/xero/connect/token' },
			defaultScope:
				'openid profile email offline_access accounting.transactions accounting.contacts accounting.settings',
			configuration: THREE,
			external: ['oauth.user.refresh_token', 'oauth.api.key', 'oauth.api.secret'],
			providerData: {},
			check: checkTenant,
			// The guide's public applications; a tenant is only named for OAuth 2.0 proper, which renews.
			lifetimeMs: (configuration) =>
				configuration['xero.partner'] === 'true' || configuration['xero.tenant.id']
					? undefined
					: XERO_ACCESS_MS,
		},
		{
			type: 'oauth1',
			paths: {
				requestToken: '/xero/oauth/RequestToken',
				consent: '/xero/oauth/Authorize',
				accessToken: '/xero/oauth/AccessToken',
			},
			configuration: THREE,
			providerData: { org: 'xero.org' },
			// Saying partner does not make an application one.
			lifetimeMs: (configuration) =>
				configuration['xero.partner'] === 'true' &&
				configuration['oauth.api.key'] === XERO_OAUTH1_APPS.partner.key
					? undefined
					: XERO_ACCESS_MS,
		},
	],
};
