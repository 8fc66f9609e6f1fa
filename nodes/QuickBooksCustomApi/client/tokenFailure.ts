import type { FailureDetails } from '../../shared/errors/failure';
import { asksToReconnect } from './helperError';
import type { HelperError } from './helperError';

/** `error` and `error_description` of an answer of the token endpoint (RFC 6749 §5.2). */
function saidIn(body: unknown): { error?: string; words?: string } {
	if (typeof body !== 'object' || body === null) return {};
	const { error, error_description: description } = body as Record<string, unknown>;
	if (typeof error !== 'string') return {};
	return { error, words: typeof description === 'string' ? `${error}: ${description}` : error };
}

/** Whether it is a fault, a limit or a broken line; a good status comes with what is no token. */
const mayPass = (status: number) => status < 300 || status === 429 || status >= 500;

/**
 * What it means that n8n could not renew the access token. The request itself was refused with 401
 * before, so it was not carried out.
 *
 * @param error that came from the token endpoint
 * @returns with status 401 where another attempt is of no use
 */
export function describeTokenFailure(error: HelperError): FailureDetails {
	const { error: said, words } = saidIn(error.body);
	if (said === 'invalid_client') {
		return {
			code: 'app_keys_refused',
			message: 'Intuit refused the client ID or the client secret',
			advice: 'Copy both from the same set of keys at Intuit into the QuickBooks credential.',
			statusCode: 401,
		};
	}
	if (said === 'invalid_grant' || asksToReconnect(error)) {
		return {
			code: 'reconnect_needed',
			message: 'The connection of the QuickBooks credential has ended',
			advice:
				'Open the credential and connect it again. A connection ends when the customer disconnects the app, or after 100 days without use.',
			statusCode: 401,
		};
	}
	const status = error.response?.status ?? error.status ?? 0;
	if (said === undefined && mayPass(status)) {
		return {
			code: 'far_side_fault',
			message: 'Intuit could not renew the access token at the moment',
			advice: 'The request was not carried out. Try again later.',
			...(status >= 300 && { statusCode: status }),
		};
	}
	return {
		code: 'reconnect_needed',
		message: 'Intuit refused to renew the access token',
		advice:
			'The request was not carried out. Check the keys of the QuickBooks credential and connect it again.',
		statusCode: 401,
		providerMessage: words,
	};
}
