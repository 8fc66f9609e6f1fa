import type { FastifyInstance, FastifyRequest } from 'fastify';
import { INTUIT_OAUTH2_APPS } from '../../seed.mts';
import type { World } from '../../state.mts';
import { authenticateApp, TokenRefusal } from '../oauth2/tokens.mts';
import { memoryOf } from '../state.mts';

/** The person at Intuit. */
const USER = {
	sub: '1182d6ec-60a1-4aa3-a7ae-574f5d8a4b1b',
	email: 'owner@harborlane.example',
	emailVerified: true,
	givenName: 'Rosa',
	familyName: 'Lane',
};

/** Revocation (RFC 7009, with Intuit's JSON body) and OpenID Connect's user info. */
export function intuitAccountRoutes(app: FastifyInstance, world: World): void {
	app.post(
		'/intuit/v2/oauth2/tokens/revoke',
		async (request: FastifyRequest<{ Body: { token?: unknown } | null }>, reply) => {
			const { accessTokens, refreshTokens } = memoryOf(world.state.providers, 'intuit');
			try {
				const { key } = authenticateApp(
					request.headers.authorization,
					Object.values(INTUIT_OAUTH2_APPS),
				);
				const token = request.body?.token;
				const known =
					typeof token === 'string'
						? (refreshTokens.get(token) ?? accessTokens.get(token))
						: undefined;
				if (known?.appKey !== key) {
					throw new TokenRefusal('invalid_request', 'The token is not known.');
				}
				// Either token ends the connection of this app to the company.
				for (const tokens of [accessTokens, refreshTokens]) {
					for (const [text, { appKey, subject }] of tokens) {
						if (appKey === key && subject.realmId === known.subject.realmId) tokens.delete(text);
					}
				}
				return await reply.send();
			} catch (error) {
				if (!(error instanceof TokenRefusal)) throw error;
				return await reply
					.code(error.status)
					.send({ error: error.error, error_description: error.message });
			}
		},
	);
	app.get('/intuit/v1/openid_connect/userinfo', async (request, reply) => {
		const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
		const known = memoryOf(world.state.providers, 'intuit').accessTokens.get(token);
		if (known === undefined || world.state.clock.now() >= known.expiresAt) {
			return await reply.code(401).send({ error: 'invalid_token' });
		}
		return USER;
	});
}
