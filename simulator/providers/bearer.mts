import type { FastifyRequest } from 'fastify';
import type { World } from '../state.mts';
import { memoryOf, type Subject } from './state.mts';

/** What a valid bearer token is about; undefined for an unknown or expired one. */
export function bearerSubject(
	request: FastifyRequest,
	world: World,
	provider: string,
): { readonly token: string; readonly subject: Subject } | undefined {
	const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
	const known = memoryOf(world.state.providers, provider).accessTokens.get(token);
	if (known === undefined || world.state.clock.now() >= known.expiresAt) return undefined;
	return { token, subject: known.subject };
}
