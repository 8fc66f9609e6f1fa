import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { opaque } from '../../ids.mts';
import type { ProviderApp } from '../../seed.mts';
import type { World } from '../../state.mts';
import type { Consent, Decision } from '../consent.mts';
import { sendConsentPage, sendErrorPage, withParameters } from '../pages.mts';
import type { ProviderName, ProviderState, RequestToken } from '../state.mts';
import { OAuthProblem } from './problem.mts';
import { verifySigned } from './verify.mts';

/** An OAuth 1.0a provider (RFC 5849 §2). Paths are below the simulator's origin. */
export interface OAuth1Provider extends Consent {
	readonly name: ProviderName;
	readonly apps: readonly ProviderApp[];
	readonly paths: {
		readonly requestToken: string;
		readonly consent: string;
		readonly accessToken: string;
	};
}

/** Not documented anywhere; long enough for a link that lives an hour. */
const REQUEST_TOKEN_LIFETIME_MS = 2 * 3_600_000;
/** A verifier is meant to be used at once. */
const VERIFIER_LIFETIME_MS = 10 * 60_000;

function answer(reply: FastifyReply, fields: Record<string, string>): FastifyReply {
	return reply
		.type('application/x-www-form-urlencoded')
		.send(new URLSearchParams(fields).toString());
}

/** Runs a signed endpoint; its refusals are answered as the problem reporting extension words them. */
async function guarded(reply: FastifyReply, run: () => FastifyReply): Promise<FastifyReply> {
	try {
		return run();
	} catch (error) {
		if (!(error instanceof OAuthProblem)) throw error;
		return await reply
			.code(error.status)
			.header('www-authenticate', 'OAuth')
			.type('application/x-www-form-urlencoded')
			.send(error.body());
	}
}

function issueRequestToken(
	state: ProviderState,
	app: ProviderApp,
	callback: string,
	now: number,
): RequestToken {
	if (!/^https?:\/\/[^\s/]/.test(callback)) {
		throw new OAuthProblem(
			'parameter_rejected',
			'oauth_callback is not an http or https address.',
			400,
		);
	}
	const issued: RequestToken = {
		appKey: app.key,
		token: `qyprd${opaque(40)}`,
		secret: opaque(36),
		callback,
		issuedAt: now,
	};
	state.requestTokens.set(issued.token, issued);
	return issued;
}

function exchange(
	state: ProviderState,
	token: string,
	verifier: string | undefined,
	now: number,
): Record<string, string> {
	const issued = state.requestTokens.get(token);
	if (issued?.approval === undefined) {
		throw new OAuthProblem('permission_unknown', 'The customer has not approved this token.');
	}
	if (verifier !== issued.approval.verifier)
		throw new OAuthProblem('verifier_invalid', 'The verifier is wrong.');
	if (issued.closed !== undefined)
		throw new OAuthProblem('token_used', 'This request token was used before.');
	if (now - issued.approval.at > VERIFIER_LIFETIME_MS)
		throw new OAuthProblem('token_expired', 'The verifier has expired.');
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

/** The callback this visit leads to, or why there is none. */
function destination(issued: RequestToken, wanted: string | undefined): string | undefined {
	if (wanted === undefined) return issued.callback;
	if (!wanted.startsWith(issued.callback)) return undefined;
	// The platform may add its state to the callback of step 1 and nothing else.
	return /^([?&]state=[^&]*)?$/.test(wanted.slice(issued.callback.length)) ? wanted : undefined;
}

type ConsentRequest = FastifyRequest<{
	Querystring: { oauth_token?: string; oauth_callback?: string };
}>;

/** Adds the three endpoints of an OAuth 1.0a provider. */
export function oauth1Routes(app: FastifyInstance, world: World, provider: OAuth1Provider): void {
	const memory = () => world.state.providers[provider.name];
	const now = () => world.state.clock.now();

	app.post(
		provider.paths.requestToken,
		async (request, reply) =>
			await guarded(reply, () => {
				const by = { apps: provider.apps, state: memory(), now: now(), tokenSecret: null };
				const { app: consumer, protocol } = verifySigned(request, by);
				if (!protocol.oauth_callback)
					throw new OAuthProblem('parameter_absent', 'Missing: oauth_callback.', 400);
				const { token, secret } = issueRequestToken(
					memory(),
					consumer,
					protocol.oauth_callback,
					now(),
				);
				return answer(reply, {
					oauth_token: token,
					oauth_token_secret: secret,
					oauth_callback_confirmed: 'true',
				});
			}),
	);

	app.post(
		provider.paths.accessToken,
		async (request, reply) =>
			await guarded(reply, () => {
				const { token, protocol } = verifySigned(request, {
					apps: provider.apps,
					state: memory(),
					now: now(),
					tokenSecret: (key, { key: appKey }) => {
						const issued = memory().requestTokens.get(key);
						return issued?.appKey === appKey ? issued.secret : undefined;
					},
				});
				return answer(reply, exchange(memory(), token, protocol.oauth_verifier, now()));
			}),
	);

	/** Where the visit leads, or why it ends here. */
	function visit({ query }: ConsentRequest): { issued: RequestToken; callback: string } | string {
		const issued = memory().requestTokens.get(query.oauth_token ?? '');
		if (issued === undefined) {
			return `oauth_problem=token_rejected: the request token "${query.oauth_token ?? ''}" is not known.`;
		}
		if (issued.closed !== undefined || issued.approval !== undefined) {
			return 'oauth_problem=token_used: this link was used before. Ask for a new one.';
		}
		if (now() - issued.issuedAt > REQUEST_TOKEN_LIFETIME_MS) {
			return 'oauth_problem=token_expired: this link has expired. Ask for a new one.';
		}
		const callback = destination(issued, query.oauth_callback);
		if (callback === undefined) {
			return 'oauth_problem=parameter_rejected: the callback is not the one the request token was made for.';
		}
		return { issued, callback };
	}

	app.get(provider.paths.consent, async (request: ConsentRequest, reply) => {
		const found = visit(request);
		if (typeof found === 'string') return sendErrorPage(reply, provider.brand, found);
		return sendConsentPage(reply, provider.brand, {
			app: found.issued.appKey,
			choices: provider.choices(),
		});
	});

	app.post(provider.paths.consent, async (request: ConsentRequest, reply) => {
		const found = visit(request);
		if (typeof found === 'string') return sendErrorPage(reply, provider.brand, found);
		const { issued, callback } = found;
		const { decision, choice = '' } = (request.body ?? {}) as Decision;
		if (decision === 'deny') {
			issued.closed = 'denied';
			return reply.redirect(withParameters(callback, { denied: issued.token }));
		}
		const consumer = provider.apps.find(({ key }) => key === issued.appKey);
		const approval =
			decision === 'approve' && consumer ? provider.approve(choice, consumer) : undefined;
		if (approval === undefined)
			return sendErrorPage(reply, provider.brand, 'The form was not filled in.');
		if ('refusal' in approval) return sendErrorPage(reply, provider.brand, approval.refusal);
		const verifier = opaque(7).toLowerCase();
		issued.approval = { verifier, at: now(), subject: approval.subject };
		return reply.redirect(
			withParameters(callback, {
				oauth_token: issued.token,
				oauth_verifier: verifier,
				...approval.subject,
			}),
		);
	});
}
