import { seedIntuit } from './intuit/seed.mts';

/** What a consent is about, in the provider's own callback parameters, e.g. realmId and dataSource. */
export type Subject = Readonly<Record<string, string>>;

/** A request token of OAuth 1.0a between step 1 and the exchange (RFC 5849 §2.1–2.3). */
export interface RequestToken {
	readonly appKey: string;
	readonly token: string;
	readonly secret: string;
	readonly callback: string;
	readonly issuedAt: number;
	/** The customer's address below the provider, where it has one. */
	readonly site: string | undefined;
	approval?: { readonly verifier: string; readonly at: number; readonly subject: Subject };
	closed?: 'used' | 'denied';
}

/** An access token of OAuth 1.0a. */
export interface UserToken {
	readonly appKey: string;
	readonly secret: string;
	readonly subject: Subject;
	readonly issuedAt: number;
}

/** An authorization code of OAuth 2.0 (RFC 6749 §4.1.2). */
export interface AuthorizationCode {
	readonly appKey: string;
	readonly redirectUri: string;
	readonly site: string | undefined;
	readonly subject: Subject;
	readonly issuedAt: number;
	used: boolean;
}

/** An access or refresh token of OAuth 2.0. */
export interface BearerToken {
	readonly appKey: string;
	readonly subject: Subject;
	readonly issuedAt: number;
	readonly expiresAt: number;
}

/** All that one provider remembers. */
export interface ProviderState {
	readonly requestTokens: Map<string, RequestToken>;
	readonly userTokens: Map<string, UserToken>;
	readonly codes: Map<string, AuthorizationCode>;
	readonly accessTokens: Map<string, BearerToken>;
	readonly refreshTokens: Map<string, BearerToken>;
	readonly nonces: Set<string>;
	/** First answers to requests that bring an ID of their own, by it. */
	readonly answers: Map<string, unknown>;
}

/** Every provider's memory, by name. */
export type ProviderStates = Map<string, ProviderState>;

/** A provider that has seen nobody yet. */
export function createProviderState(): ProviderState {
	return {
		requestTokens: new Map(),
		userTokens: new Map(),
		codes: new Map(),
		accessTokens: new Map(),
		refreshTokens: new Map(),
		nonces: new Set(),
		answers: new Map(),
	};
}

/** All providers with their seeded tokens. */
export function createProviderStates(now: number): ProviderStates {
	const intuit = createProviderState();
	seedIntuit(intuit, now);
	return new Map([['intuit', intuit]]);
}

/** What a provider remembers; one that nobody has called yet remembers nothing. */
export function memoryOf(states: ProviderStates, name: string): ProviderState {
	const known = states.get(name) ?? createProviderState();
	states.set(name, known);
	return known;
}
