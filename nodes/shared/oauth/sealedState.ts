import { createHash, randomBytes } from 'node:crypto';

import { jsonParse } from 'n8n-workflow';

import { InvalidInput } from '../api/failure';
import type { Authentication } from '../elements/types';
import { JWE_HEADER, openText, sealText } from './jwe';
import type { SealProblem } from './jwe';
import { deriveKey, encodeList } from './keys';
import type { KeyAccount } from './keys';

/** What a sealed state carries from the link to the callback. Times are epoch seconds. */
export interface StateClaims {
	/** Version of this record. */
	v: 1;
	/** Element key. */
	e: string;
	/** How the app signs customers in. */
	a: Authentication;
	/** Request token's secret, where the element needs a request token. */
	s?: string;
	/** {@link hashOf} the request token, which the callback must bring as `oauth_token`. */
	t?: string;
	/** Callback URL that the link was made with. */
	u: string;
	/** {@link hashOf} the app's element, authentication, key and secret. */
	f: string;
	/** Values that the item gave in place of the app credential's. */
	o?: Record<string, string>;
	/** The workflow's own data about who asked. */
	c?: unknown;
	/** Where to send the browser afterwards: on success, on denial. https only. */
	r?: { s?: string; d?: string };
	/** Nonce: names this link, and the instance made from it. */
	n: string;
	/** Issued at. */
	i: number;
	/** Expires at. */
	x: number;
}

/** Providers and browsers carry this much in a query; a longer state is refused when it is made. */
export const MAX_STATE_LENGTH = 1500;

/** A short fingerprint of a list of texts: 12 bytes of SHA-256 in base64url, 16 characters. */
export function hashOf(...parts: string[]): string {
	return createHash('sha256')
		.update(encodeList(parts))
		.digest()
		.subarray(0, 12)
		.toString('base64url');
}

/** A new nonce: 9 random bytes, 12 characters. */
export function newNonce(): string {
	return randomBytes(9).toString('base64url');
}

/**
 * The key that seals this account's states: HKDF-SHA256 (RFC 5869) over both secrets, bound to the
 * purpose, its version and the base URL. Whoever changes a secret ends the links that are open.
 */
export function deriveStateKey(account: KeyAccount): Buffer {
	return deriveKey(account, 'oauth state', 'v1', account.baseUrl);
}

/**
 * Seals claims as a compact JWE (RFC 7516) with direct encryption, A256GCM.
 *
 * @param iv 12 bytes; only a test gives its own
 * @throws InvalidInput when the result would be longer than {@link MAX_STATE_LENGTH}
 */
export function sealState(claims: StateClaims, key: Buffer, iv: Buffer = randomBytes(12)): string {
	const state = sealText(JSON.stringify(claims), key, iv);
	if (state.length > MAX_STATE_LENGTH) {
		throw new InvalidInput(
			`The context is too long for a link: the state has ${state.length} characters, ${MAX_STATE_LENGTH} are possible`,
			'Shorten Context: give an ID by which your own system finds the rest.',
		);
	}
	return state;
}

/** Whether a state has the form of a sealed one, opened or not. A custom state never looks like it. */
export function looksSealed(state: string): boolean {
	return state.startsWith(`${JWE_HEADER}.`) || state.split('.').length === 5;
}

/** Why a state cannot be opened; words for a log, not for the browser. */
export type StateProblem = 'missing' | 'too long' | 'unknown version' | SealProblem;

function isClaims(value: unknown): value is StateClaims {
	const claims = value as Partial<Record<keyof StateClaims, unknown>> | null;
	return (
		typeof claims === 'object' &&
		claims !== null &&
		[claims.e, claims.a, claims.u, claims.f, claims.n].every((text) => typeof text === 'string') &&
		[claims.i, claims.x].every((time) => Number.isSafeInteger(time)) &&
		[claims.s, claims.t].every((text) => text === undefined || typeof text === 'string')
	);
}

/** Opens a sealed state. It may be expired; everything else about it is true when claims come back. */
export function openState(
	state: string | undefined,
	key: Buffer,
): { claims: StateClaims } | { problem: StateProblem } {
	if (!state) return { problem: 'missing' };
	if (state.length > MAX_STATE_LENGTH) return { problem: 'too long' };
	const opened = openText(state, key);
	if ('problem' in opened) return opened;
	const value = jsonParse<StateClaims | null>(opened.text, { fallbackValue: null });
	if (value?.v !== 1) return { problem: 'unknown version' };
	return isClaims(value) ? { claims: value } : { problem: 'malformed' };
}
