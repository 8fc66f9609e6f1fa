import { randomBytes } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { compiled } from './compiled.mts';

export type SealedState = typeof import('../../nodes/shared/oauth/sealedState.ts');
export type StateClaims = import('../../nodes/shared/oauth/sealedState.ts').StateClaims;

export const sealing = compiled<SealedState>('nodes/shared/oauth/sealedState');

export const ACCOUNT = {
	userSecret: 'user=secret/+',
	organizationSecret: '0123456789abcdef0123456789abcdef',
	baseUrl: 'https://api.cloud-elements.com/elements/api-v2',
};

export const KEY = sealing.deriveStateKey(ACCOUNT);

/** Claims of a link for OAuth 1.0a with a customer id as context. */
export const CLAIMS: StateClaims = {
	e: 'quickbooks',
	a: 'oAuth1',
	s: 'KKSbL0J2wLGMqhMXTEh1ERkSx9tsIbAHUevF',
	t: 'abcdefghijkl',
	u: 'https://n8n.example.com/webhook/quickbooks-callback',
	f: 'ponmlkji',
	c: 'cus_42',
	n: 'AAECAwQFBgcI',
	i: 1_700_000_000,
	x: 1_700_003_600,
};

/** The same link as version 1 made it: a record in JSON, with longer hashes. */
export const VERSION_1 = { v: 1, ...CLAIMS, t: 'abcdefghijklmnop', f: 'ponmlkjihgfedcba' };

/** Seals with jose, so that headers and payloads are possible which the package never makes. */
export async function sealWithJose(
	payload: unknown,
	{
		key = KEY,
		header = {},
		iv = randomBytes(12),
	}: { key?: Uint8Array; header?: Record<string, unknown>; iv?: Uint8Array } = {},
): Promise<string> {
	const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
	const bytes = payload instanceof Uint8Array ? payload : new TextEncoder().encode(text);
	return await new CompactEncrypt(bytes)
		.setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...header })
		.setInitializationVector(iv)
		.encrypt(key, { crit: { 'urn:example:critical': true } });
}
