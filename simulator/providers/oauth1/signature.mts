import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { OAuthProblem } from './problem.mts';

/** Parameters of a request, names to one value or several. */
export type Parameters = Record<string, string | string[]>;

/** What a signature is made over. */
export interface SignedParts {
	readonly method: string;
	/** Scheme, host and path, no query. */
	readonly url: string;
	/** The `oauth_…` parameters of the header, without the signature and the realm. */
	readonly protocol: Readonly<Record<string, string>>;
	/** Query and form parameters, decoded. */
	readonly parameters: Readonly<Parameters>;
}

function hmacSha1(base: string, key: string): string {
	return createHmac('sha1', key).update(base).digest('base64');
}

/** The signature a request must carry (RFC 5849 §3.4). */
export function expectedSignature(
	parts: SignedParts,
	consumer: { key: string; secret: string },
	tokenSecret: string,
): string {
	const oauth = new OAuth({ consumer, signature_method: 'HMAC-SHA1', hash_function: hmacSha1 });
	// Exactly what arrived is signed; the library would also take a default version that nobody sent.
	const protocol = { ...parts.protocol } as unknown as OAuth.Data;
	return oauth.getSignature(
		{ method: parts.method, url: parts.url, data: { ...parts.parameters } },
		tokenSecret,
		protocol,
	);
}

function percentDecode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw new OAuthProblem('parameter_rejected', 'The OAuth header is not percent-encoded.', 400);
	}
}

/** Reads `Authorization: OAuth …` (RFC 5849 §3.5.1). */
export function parseHeader(header: string | undefined): Record<string, string> {
	const match = /^OAuth\s+(.*)$/is.exec(header ?? '');
	if (match === null) {
		throw new OAuthProblem(
			'parameter_absent',
			'The request is not signed: no OAuth Authorization header.',
			400,
		);
	}
	const parameters: Record<string, string> = {};
	for (const pair of (match[1] ?? '').split(',')) {
		const parts = /^\s*([^=\s]+)="([^"]*)"\s*$/.exec(pair);
		if (parts === null)
			throw new OAuthProblem('parameter_rejected', 'The OAuth header is malformed.', 400);
		const name = percentDecode(parts[1] ?? '');
		if (name in parameters)
			throw new OAuthProblem('parameter_rejected', `${name} is given twice.`, 400);
		parameters[name] = percentDecode(parts[2] ?? '');
	}
	return parameters;
}

/** Collects pairs; a name given several times keeps all its values. */
export function collect(pairs: Iterable<readonly [string, string]>): Parameters {
	const parameters: Parameters = {};
	for (const [name, value] of pairs) {
		const before = parameters[name];
		parameters[name] = before === undefined ? value : [before, value].flat();
	}
	return parameters;
}
