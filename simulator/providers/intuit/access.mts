import type { FastifyRequest } from 'fastify';
import { COMPANIES, INTUIT_OAUTH1_APPS, INTUIT_OAUTH2_APPS, type Company } from '../../seed.mts';
import type { World } from '../../state.mts';
import { OAuthProblem } from '../oauth1/problem.mts';
import { verifySigned } from '../oauth1/verify.mts';
import { memoryOf } from '../state.mts';
import { USER_TOKEN_LIFETIME_MS } from './seed.mts';
import { AccessFault } from './fault.mts';

interface Caller {
	readonly appKey: string;
	readonly realmId: string | undefined;
}

function signedCaller(request: FastifyRequest, world: World): Caller {
	const state = memoryOf(world.state.providers, 'intuit');
	const now = world.state.clock.now();
	try {
		const { app, token } = verifySigned(request, {
			apps: Object.values(INTUIT_OAUTH1_APPS),
			state,
			now,
			tokenSecret: (key, { key: appKey }) => {
				const known = state.userTokens.get(key);
				return known?.appKey === appKey ? known.secret : undefined;
			},
		});
		const user = state.userTokens.get(token);
		if (user === undefined || now - user.issuedAt > USER_TOKEN_LIFETIME_MS) {
			throw new OAuthProblem('token_expired', 'The token has expired.');
		}
		return { appKey: app.key, realmId: user.subject.realmId };
	} catch (error) {
		if (!(error instanceof OAuthProblem)) throw error;
		throw new AccessFault(401, `oauth_problem=${error.problem}: ${error.message}`);
	}
}

function bearerCaller(header: string, world: World): Caller {
	const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '';
	const known = memoryOf(world.state.providers, 'intuit').accessTokens.get(token);
	if (known === undefined) throw new AccessFault(401, 'Malformed bearer token');
	if (world.state.clock.now() >= known.expiresAt)
		throw new AccessFault(401, `Token expired: ${token.slice(0, 12)}…`);
	return { appKey: known.appKey, realmId: known.subject.realmId };
}

/**
 * The company a call may read, by OAuth 1.0a signature or bearer token. App, company and host have to
 * be all of the sandbox or all of production. Source: docs/platform-api.md, "Quirks".
 */
export function authorizeCompany(
	request: FastifyRequest,
	world: World,
	{ realmId, sandbox }: { realmId: string; sandbox: boolean },
): Company {
	const header = request.headers.authorization ?? '';
	const caller = /^OAuth\s/i.test(header)
		? signedCaller(request, world)
		: bearerCaller(header, world);
	const app = [...Object.values(INTUIT_OAUTH1_APPS), ...Object.values(INTUIT_OAUTH2_APPS)].find(
		({ key }) => key === caller.appKey,
	);
	const company = COMPANIES.find((candidate) => candidate.realmId === realmId);
	const agree =
		company !== undefined &&
		caller.realmId === realmId &&
		company.sandbox === sandbox &&
		(app?.environment === 'development') === sandbox;
	if (!agree) throw new AccessFault(403, null);
	return company;
}
