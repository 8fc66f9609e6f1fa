import type { FastifyInstance } from 'fastify';
import { LOGIN, PLAIN_SITES } from '../../seed-providers.mts';

function lets(authorization: string): boolean {
	const basic = (username: string, password: string) =>
		`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
	return [
		`Bearer ${LOGIN.apiKey}`,
		basic(LOGIN.username, LOGIN.password),
		// Freshdesk and BambooHR take the key for a user without a password. Source: docs/platform-api.md, "Per-element provisioning matrix".
		basic(LOGIN.apiKey, ''),
	].includes(authorization);
}

/** Providers without OAuth: who logs in is told that it worked, or not. */
export function loginRoutes(app: FastifyInstance): void {
	app.get<{ Params: { site: string } }>('/plain/:key/:site/session', async (request, reply) => {
		if (request.params.site !== '-' && !PLAIN_SITES.includes(request.params.site)) {
			return await reply
				.code(404)
				.send({ error: 'not_found', error_description: 'There is no such site.' });
		}
		if (!lets(request.headers.authorization ?? '')) {
			return await reply
				.code(401)
				.send({ error: 'unauthorized', error_description: 'The credentials are not valid.' });
		}
		return { active: true };
	});
}
