import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OAuthApp } from '../../seed.mts';
import type { World } from '../../state.mts';
import { type Consent, type Decision, siteOf, type Visitor } from '../consent.mts';
import { sendConsentPage, sendErrorPage, withParameters } from '../pages.mts';
import { memoryOf, type RequestToken } from '../state.mts';
import { OAuthProblem } from './problem.mts';
import {
	approveToken,
	exchangeToken,
	issueRequestToken,
	REQUEST_TOKEN_LIFETIME_MS,
} from './tokens.mts';
import { verifySigned } from './verify.mts';

/** An OAuth 1.0a provider (RFC 5849 §2). Paths are below the simulator's origin. */
export interface OAuth1Provider extends Consent {
	readonly apps: readonly OAuthApp[];
	readonly paths: {
		readonly requestToken: string;
		readonly consent: string;
		readonly accessToken: string;
	};
	/**
	 * Where the callback is settled. `link`: the consent address may carry that of step 1 with a state added.
	 * `first step`: as RFC 5849 has it, so whatever the link carries is ignored and a state is lost.
	 */
	readonly callback: 'link' | 'first step';
}

function answer(reply: FastifyReply, fields: Record<string, string>): FastifyReply {
	const body = new URLSearchParams(fields).toString();
	return reply.type('application/x-www-form-urlencoded').send(body);
}

/** Runs a signed endpoint; its refusals are answered as the problem reporting extension words them. */
function guarded(reply: FastifyReply, run: () => FastifyReply): FastifyReply {
	try {
		return run();
	} catch (error) {
		if (!(error instanceof OAuthProblem)) throw error;
		return reply
			.code(error.status)
			.header('www-authenticate', 'OAuth')
			.type('application/x-www-form-urlencoded')
			.send(error.body());
	}
}

/** The callback this visit leads to; undefined if the link carries one that is not that of step 1. */
function destination(
	issued: RequestToken,
	wanted: string | undefined,
	settled: OAuth1Provider['callback'],
): string | undefined {
	if (wanted === undefined || settled === 'first step') return issued.callback;
	if (!wanted.startsWith(issued.callback)) return undefined;
	// The platform may add its state to the callback of step 1 and nothing else.
	return /^([?&]state=[^&]*)?$/.test(wanted.slice(issued.callback.length)) ? wanted : undefined;
}

type ConsentRequest = FastifyRequest<{
	Querystring: { oauth_token?: string; oauth_callback?: string };
}>;

/** A customer in front of the consent page. */
interface Visit {
	readonly issued: RequestToken;
	readonly callback: string;
	readonly visitor: Visitor;
}

/** Adds the three endpoints of an OAuth 1.0a provider. */
export function oauth1Routes(app: FastifyInstance, world: World, provider: OAuth1Provider): void {
	const { apps, brand, paths } = provider;
	const memory = () => memoryOf(world.state.providers, provider.name);
	const now = () => world.state.clock.now();

	/** A signature counts only at an address that exists. */
	function requireSite(request: FastifyRequest): string | undefined {
		const site = siteOf(provider, request.params);
		if (site === null) throw new OAuthProblem('parameter_rejected', 'There is no such site.', 400);
		return site;
	}

	app.post(paths.requestToken, async (request, reply) =>
		guarded(reply, () => {
			const site = requireSite(request);
			const by = { apps, state: memory(), now: now(), tokenSecret: null };
			const { app: consumer, protocol } = verifySigned(request, by);
			const issued = issueRequestToken(memory(), {
				appKey: consumer.key,
				callback: protocol.oauth_callback ?? '',
				site,
				now: now(),
			});
			return answer(reply, {
				oauth_token: issued.token,
				oauth_token_secret: issued.secret,
				oauth_callback_confirmed: 'true',
			});
		}),
	);

	app.post(paths.accessToken, async (request, reply) =>
		guarded(reply, () => {
			const site = requireSite(request);
			const { token, protocol } = verifySigned(request, {
				apps,
				state: memory(),
				now: now(),
				tokenSecret: (key, { key: appKey }) => {
					const issued = memory().requestTokens.get(key);
					return issued?.appKey === appKey && issued.site === site ? issued.secret : undefined;
				},
			});
			return answer(reply, exchangeToken(memory(), token, protocol.oauth_verifier, now()));
		}),
	);

	/** Where the visit leads, or why it ends here. */
	function visit({ query, params }: ConsentRequest): Visit | string {
		const issued = memory().requestTokens.get(query.oauth_token ?? '');
		const site = siteOf(provider, params);
		if (issued === undefined || issued.site !== site) {
			return `oauth_problem=token_rejected: the request token "${query.oauth_token ?? ''}" is not known.`;
		}
		if (issued.closed !== undefined || issued.approval !== undefined) {
			return 'oauth_problem=token_used: this link was used before. Ask for a new one.';
		}
		if (now() - issued.issuedAt > REQUEST_TOKEN_LIFETIME_MS) {
			return 'oauth_problem=token_expired: this link has expired. Ask for a new one.';
		}
		const callback = destination(issued, query.oauth_callback, provider.callback);
		if (callback === undefined) {
			return 'oauth_problem=parameter_rejected: the callback is not the one the request token was made for.';
		}
		return { issued, callback, visitor: { appKey: issued.appKey, site } };
	}

	app.get(paths.consent, async (request: ConsentRequest, reply) => {
		const found = visit(request);
		if (typeof found === 'string') return sendErrorPage(reply, brand, found);
		const { visitor } = found;
		return sendConsentPage(reply, brand, visitor.appKey, provider.choices(visitor));
	});

	app.post(paths.consent, async (request: ConsentRequest, reply) => {
		const found = visit(request);
		if (typeof found === 'string') return sendErrorPage(reply, brand, found);
		const { issued, callback, visitor } = found;
		const { decision, choice = '' } = (request.body ?? {}) as Decision;
		if (decision === 'deny') {
			issued.closed = 'denied';
			return reply.redirect(withParameters(callback, { denied: issued.token }));
		}
		const approval = decision === 'approve' ? provider.approve(choice, visitor) : undefined;
		if (approval === undefined) return sendErrorPage(reply, brand, 'The form was not filled in.');
		if ('refusal' in approval) return sendErrorPage(reply, brand, approval.refusal);
		const verifier = approveToken(issued, approval.subject, now());
		return reply.redirect(
			withParameters(callback, {
				oauth_token: issued.token,
				oauth_verifier: verifier,
				...approval.returned,
			}),
		);
	});
}
