import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { opaque } from '../../ids.mts';
import type { ProviderApp } from '../../seed.mts';
import type { World } from '../../state.mts';
import type { Consent, Decision } from '../consent.mts';
import { sendConsentPage, sendErrorPage, withParameters } from '../pages.mts';
import type { ProviderName } from '../state.mts';
import {
	authenticateApp,
	issueTokens,
	redeemCode,
	refreshTokens,
	TokenRefusal,
	type Lifetimes,
} from './tokens.mts';

/** An OAuth 2.0 provider (RFC 6749 §4.1). Paths are below the simulator's origin. */
export interface OAuth2Provider extends Consent {
	readonly name: ProviderName;
	readonly apps: readonly ProviderApp[];
	readonly paths: { readonly consent: string; readonly token: string };
	readonly scopes: readonly string[];
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
	return (
		protocol === 'https:' ||
		(protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
	);
}

interface Visit {
	readonly app: ProviderApp;
	readonly redirectUri: string;
	readonly state: string;
}

/** Checks the consent address; a text is the provider's objection. */
function checkVisit(query: ConsentQuery, provider: OAuth2Provider): Visit | string {
	const {
		client_id: clientId,
		response_type: responseType,
		scope,
		redirect_uri: redirectUri,
		state,
	} = query;
	const app = provider.apps.find(({ key }) => key === clientId);
	if (app === undefined) return 'invalid_client: the client_id is not known.';
	if (typeof redirectUri !== 'string' || !acceptableRedirect(redirectUri)) {
		return 'invalid_request: the redirect_uri query parameter value is invalid. It has to be https, or http on this machine.';
	}
	if (responseType !== 'code') return 'unsupported_response_type: response_type has to be code.';
	if (typeof scope !== 'string' || scope === '')
		return 'invalid_scope: the scope query parameter is missing.';
	const unknown = scope.split(' ').filter((part) => !provider.scopes.includes(part));
	if (unknown.length > 0) return `invalid_scope: ${unknown.join(' ')} is not known.`;
	if (typeof state !== 'string' || state === '')
		return 'invalid_request: the state query parameter is missing.';
	return { app, redirectUri, state };
}

async function token(
	world: World,
	provider: OAuth2Provider,
	request: TokenRequest,
): Promise<Record<string, string | number>> {
	const memory = world.state.providers[provider.name];
	const now = world.state.clock.now();
	const app = authenticateApp(request.headers.authorization, provider.apps);
	const form = request.body ?? {};
	switch (form.grant_type) {
		case 'authorization_code': {
			const subject = redeemCode(memory, app, form, now);
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
		const visit = checkVisit(request.query, provider);
		if (typeof visit === 'string') return sendErrorPage(reply, brand, visit);
		return sendConsentPage(reply, brand, { app: visit.app.key, choices: provider.choices() });
	});

	app.post(paths.consent, async (request: ConsentRequest, reply: FastifyReply) => {
		const visit = checkVisit(request.query, provider);
		if (typeof visit === 'string') return sendErrorPage(reply, brand, visit);
		const { decision, choice = '' } = (request.body ?? {}) as Decision;
		const { redirectUri, state } = visit;
		if (decision === 'deny') {
			const denial = {
				error: 'access_denied',
				error_description: 'The user did not authorize the application.',
				state,
			};
			return reply.redirect(withParameters(redirectUri, denial));
		}
		const approval = decision === 'approve' ? provider.approve(choice, visit.app) : undefined;
		if (approval === undefined) return sendErrorPage(reply, brand, 'The form was not filled in.');
		if ('refusal' in approval) return sendErrorPage(reply, brand, approval.refusal);
		const code = `AB11${opaque(42)}`;
		world.state.providers[provider.name].codes.set(code, {
			appKey: visit.app.key,
			redirectUri,
			subject: approval.subject,
			issuedAt: world.state.clock.now(),
			used: false,
		});
		return reply.redirect(withParameters(redirectUri, { code, state, ...approval.subject }));
	});

	app.post(paths.token, async (request: TokenRequest, reply) => {
		try {
			return await reply
				.header('cache-control', 'no-store')
				.send(await token(world, provider, request));
		} catch (error) {
			if (!(error instanceof TokenRefusal)) throw error;
			return await reply
				.code(error.status)
				.send({ error: error.error, error_description: error.message });
		}
	});
}
