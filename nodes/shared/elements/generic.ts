import { APP_CONFIGURATION, TOKEN_CONFIGURATION } from './appConfiguration';
import type {
	AppFields,
	Authentication,
	CustomerEntry,
	ElementDefinition,
	ValueSources,
} from './types';

/** What the catalogue says about an element, as far as it matters here (docs/platform-api.md, "Catalogue"). */
export interface CatalogueEntry {
	key: string;
	name?: string;
	active?: boolean;
	deleted?: boolean;
	authentication?: { type?: string };
	configuration?: CatalogueConfiguration[];
}

interface CatalogueConfiguration {
	key: string;
	name?: string;
	required?: boolean;
	defaultValue?: string | null;
	active?: boolean;
	internal?: boolean;
	hideFromConsole?: boolean;
}

/** What the catalogue demands, people can see, and nobody else gives. */
function demanded(
	configuration: readonly CatalogueConfiguration[],
	given: object,
): Record<string, CustomerEntry> {
	const entries = configuration.filter(
		({ key, required, defaultValue, active, internal, hideFromConsole }) =>
			required === true &&
			!defaultValue &&
			active !== false &&
			!internal &&
			!hideFromConsole &&
			!(key in given),
	);
	return Object.fromEntries(
		entries.map(({ key, name }) => [key, { label: name || key, required: true }]),
	);
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
	const way: ValueSources<AppFields> = lists('authentication.type')
		? { 'authentication.type': { value: kind.toLowerCase() } }
		: {};
	const scope = { field: 'scope' } as const;
	const ofApp: ValueSources<AppFields> = {
		...APP_CONFIGURATION,
		...way,
		...(lists('oauth.scope') && { 'oauth.scope': scope }),
	};
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
				configuration: ofApp,
				// OAuth 1.0a settles the callback, without a state, when the request token is made.
				returnsState: kind === 'oAuth2',
			},
		},
		...(kind === 'oAuth2' && {
			tokens: {
				oAuth2: {
					required: ['refreshToken'],
					customerEntries: demanded(configuration, ofApp),
					configuration: { ...ofApp, ...TOKEN_CONFIGURATION },
				},
			},
		}),
	};
}
