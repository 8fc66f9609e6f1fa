import { APP_CONFIGURATION } from './appConfiguration';
import type { Authentication, ElementDefinition } from './types';

/** What the catalogue says about an element, as far as it matters here (docs/platform-api.md, "Catalogue"). */
export interface CatalogueEntry {
	key: string;
	name?: string;
	active?: boolean;
	deleted?: boolean;
	authentication?: { type?: string };
	configuration?: Array<{ key: string }>;
}

/**
 * An element that the package holds no data about, from what the catalogue says. The query holds
 * what the app credential has, and the whole callback becomes provider data, as the platform's own
 * provisioning page does it (docs/platform-api.md, "Instances").
 *
 * The catalogue's authentication type is a guess only: when it turns out that a request token is
 * needed after all, Get OAuth URL gets one.
 */
export function genericElement({
	key,
	name,
	authentication,
	configuration = [],
}: CatalogueEntry): ElementDefinition {
	const kind: Authentication = authentication?.type === 'oauth1' ? 'oAuth1' : 'oAuth2';
	// Elements with several ways to sign in want to be told which one was taken.
	const lists = (entry: string) => configuration.some((listed) => listed.key === entry);
	const way = lists('authentication.type')
		? { 'authentication.type': { value: kind.toLowerCase() } }
		: {};
	const scope = { field: 'scope' } as const;
	return {
		key,
		displayName: name ?? key,
		fromCatalogue: true,
		consent: {
			[kind]: {
				requestToken: kind === 'oAuth1',
				query: { siteAddress: { field: 'siteAddress' }, scope, ...way },
				providerData: 'all',
				stateInProviderData: true,
				configuration: {
					...APP_CONFIGURATION,
					...way,
					...(lists('oauth.scope') && { 'oauth.scope': scope }),
				},
				// OAuth 1.0a settles the callback, without a state, when the request token is made.
				returnsState: kind === 'oAuth2',
			},
		},
	};
}
