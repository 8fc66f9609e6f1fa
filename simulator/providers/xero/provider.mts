import { XERO_OAUTH1_APPS, XERO_OAUTH2_APP, XERO_ORGANISATIONS } from '../../seed-providers.mts';
import type { Approval } from '../consent.mts';
import type { OAuth1Provider } from '../oauth1/routes.mts';
import type { OAuth2Provider } from '../oauth2/routes.mts';

const brand = { name: 'Xero', colour: '#0b6e99' };

/** Access to a public application ends after half an hour. Source: guide "Xero"; docs/platform-api.md, "Quirks". */
export const XERO_ACCESS_MS = 30 * 60_000;

function choices() {
	return {
		label: 'Organisation',
		options: XERO_ORGANISATIONS.map(({ tenantId, name }) => ({ value: tenantId, label: name })),
	};
}

function approve(returned: (organisation: { org: string }) => Record<string, string>) {
	return (choice: string): Approval | undefined => {
		const organisation = XERO_ORGANISATIONS.find(({ tenantId }) => tenantId === choice);
		if (organisation === undefined) return undefined;
		const { org, tenantId } = organisation;
		return { subject: { org, tenantId }, returned: returned(organisation) };
	};
}

/** Xero's OAuth 1.0a, whose callback says the organisation. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export const xeroOAuth1: OAuth1Provider = {
	name: 'xero',
	brand,
	apps: Object.values(XERO_OAUTH1_APPS),
	paths: {
		requestToken: '/xero/oauth/RequestToken',
		consent: '/xero/oauth/Authorize',
		accessToken: '/xero/oauth/AccessToken',
	},
	callback: 'link',
	choices,
	approve: approve(({ org }) => ({ org })),
};

/** Xero's OAuth 2.0. Source: guide "Xero" (the code flow); docs/platform-api.md, "Per-element provisioning matrix". */
export const xeroOAuth2: OAuth2Provider = {
	name: 'xero',
	brand,
	apps: [XERO_OAUTH2_APP],
	paths: { consent: '/xero/identity/connect/authorize', token: '/xero/connect/token' },
	scopes: [
		'openid',
		'profile',
		'email',
		'offline_access',
		'accounting.transactions',
		'accounting.contacts',
		'accounting.settings',
	],
	stateRequired: false,
	lifetimes: { accessMs: XERO_ACCESS_MS, refreshMs: 60 * 24 * 3_600_000 },
	choices,
	approve: approve(() => ({})),
};
