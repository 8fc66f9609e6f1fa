import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { opaque } from '../../ids.mts';
import type { OAuthApp } from '../../seed.mts';
import type { World } from '../../state.mts';
import { type Consent, type Decision, siteOf, type Visitor } from '../consent.mts';
import { sendConsentPage, sendErrorPage, withParameters } from '../pages.mts';
import { memoryOf } from '../state.mts';
import {
	authenticateApp,
	issueTokens,
	type Lifetimes,
	redeemCode,
	refreshTokens,
	TokenRefusal,
} from './tokens.mts';

/** An OAuth 2.0 provider (RFC 6749 §4.1). Paths are below the simulator's origin. */
export interface OAuth2Provider extends Consent {
	readonly apps: readonly OAuthApp[];
	readonly paths: { readonly consent: string; readonly token: string };
	/** The scopes it knows, one of which has to be asked for; absent where it has none. */
	readonly scopes?: readonly string[];
	readonly stateRequired: boolean;
	readonly lifetimes: Lifetimes;
}

type ConsentQuery = Readonly<Record<string, string | string[] | undefined>>;
type ConsentRequest = FastifyRequest<{ Querystring: ConsentQuery }>;
type TokenRequest = FastifyRequest<{ Body: Record<string, string> | undefined }>;

/** Plain http is for one's own machine only. */
function acceptableRedirect(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname, hash } = new URL(address);
	if (hash !== '') return false;
	const own = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
	return protocol === 'https:' || (protocol === 'http:' && own);
}

interface Visit {
	readonly visitor: Visitor;
	readonly redirectUri: string;
	/** As it came, so that it can go back. */
	readonly state: Readonly<Record<string, string>>;
}

function objectToScope(scope: ConsentQuery[string], known: readonly string[]): string | undefined {
	if (typeof scope !== 'string' || scope === '') return 'the scope query parameter is missing.';
	const unknown = scope.split(' ').filter((part) => !known.includes(part));
	return unknown.length === 0 ? undefined : `${unknown.join(' ')} is not known.`;
}

/** Checks the consent address; a text is the provider's objection. */
function checkVisit({ query, params }: ConsentRequest, provider: OAuth2Provider): Visit | string {
	const { client_id: clientId, redirect_uri: redirectUri, state } = query;
	const site = siteOf(provider, params);
	if (site === null) return 'There is no such site.';
	const app = provider.apps.find(({ key }) => key === clientId);
	if (app === undefined) return 'invalid_client: the client_id is not known.';
	if (typeof redirectUri !== 'string' || !acceptableRedirect(redirectUri)) {
		return 'invalid_request: the redirect_uri query parameter value is invalid. It has to be https, or http on this machine.';
	}
	if (query.response_type !== 'code') {
		return 'unsupported_response_type: response_type has to be code.';
	}
	const objection = provider.scopes && objectToScope(query.scope, provider.scopes);
	if (objection !== undefined) return `invalid_scope: ${objection}`;
	const given = typeof state === 'string' && state !== '';
	if (provider.stateRequired && !given) {
		return 'invalid_request: the state query parameter is missing.';
	}
	return { visitor: { appKey: app.key, site }, redirectUri, state: given ? { state } : {} };
}

function token(
	world: World,
	provider: OAuth2Provider,
	request: TokenRequest,
): Record<string, string | number> {
	const memory = memoryOf(world.state.providers, provider.name);
	const now = world.state.clock.now();
	const site = siteOf(provider, request.params);
	const app = authenticateApp(request.headers.authorization, provider.apps);
	const form = request.body ?? {};
	switch (form.grant_type) {
		case 'authorization_code': {
			const subject = redeemCode(memory, { appKey: app.key, site }, form, now);
			return issueTokens(memory, { appKey: app.key, subject }, provider.lifetimes, now);
		}
		case 'refresh_token':
			return refreshTokens(memory, app, form.refresh_token ?? '', provider.lifetimes, now);
		default:
			throw new TokenRefusal(
				'unsupported_grant_type',
				'grant_type has to be authorization_code or refresh_token.',
			);
	}
}

/** Adds the consent page and the token endpoint of an OAuth 2.0 provider. */
export function oauth2Routes(app: FastifyInstance, world: World, provider: OAuth2Provider): void {
	const { brand, paths } = provider;

	app.get(paths.consent, async (request: ConsentRequest, reply) => {
		const visit = checkVisit(request, provider);
		if (typeof visit === 'string') return sendErrorPage(reply, brand, visit);
		const { visitor } = visit;
		return sendConsentPage(reply, brand, visitor.appKey, provider.choices(visitor));
	});

	app.post(paths.consent, async (request: ConsentRequest, reply: FastifyReply) => {
		const visit = checkVisit(request, provider);
		if (typeof visit === 'string') return sendErrorPage(reply, brand, visit);
		const { decision, choice = '' } = (request.body ?? {}) as Decision;
		const { redirectUri, state, visitor } = visit;
		if (decision === 'deny') {
			const denial = {
				error: 'access_denied',
				error_description: 'The user did not authorize the application.',
				...state,
			};
			return reply.redirect(withParameters(redirectUri, denial));
		}
		const approval = decision === 'approve' ? provider.approve(choice, visitor) : undefined;
		if (approval === undefined) return sendErrorPage(reply, brand, 'The form was not filled in.');
		if ('refusal' in approval) return sendErrorPage(reply, brand, approval.refusal);
		const code = `AB11${opaque(42)}`;
		memoryOf(world.state.providers, provider.name).codes.set(code, {
			...visitor,
			redirectUri,
			subject: approval.subject,
			issuedAt: world.state.clock.now(),
			used: false,
		});
		return reply.redirect(withParameters(redirectUri, { code, ...state, ...approval.returned }));
	});

	app.post(paths.token, async (request: TokenRequest, reply) => {
		try {
			return await reply.header('cache-control', 'no-store').send(token(world, provider, request));
		} catch (error) {
			if (!(error instanceof TokenRefusal)) throw error;
			return await reply
				.code(error.status)
				.send({ error: error.error, error_description: error.message });
		}
	});
}
