import type { FastifyInstance } from 'fastify';
import type { World } from '../state.mts';
import { catalogueRoutes } from './catalogue.mts';
import { instanceRoutes } from './instances.mts';
import { oauthHelperRoutes } from './oauth-helpers.mts';
import { platformScope } from './scope.mts';

/** The whole platform below `/elements/api-v2`. */
export function platformRoutes(app: FastifyInstance, world: World): void {
	platformScope(app, world);
	catalogueRoutes(app, world);
	oauthHelperRoutes(app, world);
	instanceRoutes(app, world);
}
