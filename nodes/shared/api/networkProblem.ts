/** What the codes of Node.js and axios mean, to go behind a host's name. */
const WORDS: Readonly<Record<string, string>> = {
	ECONNABORTED: 'did not answer in time',
	ECONNREFUSED: 'refused the connection',
	ECONNRESET: 'ended the connection before the answer was complete',
	EAI_AGAIN: 'could not be looked up by name',
	EHOSTUNREACH: 'cannot be reached from this n8n',
	ENETUNREACH: 'cannot be reached from this n8n',
	ENOTFOUND: 'is not a known host name',
	EPIPE: 'ended the connection before the answer was complete',
	ERR_BAD_RESPONSE: 'ended the connection before the answer was complete',
	ETIMEDOUT: 'did not answer in time',
	CERT_HAS_EXPIRED: 'has a certificate that has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody else vouches for',
	SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that nobody else vouches for',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that cannot be verified',
};

/** The first code among an error and what caused it; n8n wraps the one that says what happened. */
function codeOf(error: unknown): string | undefined {
	for (let at = error; typeof at === 'object' && at !== null; at = (at as Error).cause) {
		const { code } = at as { code?: unknown };
		if (typeof code === 'string') return code;
	}
	return undefined;
}

/** Why a call got no answer, in words to go behind the host's name: "refused the connection". */
export function networkWords(error: unknown): string {
	return WORDS[codeOf(error) ?? ''] ?? 'did not answer';
}

/** {@link networkWords} with the code behind it: "refused the connection (ECONNREFUSED)". */
export function networkProblem(error: unknown): string {
	const code = codeOf(error);
	return `${networkWords(error)}${code ? ` (${code})` : ''}`;
}
