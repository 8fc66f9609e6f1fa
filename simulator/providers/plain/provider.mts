import { PLAIN_SITES, plainApp } from '../../seed-providers.mts';
import type { Consent } from '../consent.mts';
import type { OAuth1Provider } from '../oauth1/routes.mts';
import type { OAuth2Provider } from '../oauth2/routes.mts';

/** A provider with nothing of its own: one account, one app. `withSite` gives each customer an address. */
function plain(key: string, name: string, withSite: boolean): Consent {
	const base: Consent = {
		name: key,
		brand: { name, colour: '#3b4a6b' },
		choices: ({ site }) => ({
			label: 'Account',
			options: [{ value: 'main', label: site ?? 'Main account' }],
		}),
		approve: (choice, { site }) =>
			choice === 'main' ? { subject: { account: site ?? 'main' }, returned: {} } : undefined,
	};
	return withSite ? { ...base, sites: PLAIN_SITES } : base;
}

/** Paths of a plain OAuth 2.0 provider; `{site}` stands for the customer's address. */
export function plainOAuth2Paths(
	key: string,
	withSite: boolean,
): { consent: string; token: string } {
	const base = withSite ? `/plain/${key}/{site}` : `/plain/${key}`;
	return { consent: `${base}/oauth/authorize`, token: `${base}/oauth/token` };
}

/** Paths of a plain OAuth 1.0a provider. */
export function plainOAuth1Paths(key: string): {
	requestToken: string;
	consent: string;
	accessToken: string;
} {
	const base = `/plain/${key}/oauth`;
	return {
		requestToken: `${base}/request_token`,
		consent: `${base}/authorize`,
		accessToken: `${base}/access_token`,
	};
}

/** A plain OAuth 2.0 provider. */
export function plainOAuth2(key: string, name: string, withSite: boolean): OAuth2Provider {
	const { consent, token } = plainOAuth2Paths(key, withSite);
	return {
		...plain(key, name, withSite),
		apps: [plainApp(key)],
		paths: { consent: consent.replace('{site}', ':site'), token: token.replace('{site}', ':site') },
		stateRequired: false,
		lifetimes: { accessMs: 3_600_000, refreshMs: 365 * 24 * 3_600_000 },
	};
}

/** A plain OAuth 1.0a provider that settles the callback at the first step and so drops the state. Source: docs/elements.md, "Providers that drop the state". */
export function plainOAuth1(key: string, name: string): OAuth1Provider {
	return {
		...plain(key, name, false),
		apps: [plainApp(key)],
		paths: plainOAuth1Paths(key),
		callback: 'first step',
	};
}
