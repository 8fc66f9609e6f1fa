import { COMPANIES, INTUIT_OAUTH1_APPS, INTUIT_OAUTH2_APPS } from '../../seed.mts';
import type { Approval, Visitor } from '../consent.mts';
import type { OAuth1Provider } from '../oauth1/routes.mts';
import type { OAuth2Provider } from '../oauth2/routes.mts';
import type { Subject } from '../state.mts';
import { LIFETIME } from './seed.mts';

const brand = { name: 'Intuit QuickBooks', colour: '#1a7321' };

/** The page a development app ends on with a real company. Source: guide "QuickBooks Online", "Note from Intuit". */
const INVALID_DATABASE =
	'Error code: invalid_database. Error message: Development application can only subscribe to sandbox company. No sandbox company found.';

function choices() {
	return {
		label: 'Company',
		options: COMPANIES.map(({ realmId, name, sandbox }) => ({
			value: realmId,
			label: sandbox ? `${name} (sandbox)` : name,
		})),
	};
}

const APPS = [...Object.values(INTUIT_OAUTH1_APPS), ...Object.values(INTUIT_OAUTH2_APPS)];

/** What the company is to Intuit goes back on the callback too. */
function approve(subject: (realmId: string) => Subject) {
	return (choice: string, { appKey }: Visitor): Approval | undefined => {
		const company = COMPANIES.find(({ realmId }) => realmId === choice);
		if (company === undefined) return undefined;
		const development = APPS.find(({ key }) => key === appKey)?.environment === 'development';
		if (development && !company.sandbox) return { refusal: INVALID_DATABASE };
		const about = subject(company.realmId);
		return { subject: about, returned: about };
	};
}

/** Intuit's OAuth 1.0a. Source: guide "QuickBooks Online", "OAuth 1a". */
export const intuitOAuth1: OAuth1Provider = {
	name: 'intuit',
	brand,
	apps: Object.values(INTUIT_OAUTH1_APPS),
	paths: {
		requestToken: '/intuit/oauth/v1/get_request_token',
		consent: '/intuit/Connect/Begin',
		accessToken: '/intuit/oauth/v1/get_access_token',
	},
	callback: 'link',
	choices,
	approve: approve((realmId) => ({ realmId, dataSource: 'QBO' })),
};

/** Intuit's OAuth 2.0. Source: docs/platform-api.md, "Per-element provisioning matrix"; guide "Authorizing the QuickBooks' API". */
export const intuitOAuth2: OAuth2Provider = {
	name: 'intuit',
	brand,
	apps: Object.values(INTUIT_OAUTH2_APPS),
	paths: { consent: '/intuit/connect/oauth2', token: '/intuit/oauth2/v1/tokens/bearer' },
	scopes: [
		'com.intuit.quickbooks.accounting',
		'com.intuit.quickbooks.payment',
		'openid',
		'profile',
		'email',
		'phone',
		'address',
	],
	stateRequired: true,
	lifetimes: LIFETIME,
	choices,
	approve: approve((realmId) => ({ realmId })),
};
