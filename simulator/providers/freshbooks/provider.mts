import {
	FRESHBOOKS_APP,
	FRESHBOOKS_BUSINESSES,
	FRESHBOOKS_SITES,
	FRESHBOOKSV2_APP,
} from '../../seed-providers.mts';
import type { OAuth1Provider } from '../oauth1/routes.mts';
import type { OAuth2Provider } from '../oauth2/routes.mts';

const brand = { name: 'FreshBooks', colour: '#0061a8' };

/** FreshBooks Classic: each customer has an address of their own. Source: guide "FreshBooks". */
export const freshbooksClassic: OAuth1Provider = {
	name: 'freshbooks',
	brand,
	apps: [FRESHBOOKS_APP],
	paths: {
		requestToken: '/freshbooks/:site/oauth/oauth_request.php',
		consent: '/freshbooks/:site/oauth/oauth_authorize.php',
		accessToken: '/freshbooks/:site/oauth/oauth_access.php',
	},
	sites: FRESHBOOKS_SITES,
	callback: 'link',
	choices: ({ site = '' }) => ({
		label: 'Site',
		options: [{ value: site, label: `${site}.freshbooks.com` }],
	}),
	approve: (choice, { site }) =>
		choice === site ? { subject: { site }, returned: {} } : undefined,
};

/** FreshBooks' newer API. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export const freshbooksNew: OAuth2Provider = {
	name: 'freshbooksv2',
	brand,
	apps: [FRESHBOOKSV2_APP],
	paths: { consent: '/freshbooksv2/oauth/authorize', token: '/freshbooksv2/oauth/token' },
	stateRequired: false,
	lifetimes: { accessMs: 12 * 3_600_000, refreshMs: 365 * 24 * 3_600_000 },
	choices: () => ({
		label: 'Business',
		options: FRESHBOOKS_BUSINESSES.map((name) => ({ value: name, label: name })),
	}),
	approve: (business) =>
		FRESHBOOKS_BUSINESSES.includes(business) ? { subject: { business }, returned: {} } : undefined,
};
