import { createHmac, randomBytes } from 'node:crypto';

import OAuth from 'oauth-1.0a';

/** A key or token and its secret. */
export interface KeyPair {
	key: string;
	secret: string;
}

/**
 * `Authorization` header of a GET request signed with HMAC-SHA1 (RFC 5849).
 *
 * @param url with its query, which is signed too
 */
export function signGet(url: string, consumer: KeyPair, token: KeyPair): string {
	const oauth = new OAuth({
		consumer,
		signature_method: 'HMAC-SHA1',
		hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
	});
	// The library's own nonce comes from Math.random.
	oauth.getNonce = () => randomBytes(16).toString('hex');
	// The signed address has its host in small letters and no port that is the usual one (RFC 5849
	// §3.4.1.2), which the library leaves to its caller.
	const { href } = new URL(url);
	return oauth.toHeader(oauth.authorize({ url: href, method: 'GET' }, token)).Authorization;
}
