import { createHmac, timingSafeEqual } from 'node:crypto';

import { deriveKey } from '../shared/sealing/keys';
import type { KeyAccount } from '../shared/sealing/keys';

/** Header in which a delivery brings its signature. */
export const SIGNATURE_HEADER = 'elements-webhook-signature';

/**
 * The key with which the platform signs the events of an instance, or of a customer's, for this webhook. It is derived
 * and never stored, so it survives a restart, a renamed node and another address of n8n, and every
 * process of n8n knows it. A changed secret of the account makes another one.
 */
export function signatureKey(account: KeyAccount, subject: string, webhookId: string): string {
	const purpose = ['event signature', 'v1', account.baseUrl, subject, webhookId];
	return deriveKey(account, ...purpose).toString('base64url');
}

/** What the platform writes into {@link SIGNATURE_HEADER} (docs/platform-api.md, "Webhooks out"). */
export function sign(key: string, rawBody: Buffer): string {
	return `sha256=${createHmac('sha256', key).update(rawBody).digest('base64')}`;
}

/**
 * Whether a delivery comes from somebody who has the key. Compared in constant time; the early
 * builds' `sha1=` is no signature, and neither is one of several headers.
 */
export function isSigned(header: unknown, key: string, rawBody: unknown): boolean {
	if (typeof header !== 'string' || !Buffer.isBuffer(rawBody)) return false;
	const given = Buffer.from(header);
	const expected = Buffer.from(sign(key, rawBody));
	return given.length === expected.length && timingSafeEqual(given, expected);
}
