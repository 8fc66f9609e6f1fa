import { createHash, randomBytes } from 'node:crypto';

import { jsonParse } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import type { ElementDefinition } from '../elements/types';
import { decodeClaims, encodeClaims } from './claims';
import type { StateClaims } from './claims';
import { JWE_HEADER, openBytes, sealText } from '../sealing/jwe';
import type { SealProblem } from '../sealing/jwe';
import { deriveKey, encodeList } from '../sealing/keys';
import type { KeyAccount } from '../sealing/keys';

export type { StateClaims } from './claims';

/** Browsers and most providers carry this much in a query; a longer state is refused when it is made. */
export const MAX_STATE_LENGTH = 1500;

/** From here on a state is longer than some providers carry (limits of 250 to 500 are known). */
export const LONG_STATE_LENGTH = 500;

/** A short fingerprint of a list of texts: 12 bytes of SHA-256 in base64url, 16 characters. */
export function hashOf(...parts: string[]): string {
	return createHash('sha256')
		.update(encodeList(parts))
		.digest()
		.subarray(0, 12)
		.toString('base64url');
}

/** Whether a claim is {@link hashOf} these texts; a state carries the beginning only. */
export function isHashOf(claim: string, ...parts: string[]): boolean {
	return claim.length >= 8 && hashOf(...parts).startsWith(claim);
}

const NONCE_BYTES = 9;

/** What records of version 1 begin with, which are JSON. */
const OPENING_BRACE = '{'.charCodeAt(0);

/** A new nonce: 9 random bytes, 12 characters. */
export function newNonce(): string {
	return randomBytes(NONCE_BYTES).toString('base64url');
}

/**
 * The key that seals this account's states: HKDF-SHA256 (RFC 5869) over both secrets, bound to the
 * purpose, its version and the base URL. Whoever changes a secret ends the links that are open.
 */
export function deriveStateKey(account: KeyAccount): Buffer {
	return deriveKey(account, 'oauth state', 'v1', account.baseUrl);
}

/**
 * Seals claims as a compact JWE (RFC 7516) with direct encryption, A256GCM. The nonce of the link is
 * the beginning of the initialization vector, which stands in every JWE and has to be random as well.
 *
 * @param more 3 bytes behind the nonce; only a test gives its own
 */
export function sealState(
	claims: StateClaims,
	key: Buffer,
	more: Buffer = randomBytes(12 - NONCE_BYTES),
): string {
	const iv = Buffer.concat([Buffer.from(claims.n, 'base64url'), more]);
	return sealText(encodeClaims(claims), key, iv);
}

/** What of an element says how long its states may be. */
type Carrier = Pick<ElementDefinition, 'displayName' | 'stateLimit'>;

/** @throws InvalidInput when a state is longer than {@link MAX_STATE_LENGTH} or than the element's provider carries */
export function checkStateLength({ length }: string, { displayName, stateLimit }: Carrier): void {
	const limit = Math.min(stateLimit ?? MAX_STATE_LENGTH, MAX_STATE_LENGTH);
	if (length <= limit) return;
	throw new InvalidInput(
		`The context is too long for a link: the state has ${length} characters, ${limit} are possible with ${displayName}`,
		'Shorten Context: give an ID by which your own system finds the rest. Redirects and the callback URL count too.',
	);
}

/** What the user should know about a state that is long, where nobody knows how much the provider carries. */
export function longStateHint({ length }: string, { stateLimit }: Carrier): string | undefined {
	if (length <= LONG_STATE_LENGTH || stateLimit !== undefined) return undefined;
	return `A state has more than ${LONG_STATE_LENGTH} characters. Some providers cut it, and then the approval is lost. Try the link before you send it, or shorten Context: give an ID by which your own system finds the rest.`;
}

/** The shortest beginning of a sealed state that nobody would have as a state of their own. */
const SHORTEST_BEGINNING = 8;

const beginsSealed = (state: string) =>
	state.startsWith(JWE_HEADER) ||
	(state.length >= SHORTEST_BEGINNING && JWE_HEADER.startsWith(state));

/** Whether a state has the form of a sealed one, opened or not, also where only its beginning is left. */
export function looksSealed(state: string): boolean {
	return beginsSealed(state) || state.split('.').length === 5;
}

/** Why a state cannot be opened; words for a log, not for the browser. */
export type StateProblem = 'missing' | 'too long' | 'cut off' | 'unknown version' | SealProblem;

/** Header, no key, 12 bytes of initialization vector, content and 16 bytes of tag, ended anywhere before the end. */
const CUT = /^[\w-]+(\.(\.([\w-]{0,16}|[\w-]{16}\.[\w-]*|[\w-]{16}\.[\w-]+\.[\w-]{0,21}))?)?$/;

/** Whether a state begins like a sealed one and ends too early, as far as one can see from outside. */
const isCut = (state: string) => beginsSealed(state) && CUT.test(state);

/** Records of links that were made before version 2. */
function readVersion1(text: string): { claims: StateClaims } | { problem: StateProblem } {
	const value = jsonParse<(StateClaims & { v?: unknown }) | null>(text, { fallbackValue: null });
	if (value?.v !== 1) return { problem: 'unknown version' };
	const claims: Partial<typeof value> = { ...value };
	delete claims.v;
	return isClaims(claims) ? { claims } : { problem: 'malformed' };
}

function isClaims(claims: Partial<Record<keyof StateClaims, unknown>>): claims is StateClaims {
	return (
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
	const opened = openBytes(state, key);
	if ('problem' in opened) return isCut(state) ? { problem: 'cut off' } : opened;
	const { content, iv } = opened;
	if (content[0] === OPENING_BRACE) return readVersion1(content.toString('utf8'));
	const record = decodeClaims(content);
	if ('problem' in record) return record;
	return { claims: { ...record.claims, n: iv.toString('base64url', 0, NONCE_BYTES) } };
}
