import { checkCompany } from '../platform/provisioning/quickbooks-check.mts';
import { USER_TOKEN_LIFETIME_MS } from '../providers/intuit/seed.mts';
import { COMMON, entry, OAUTH1_TOKENS, OAUTH_APP, THREE, TOKEN_REFRESH } from './entries.mts';
import type { ElementDefinition } from './types.mts';

/** QuickBooks Online. Source: guide "QuickBooks Online"; docs/platform-api.md, "Per-element provisioning matrix". */
export const quickbooks: ElementDefinition = {
	id: 39,
	key: 'quickbooks',
	name: 'QuickBooks Online',
	description: 'Bookkeeping for small businesses: customers, invoices, payments and the ledger.',
	hub: 'finance',
	// Also for instances made with OAuth 2.0. Source: docs/platform-api.md, "Catalogue".
	authenticationType: 'oauth1',
	typeOauth: true,
	limits: { atOnce: 10, perMinute: 500 },
	entries: [
		...OAUTH_APP,
		entry('authentication.type', 'Authentication type', 'oauth1 or oauth2', {
			defaultValue: 'oauth1',
		}),
		entry('scope', 'Scope', 'OAuth 2.0 scopes, separated by blanks', { type: 'TEXTFIELD_1000' }),
		entry('quickbooks.realm.id', 'Realm id', 'Id of the company', { hideFromConsole: true }),
		entry('quickbooks.datasource', 'Data source', 'QBO', { hideFromConsole: true }),
		entry('connect.to.sandbox', 'Connect to sandbox', 'Use the sandbox host', {
			type: 'BOOLEAN',
			defaultValue: 'false',
		}),
		entry('use_sandbox', 'Use sandbox (old name)', 'Use the sandbox host', {
			type: 'BOOLEAN',
			defaultValue: 'false',
			hideFromConsole: true,
		}),
		entry('quickbooks.minorversion', 'Minor version', 'Minor version of the accounting API', {
			type: 'TEXTFIELD_32',
		}),
		...OAUTH1_TOKENS,
		...TOKEN_REFRESH,
		...COMMON,
	],
	flows: [
		{
			type: 'oauth1',
			paths: {
				requestToken: '/intuit/oauth/v1/get_request_token',
				consent: '/intuit/Connect/Begin',
				accessToken: '/intuit/oauth/v1/get_access_token',
			},
			configuration: THREE,
			external: [
				'oauth.user.token',
				'oauth.user.token.secret',
				'quickbooks.realm.id',
				'quickbooks.datasource',
				...THREE,
				'oauth.user.refresh_interval',
			],
			providerData: { realmId: 'quickbooks.realm.id', dataSource: 'quickbooks.datasource' },
			lifetimeMs: () => USER_TOKEN_LIFETIME_MS,
			check: checkCompany,
		},
		{
			type: 'oauth2',
			paths: { consent: '/intuit/connect/oauth2', token: '/intuit/oauth2/v1/tokens/bearer' },
			configuration: [...THREE, 'authentication.type', 'scope'],
			external: [
				'oauth.user.refresh_token',
				'oauth.api.key',
				'oauth.api.secret',
				'quickbooks.realm.id',
			],
			providerData: { realmId: 'quickbooks.realm.id' },
			check: checkCompany,
		},
	],
};
