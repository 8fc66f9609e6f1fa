/**
 * What the codes mean that come before a request is sent, to go behind a host's name: its name is
 * looked up, the connection is made, its certificate is looked at (Node.js, "Common system errors"
 * and "X509 certificate error codes").
 */
const BEFORE_SENDING: Readonly<Record<string, string>> = {
	EAI_AGAIN: 'could not be looked up by name',
	ECONNREFUSED: 'refused the connection',
	ENOTFOUND: 'is not a known host name',
	CERT_HAS_EXPIRED: 'has a certificate that has expired',
	CERT_NOT_YET_VALID: 'has a certificate that is not valid yet',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody else vouches for',
	ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another host name',
	SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that nobody else vouches for',
	UNABLE_TO_GET_ISSUER_CERT: 'has a certificate that cannot be verified',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate that cannot be verified',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that cannot be verified',
};

/** What the other codes of Node.js and axios mean. */
const WORDS: Readonly<Record<string, string>> = {
	...BEFORE_SENDING,
	ECONNABORTED: 'did not answer in time',
	ECONNRESET: 'ended the connection before the answer was complete',
	EHOSTUNREACH: 'cannot be reached from this n8n',
	ENETUNREACH: 'cannot be reached from this n8n',
	// Of calls that are ended here; one whose execution was cancelled is no failure.
	ERR_CANCELED: 'did not answer in time',
	EPIPE: 'ended the connection before the answer was complete',
	ERR_BAD_RESPONSE: 'ended the connection before the answer was complete',
	ETIMEDOUT: 'did not answer in time',
};

/** An error and what caused it; n8n and axios wrap the one that says what happened. */
function causesOf(error: unknown): NodeJS.ErrnoException[] {
	const causes: NodeJS.ErrnoException[] = [];
	for (let at = error; typeof at === 'object' && at !== null; at = (at as Error).cause) {
		causes.push(at as NodeJS.ErrnoException);
	}
	return causes;
}

const codeOf = (error: unknown) =>
	causesOf(error).find(({ code }) => typeof code === 'string')?.code;

/**
 * Whether it is known that a call without an answer never left this n8n. A time-out or an unreachable
 * host tells so only where it was the connection that could not be made.
 */
export function wasNotSent(error: unknown): boolean {
	return causesOf(error).some(
		({ code, syscall }) => syscall === 'connect' || Object.hasOwn(BEFORE_SENDING, code ?? ''),
	);
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
