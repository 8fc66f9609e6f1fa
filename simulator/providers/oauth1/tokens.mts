import { opaque } from '../../ids.mts';
import type { ProviderState, RequestToken, Subject } from '../state.mts';
import { OAuthProblem } from './problem.mts';

/** Not documented anywhere; long enough for a link that lives an hour. */
export const REQUEST_TOKEN_LIFETIME_MS = 2 * 3_600_000;
/** A verifier is meant to be used at once. */
const VERIFIER_LIFETIME_MS = 10 * 60_000;

/** Step 1: a request token with its secret (RFC 5849 §2.1). */
export function issueRequestToken(
	state: ProviderState,
	asked: { appKey: string; callback: string; site: string | undefined; now: number },
): RequestToken {
	if (asked.callback === '') {
		throw new OAuthProblem('parameter_absent', 'Missing: oauth_callback.', 400);
	}
	if (!/^https?:\/\/[^\s/]/.test(asked.callback)) {
		throw new OAuthProblem(
			'parameter_rejected',
			'oauth_callback is not an http or https address.',
			400,
		);
	}
	const { appKey, callback, site, now } = asked;
	const token = `qyprd${opaque(40)}`;
	const issued: RequestToken = { appKey, token, secret: opaque(36), callback, site, issuedAt: now };
	state.requestTokens.set(token, issued);
	return issued;
}

/** The customer's yes: a verifier for the callback (RFC 5849 §2.2). */
export function approveToken(issued: RequestToken, subject: Subject, now: number): string {
	const verifier = opaque(7).toLowerCase();
	issued.approval = { verifier, at: now, subject };
	return verifier;
}

/** The last step: a user token for an approved request token (RFC 5849 §2.3). */
export function exchangeToken(
	state: ProviderState,
	token: string,
	verifier: string | undefined,
	now: number,
): { oauth_token: string; oauth_token_secret: string } {
	const issued = state.requestTokens.get(token);
	if (issued?.approval === undefined) {
		throw new OAuthProblem('permission_unknown', 'The customer has not approved this token.');
	}
	if (verifier !== issued.approval.verifier) {
		throw new OAuthProblem('verifier_invalid', 'The verifier is wrong.');
	}
	if (issued.closed !== undefined) {
		throw new OAuthProblem('token_used', 'This request token was used before.');
	}
	if (now - issued.approval.at > VERIFIER_LIFETIME_MS) {
		throw new OAuthProblem('token_expired', 'The verifier has expired.');
	}
	issued.closed = 'used';
	const access = { oauth_token: `lvprd${opaque(43)}`, oauth_token_secret: opaque(40) };
	state.userTokens.set(access.oauth_token, {
		appKey: issued.appKey,
		secret: access.oauth_token_secret,
		subject: issued.approval.subject,
		issuedAt: now,
	});
	return access;
}
