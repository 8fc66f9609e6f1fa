import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { PlatformError } from './errors.mts';

/** A consumer key or a token with its secret. */
export interface KeyPair {
	readonly key: string;
	readonly secret: string;
}

/** What a provider answered. */
export interface ProviderAnswer {
	readonly status: number;
	readonly text: string;
}

/** Calls a provider; only a network failure throws. */
export async function callProvider(url: string, init: RequestInit): Promise<ProviderAnswer> {
	try {
		const response = await fetch(url, init);
		return { status: response.status, text: await response.text() };
	} catch (error) {
		throw new PlatformError(
			502,
			'Bad Gateway',
			`The provider could not be reached: ${String(error)}`,
		);
	}
}

/** The header that signs a call to a provider with OAuth 1.0a, HMAC-SHA1 (RFC 5849 §3). */
export function signedHeader(
	call: { method: string; url: string; protocol?: Record<string, string> },
	consumer: KeyPair,
	token: KeyPair | undefined,
	now: number,
): string {
	const oauth = new OAuth({
		consumer: { ...consumer },
		signature_method: 'HMAC-SHA1',
		hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
	});
	// The simulator's clock, not the machine's.
	oauth.getTimeStamp = () => Math.floor(now / 1000);
	const { method, url, protocol } = call;
	return oauth.toHeader(oauth.authorize({ method, url, data: { ...protocol } }, token))
		.Authorization;
}

function providerWords(text: string): string {
	try {
		const body = JSON.parse(text) as {
			error?: string;
			error_description?: string;
			fault?: { error: Array<{ code: string; message: string; detail: string | null }> };
		};
		const fault = body.fault?.error[0];
		if (fault !== undefined) return `${fault.code} - ${fault.message} - ${fault.detail}`;
		if (body.error !== undefined) return `${body.error}: ${body.error_description ?? ''}`;
		return text;
	} catch {
		const form = new URLSearchParams(text);
		const problem = form.get('oauth_problem');
		return problem === null
			? text
			: `oauth_problem=${problem}: ${form.get('oauth_problem_advice') ?? ''}`;
	}
}

const REASONS: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
};

/**
 * Turns a provider's refusal into the platform's error: its words as providerMessage, its status where
 * it is the caller's fault. A refused company (403) is the 400 of the documented sample. Source:
 * docs/platform-api.md, "Quirks", "Error catalogue".
 */
export function expectSuccess(answer: ProviderAnswer): string {
	if (answer.status === 200) return answer.text;
	const status = answer.status >= 500 ? 502 : answer.status === 403 ? 400 : answer.status;
	throw new PlatformError(status, REASONS[status] ?? 'Bad Gateway', providerWords(answer.text));
}
