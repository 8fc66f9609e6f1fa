import type { FailureDetails } from '../api/failure';

/** The parts of errors of n8n's OAuth 2.0 client that tell what happened. */
interface ClientError {
	message?: string;
	/** Answer of the token endpoint (RFC 6749 §5.2). */
	body?: { error?: unknown };
	/** Answer of either endpoint that n8n's request helper took as an error. */
	response?: { status?: number };
	cause?: unknown;
}

function* causesOf(error: unknown): Generator<ClientError> {
	for (let at = error; typeof at === 'object' && at !== null; at = (at as ClientError).cause) {
		yield at as ClientError;
	}
}

/** What it means that n8n could not renew the access token; nothing when that is not what went wrong. */
export function describeTokenFailure(error: unknown): FailureDetails | undefined {
	for (const { message = '', body, response } of causesOf(error)) {
		if (body?.error === 'invalid_client') {
			return {
				message: 'Intuit refused the client ID or the client secret',
				advice: 'Copy both from the same set of keys at Intuit into the QuickBooks credential.',
				statusCode: 401,
				provider: 'Intuit',
			};
		}
		if (body?.error === 'invalid_grant' || /reconnect/i.test(message)) {
			return {
				message: 'The connection of the QuickBooks credential has ended',
				advice:
					'Open the credential and connect it again. A connection ends when the customer disconnects the app, or after 100 days without use.',
				statusCode: 401,
				provider: 'Intuit',
			};
		}
		// Only a 401 of the API is thrown, so any other status is the token endpoint's.
		if (response?.status !== undefined && response.status !== 401) {
			return {
				message: 'Intuit could not renew the access token at the moment',
				advice: 'Try again later.',
				statusCode: response.status,
				provider: 'Intuit',
			};
		}
	}
	return undefined;
}
