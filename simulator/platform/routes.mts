import type { FastifyInstance } from 'fastify';
import type { World } from '../state.mts';
import { bulkRoutes } from './bulk/routes.mts';
import { catalogueRoutes } from './catalogue.mts';
import { commonResourceRoutes } from './common-resources/routes.mts';
import { eventRoutes } from './events/routes.mts';
import { instanceConfigurationRoutes } from './instance-configuration.mts';
import { instanceRoutes } from './instances.mts';
import { limitCalls } from './limits.mts';
import { oauthHelperRoutes } from './oauth-helpers.mts';
import { resourceRoutes } from './resources/routes.mts';
import { platformScope } from './scope.mts';
import { logUsage, usageRoutes } from './usage.mts';

/** The whole platform below `/elements/api-v2`. */
export function platformRoutes(app: FastifyInstance, world: World): void {
	// Before faults can keep an answer.
	logUsage(app, world);
	const refuse = platformScope(app, world);
	limitCalls(app, world);
	catalogueRoutes(app, world);
	oauthHelperRoutes(app, world);
	instanceRoutes(app, world);
	instanceConfigurationRoutes(app, world);
	commonResourceRoutes(app, world);
	eventRoutes(app, world);
	usageRoutes(app, world);
	bulkRoutes(app, world);
	resourceRoutes(app, world, refuse);
}
