import { FILTER_REFUSED, RECORD_STALE } from '../errors/explanation';
import { APP_CONFIGURATION, tokensRenewedAfter } from './appConfiguration';
import { INTUIT_LIMITS } from '../intuit/limits';
import type { ElementDefinition } from './types';

const OAUTH2_CONFIGURATION = {
	'authentication.type': { value: 'oauth2' },
	scope: {
		field: 'scope',
		default: 'com.intuit.quickbooks.accounting openid profile email phone address',
	},
	// The sandbox flag was renamed; older hosts read the first, newer ones the second name.
	use_sandbox: { field: 'sandbox' },
	'connect.to.sandbox': { field: 'sandbox' },
} as const;

const COMPANY_CONFIGURATION = {
	...APP_CONFIGURATION,
	'quickbooks.datasource': { field: 'dataSource', default: 'QBO' },
	'quickbooks.realm.id': { field: 'realmId' },
} as const;

/**
 * QuickBooks Online: the guide's "OAuth 1a" and "Token Based Authentication", and OAuth 2.0 as in
 * docs/platform-api.md, "Per-element provisioning matrix".
 */
export const quickbooks: ElementDefinition = {
	key: 'quickbooks',
	code: 1,
	displayName: 'QuickBooks Online',
	company: {
		parameter: 'realmId',
		configuration: 'quickbooks.realm.id',
		label: 'Company ID',
		form: { pattern: /^\d+$/, words: 'digits only' },
	},
	companyName: { resource: 'company-info', property: 'companyName' },
	limits: INTUIT_LIMITS,
	refusals: [
		{ words: /\bsync ?token\b/i, ...RECORD_STALE },
		{ words: /QueryValidationError/i, ...FILTER_REFUSED },
		{
			words: /invalid_database|\b3100 - |\b003100\b|AuthorizationFailed; errorCode/i,
			code: 'company_unreachable',
			message: 'Intuit does not let this app reach that company',
			advice:
				'Development keys connect to your own sandbox company only, production keys to every other company. Compare the keys and the Sandbox switch of the app credential with the company.',
		},
	],
	changes: {
		field: 'metaData.lastUpdatedTime',
		createdField: 'metaData.createTime',
		// Backticks and a bare date, as the platform's own sample has them (docs/platform-api.md, "CEQL").
		since: { clause: '`metaData.lastUpdatedTime` >= {date}', form: 'offset' },
	},
	keyPrefixes: { oAuth1: /^(qyprd|lvprd)/, oAuth2: /^(AB|BB|Q0)[A-Za-z0-9]{20,}/ },
	consent: {
		oAuth1: {
			requestToken: true,
			query: {},
			providerData: {
				required: ['oauth_token', 'oauth_verifier', 'realmId'],
				optional: ['dataSource'],
			},
			stateInProviderData: true,
			configuration: APP_CONFIGURATION,
			returnsState: true,
			tokenLife: { unusedDays: 180 },
		},
		oAuth2: {
			requestToken: false,
			query: {
				scope: { field: 'scope', default: 'com.intuit.quickbooks.accounting' },
				'authentication.type': { value: 'oauth2' },
			},
			providerData: { required: ['code', 'realmId'], optional: [] },
			stateInProviderData: false,
			configuration: { ...APP_CONFIGURATION, ...OAUTH2_CONFIGURATION },
			returnsState: true,
			tokenLife: { unusedDays: 100, absoluteDays: 1825, absoluteSince: '2023-10-01' },
		},
	},
	tokens: {
		oAuth1: {
			required: ['realmId', 'dataSource', 'userToken', 'userTokenSecret', 'refreshInterval'],
			configuration: {
				...COMPANY_CONFIGURATION,
				'oauth.user.token': { field: 'userToken' },
				'oauth.user.token.secret': { field: 'userTokenSecret' },
				'oauth.user.refresh_interval': { field: 'refreshInterval' },
				'oauth.user.refresh_time': { field: 'refreshTime' },
			},
		},
		oAuth2: {
			required: ['realmId', 'refreshToken'],
			customerEntries: { 'quickbooks.realm.id': { label: 'Company ID', required: true } },
			configuration: {
				...COMPANY_CONFIGURATION,
				...OAUTH2_CONFIGURATION,
				...tokensRenewedAfter(3600),
			},
		},
	},
};
