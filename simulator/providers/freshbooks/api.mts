import type { FastifyInstance } from 'fastify';
import type { World } from '../../state.mts';
import { bearerSubject } from '../bearer.mts';

/** Who the token's owner is and which business they have shared. */
export function freshbooksApiRoutes(app: FastifyInstance, world: World): void {
	app.get('/freshbooksv2/auth/api/v1/users/me', async (request, reply) => {
		const caller = bearerSubject(request, world, 'freshbooksv2');
		if (caller === undefined) {
			return await reply.code(401).send({
				error: 'unauthenticated',
				error_description: 'This action requires authentication.',
			});
		}
		return {
			response: { business_memberships: [{ business: { name: caller.subject.business } }] },
		};
	});
}
