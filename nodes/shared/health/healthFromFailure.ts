import type { CallFailure } from '../errors/failure';
import { NOT_ALLOWED, REAUTHORIZE, UNKNOWN, UNREACHABLE, disabledHealth } from './health';
import type { Health } from './health';

/** Providers that refuse a connection without a 401, by their words (RFC 6749 and OAuth problem reporting). */
const REFUSED =
	/invalid_grant|invalid_token|token_(rejected|revoked|expired)|(token|connection|session) (was |has |is )?(been )?(revoked|expired)/i;

/**
 * What a call with the instance's token says about the connection that answered with a failure, or
 * nothing when it says nothing about it.
 *
 * @param stateKnown whether the instance is known not to be disabled
 */
export function healthFromFailure(
	{ details, outcomeUnknown }: CallFailure,
	checkedBy: Health['checkedBy'],
	stateKnown: boolean,
): Health | undefined {
	const { statusCode, requestId, providerMessage, platformMessage } = details;
	const words = providerMessage ?? platformMessage;
	const said = words ? `: ${words}` : '';
	const facts = { checkedBy, statusCode, requestId };
	if (statusCode === 401 || REFUSED.test(`${platformMessage} ${providerMessage}`)) {
		return {
			...REAUTHORIZE,
			...facts,
			reason: `The provider no longer accepts the connection${said}`,
		};
	}
	if (statusCode === 403 && providerMessage) {
		return { ...REAUTHORIZE, ...facts, reason: `The provider does not allow the call${said}` };
	}
	if (statusCode === 403) {
		return stateKnown
			? { ...NOT_ALLOWED, ...facts, reason: `The platform does not allow the call${said}` }
			: { ...disabledHealth({ by: 'unknown', certain: false }), ...facts };
	}
	if (statusCode === 429) {
		return { ...UNKNOWN, ...facts, reason: `Too many requests, so it could not be checked${said}` };
	}
	if (outcomeUnknown || statusCode === undefined) {
		const who =
			statusCode === undefined ? details.message : 'The platform or the provider had a fault';
		return { ...UNREACHABLE, ...facts, reason: `${who}${said}` };
	}
	return undefined;
}
