import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The only header accepted, letter by letter: no compression, no other algorithm, no key id. */
export const JWE_HEADER = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url');
const PART = /^[A-Za-z0-9_-]+$/;

/** Why a sealed text cannot be opened. */
export type SealProblem = 'malformed' | 'not sealed by this account';

/**
 * Seals a text or bytes as a compact JWE (RFC 7516) with direct encryption, A256GCM.
 *
 * @param iv 12 bytes, never the same twice with one key
 */
export function sealText(
	content: string | Buffer,
	key: Buffer,
	iv: Buffer = randomBytes(12),
): string {
	const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(JWE_HEADER, 'ascii'));
	const sealed = Buffer.concat([
		cipher.update(typeof content === 'string' ? Buffer.from(content, 'utf8') : content),
		cipher.final(),
	]);
	const parts = [iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
	return [JWE_HEADER, '', ...parts].join('.');
}

function decodePart(part: string | undefined): Buffer | undefined {
	if (!part || !PART.test(part)) return undefined;
	const bytes = Buffer.from(part, 'base64url');
	// Only the one spelling of the bytes: a changed last character must not pass.
	return bytes.toString('base64url') === part ? bytes : undefined;
}

/** Opens what {@link sealText} sealed with the same key, as bytes. */
export function openBytes(
	sealed: string,
	key: Buffer,
): { content: Buffer; iv: Buffer } | { problem: SealProblem } {
	const [header, encryptedKey, ...rest] = sealed.split('.');
	const [iv, ciphertext, tag] = rest.map(decodePart);
	if (header !== JWE_HEADER || encryptedKey !== '' || rest.length !== 3) {
		return { problem: 'malformed' };
	}
	if (iv?.length !== 12 || !ciphertext || tag?.length !== 16) return { problem: 'malformed' };
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
			.setAAD(Buffer.from(JWE_HEADER, 'ascii'))
			.setAuthTag(tag);
		return { content: Buffer.concat([decipher.update(ciphertext), decipher.final()]), iv };
	} catch {
		return { problem: 'not sealed by this account' };
	}
}

/** Opens what {@link sealText} sealed with the same key, as text. */
export function openText(sealed: string, key: Buffer): { text: string } | { problem: SealProblem } {
	const opened = openBytes(sealed, key);
	return 'problem' in opened ? opened : { text: opened.content.toString('utf8') };
}
