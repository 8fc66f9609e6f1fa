import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

import { jsonParse } from 'n8n-workflow';

import { InvalidInput } from '../api/failure';

/** What a sealed state carries from the link to the callback. Times are epoch seconds. */
export interface StateClaims {
	/** Version of this record. */
	v: 1;
	/** Element key. */
	e: string;
	/** Authentication of the app, `oAuth1` or `oAuth2`. */
	a: string;
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

/** The account whose secrets seal a state, and where it is. */
export interface SealingAccount {
	userSecret: string;
	organizationSecret: string;
	baseUrl: string;
}

/** Providers and browsers carry this much in a query; a longer state is refused when it is made. */
export const MAX_STATE_LENGTH = 1500;

// The only header accepted, letter by letter: no compression, no other algorithm, no key id.
const HEADER = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url');
const PART = /^[A-Za-z0-9_-]+$/;

/** Length-prefixed, so that ("ab", "c") and ("a", "bc") differ. */
function encodeList(parts: readonly string[]): Buffer {
	return Buffer.concat(
		parts.flatMap((part) => {
			const bytes = Buffer.from(part, 'utf8');
			const length = Buffer.alloc(4);
			length.writeUInt32BE(bytes.length);
			return [length, bytes];
		}),
	);
}

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
export function deriveStateKey(account: SealingAccount): Buffer {
	const secrets = encodeList([account.userSecret, account.organizationSecret]);
	const info = encodeList(['n8n-nodes-cloud-elements', 'oauth state', 'v1', account.baseUrl]);
	return Buffer.from(hkdfSync('sha256', secrets, Buffer.alloc(0), info, 32));
}

/**
 * Seals claims as a compact JWE (RFC 7516) with direct encryption, A256GCM.
 *
 * @param iv 12 bytes; only a test gives its own
 * @throws InvalidInput when the result would be longer than {@link MAX_STATE_LENGTH}
 */
export function sealState(claims: StateClaims, key: Buffer, iv: Buffer = randomBytes(12)): string {
	const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(HEADER, 'ascii'));
	const sealed = Buffer.concat([cipher.update(JSON.stringify(claims), 'utf8'), cipher.final()]);
	const parts = [iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
	const state = [HEADER, '', ...parts].join('.');
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
	return state.startsWith(`${HEADER}.`) || state.split('.').length === 5;
}

/** Why a state cannot be opened; words for a log, not for the browser. */
export type StateProblem =
	| 'missing'
	| 'too long'
	| 'malformed'
	| 'not sealed by this account'
	| 'unknown version';

function decodePart(part: string | undefined): Buffer | undefined {
	if (!part || !PART.test(part)) return undefined;
	const bytes = Buffer.from(part, 'base64url');
	// Only the one spelling of the bytes: a changed last character must not pass.
	return bytes.toString('base64url') === part ? bytes : undefined;
}

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
	const [header, encryptedKey, ...rest] = state.split('.');
	const [iv, sealed, tag] = rest.map(decodePart);
	if (header !== HEADER || encryptedKey !== '' || rest.length !== 3)
		return { problem: 'malformed' };
	if (iv?.length !== 12 || !sealed || tag?.length !== 16) return { problem: 'malformed' };

	let text: string;
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
			.setAAD(Buffer.from(HEADER, 'ascii'))
			.setAuthTag(tag);
		text = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
	} catch {
		return { problem: 'not sealed by this account' };
	}
	const value = jsonParse<StateClaims | null>(text, { fallbackValue: null });
	if (value?.v !== 1) return { problem: 'unknown version' };
	return isClaims(value) ? { claims: value } : { problem: 'malformed' };
}
