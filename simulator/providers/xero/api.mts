import type { FastifyInstance } from 'fastify';
import { XERO_ORGANISATIONS } from '../../seed-providers.mts';
import type { World } from '../../state.mts';
import { bearerSubject } from '../bearer.mts';

/** The organisations a token of OAuth 2.0 reaches. */
export function xeroApiRoutes(app: FastifyInstance, world: World): void {
	app.get('/xero/connections', async (request, reply) => {
		const caller = bearerSubject(request, world, 'xero');
		if (caller === undefined) {
			return await reply.code(401).send({
				error: 'Unauthorized',
				error_description: 'TokenExpired: token expired or unknown',
			});
		}
		return XERO_ORGANISATIONS.filter(({ tenantId }) => tenantId === caller.subject.tenantId).map(
			({ tenantId, name }) => ({ tenantId, tenantType: 'ORGANISATION', tenantName: name }),
		);
	});
}
