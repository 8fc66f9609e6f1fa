import { checkLogin, type LoginKeys } from '../platform/provisioning/checks.mts';
import { plainOAuth1Paths, plainOAuth2Paths } from '../providers/plain/provider.mts';
import { COMMON, entry, OAUTH1_TOKENS, OAUTH_APP, THREE, TOKEN_REFRESH } from './entries.mts';
import type { ConfigurationEntry, DirectFlow, ElementDefinition, OAuth2Flow } from './types.mts';

/** What tells one plain element from another. */
export interface Plain {
	readonly id: number;
	readonly key: string;
	readonly name: string;
	readonly hub: string;
	/** Entries of its own; the required ones have to be sent. */
	readonly own?: readonly ConfigurationEntry[];
	/** Configuration that holds the customer's address, sent to the helpers as `siteAddress`. */
	readonly siteKey?: string;
	readonly defaultScope?: string;
}

function requiredKeys(own: readonly ConfigurationEntry[] = []): string[] {
	return own.filter(({ required }) => required).map(({ key }) => key);
}

function base({ id, key, name, hub }: Plain) {
	return { id, key, name, hub, description: `Connects ${name} to the ${hub} hub.` };
}

/** The OAuth 2.0 flow of a plain element. */
export function oauth2Flow({ key, own, siteKey, defaultScope }: Plain): OAuth2Flow {
	return {
		type: 'oauth2',
		paths: plainOAuth2Paths(key, siteKey !== undefined),
		configuration: [...THREE, ...requiredKeys(own)],
		external: [
			'oauth.user.refresh_token',
			'oauth.api.key',
			'oauth.api.secret',
			...requiredKeys(own),
		],
		providerData: {},
		...(siteKey === undefined
			? {}
			: { site: { parameter: 'siteAddress', configuration: siteKey } }),
		...(defaultScope === undefined ? {} : { defaultScope }),
	};
}

/** An element with OAuth 2.0 and nothing special. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export function oauth2Element(plain: Plain): ElementDefinition {
	return {
		...base(plain),
		authenticationType: 'oauth2',
		typeOauth: true,
		entries: [...OAUTH_APP, ...(plain.own ?? []), ...TOKEN_REFRESH, ...COMMON],
		flows: [oauth2Flow(plain)],
	};
}

/** An element with strict OAuth 1.0a, whose callback carries no state. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export function oauth1Element(plain: Plain): ElementDefinition {
	return {
		...base(plain),
		authenticationType: 'oauth1',
		typeOauth: true,
		entries: [...OAUTH_APP, ...(plain.own ?? []), ...OAUTH1_TOKENS, ...COMMON],
		flows: [
			{
				type: 'oauth1',
				paths: plainOAuth1Paths(plain.key),
				configuration: [...THREE, ...requiredKeys(plain.own)],
				providerData: {},
			},
		],
	};
}

/** The flow of an element that needs no consent. */
export function directFlow(
	{ key, own, siteKey }: Plain,
	type: DirectFlow['type'],
	login: LoginKeys | undefined,
): DirectFlow {
	return {
		type,
		configuration: requiredKeys(own),
		providerData: {},
		...(login === undefined ? {} : { check: checkLogin(key, login, siteKey) }),
	};
}

/** An element without OAuth. */
export function directElement(
	plain: Plain,
	type: DirectFlow['type'],
	login: LoginKeys | undefined,
): ElementDefinition {
	return {
		...base(plain),
		authenticationType: type,
		typeOauth: false,
		entries: [...(plain.own ?? []), ...COMMON],
		flows: [directFlow(plain, type, login)],
	};
}

/** User name and password. */
export const USERNAME = entry('username', 'User name', 'Name you log in with', { required: true });
export const PASSWORD = entry('password', 'Password', 'Password you log in with', {
	type: 'PASSWORD',
	required: true,
});
export const API_KEY = entry('api.key', 'API key', 'Secret key of the account', {
	type: 'PASSWORD',
	required: true,
});
