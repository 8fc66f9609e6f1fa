import { createHash, hkdfSync } from 'node:crypto';

/** The account from whose secrets keys are derived. */
export interface KeyAccount {
	userSecret: string;
	organizationSecret: string;
	baseUrl: string;
}

/** Length-prefixed, so that ("ab", "c") and ("a", "bc") differ. */
export function encodeList(parts: readonly string[]): Buffer {
	return Buffer.concat(
		parts.flatMap((part) => {
			const bytes = Buffer.from(part, 'utf8');
			const length = Buffer.alloc(4);
			length.writeUInt32BE(bytes.length);
			return [length, bytes];
		}),
	);
}

/** Bytes that Node.js takes as what a key is for. */
const LONGEST_INFO = 1024;

/**
 * A key of 32 bytes that only this account can derive: HKDF-SHA256 (RFC 5869) over both secrets,
 * bound to what it is for.
 *
 * @param purpose what it is for, its version, and whatever else makes it another key
 */
export function deriveKey(account: KeyAccount, ...purpose: string[]): Buffer {
	const secrets = encodeList([account.userSecret, account.organizationSecret]);
	const text = encodeList(['n8n-nodes-cloud-elements', ...purpose]);
	const info = text.length <= LONGEST_INFO ? text : createHash('sha256').update(text).digest();
	return Buffer.from(hkdfSync('sha256', secrets, Buffer.alloc(0), info, 32));
}
