import type { FastifyRequest } from 'fastify';
import type { OAuthApp } from '../../seed.mts';
import type { ProviderState } from '../state.mts';
import { OAuthProblem } from './problem.mts';
import { collect, expectedSignature, parseHeader, type Parameters } from './signature.mts';

/** How far a client's clock may be off. */
const TIMESTAMP_WINDOW_MS = 5 * 60_000;

const REQUIRED = [
	'oauth_consumer_key',
	'oauth_signature_method',
	'oauth_timestamp',
	'oauth_nonce',
	'oauth_signature',
];

/** What a provider needs to judge a signed request. */
export interface Verification {
	readonly apps: readonly OAuthApp[];
	readonly state: ProviderState;
	readonly now: number;
	/** Secret of the `oauth_token`, undefined if there is no such token for this app; null: none is expected. */
	readonly tokenSecret: null | ((token: string, app: OAuthApp) => string | undefined);
}

/** A request whose signature was right. */
export interface Verified {
	readonly app: OAuthApp;
	readonly protocol: Readonly<Record<string, string>>;
	/** The `oauth_token`, empty where none is expected. */
	readonly token: string;
}

function checkTimeAndNonce(protocol: Record<string, string>, { state, now }: Verification): void {
	const timestamp = protocol.oauth_timestamp ?? '';
	if (!/^\d+$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - now) > TIMESTAMP_WINDOW_MS) {
		throw new OAuthProblem(
			'timestamp_refused',
			'The timestamp is not within five minutes of our time.',
		);
	}
	const nonce = [
		protocol.oauth_consumer_key,
		protocol.oauth_token,
		timestamp,
		protocol.oauth_nonce,
	].join('\n');
	if (state.nonces.has(nonce)) throw new OAuthProblem('nonce_used', 'This nonce was seen before.');
	state.nonces.add(nonce);
}

function checkForm(protocol: Record<string, string>): void {
	const absent = REQUIRED.filter((name) => !protocol[name]);
	if (absent.length > 0)
		throw new OAuthProblem('parameter_absent', `Missing: ${absent.join(', ')}.`, 400);
	if (protocol.oauth_signature_method !== 'HMAC-SHA1') {
		throw new OAuthProblem('signature_method_rejected', 'Only HMAC-SHA1 is accepted.', 400);
	}
	if ((protocol.oauth_version ?? '1.0') !== '1.0') {
		throw new OAuthProblem('version_rejected', 'Only version 1.0 is known.', 400);
	}
}

/** Only a form's parameters are signed, never a JSON body (RFC 5849 §3.4.1.3). */
function formPairs(request: FastifyRequest): Array<[string, string]> {
	if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true)
		return [];
	return Object.entries((request.body ?? {}) as Parameters).flatMap(([name, values]) =>
		[values].flat().map((value): [string, string] => [name, value]),
	);
}

/** Checks an OAuth 1.0a request as RFC 5849 §3.2 lists it; throws an {@link OAuthProblem}. */
export function verifySigned(request: FastifyRequest, by: Verification): Verified {
	const protocol = parseHeader(request.headers.authorization);
	checkForm(protocol);
	const app = by.apps.find(({ key }) => key === protocol.oauth_consumer_key);
	if (app === undefined)
		throw new OAuthProblem('consumer_key_unknown', 'The consumer key is not registered.');
	const token = protocol.oauth_token ?? '';
	const tokenSecret = by.tokenSecret === null ? '' : by.tokenSecret(token, app);
	if (tokenSecret === undefined)
		throw new OAuthProblem('token_rejected', 'The token is not known or was revoked.');

	const [path = '', query = ''] = (request.raw.url ?? '').split('?');
	const { oauth_signature: signature, realm: _realm, ...signed } = protocol;
	const expected = expectedSignature(
		{
			method: request.method,
			url: `${request.protocol}://${request.headers.host ?? ''}${path}`,
			protocol: signed,
			parameters: collect([...new URLSearchParams(query), ...formPairs(request)]),
		},
		app,
		tokenSecret,
	);
	if (signature !== expected) {
		throw new OAuthProblem('signature_invalid', 'The signature does not match: a secret is wrong.');
	}
	// Only now: a forger must not be able to burn other people's nonces.
	checkTimeAndNonce(protocol, by);
	return { app, protocol, token };
}
