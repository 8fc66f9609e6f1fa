import type { FastifyInstance } from 'fastify';
import type { World } from '../../state.mts';
import { definitionRoutes } from './definitions.mts';
import { transformationRoutes } from './transformations.mts';

/** Common resources: what they are, and how elements map them. Source: docs/platform-api.md, "Common resources". */
export function commonResourceRoutes(app: FastifyInstance, world: World): void {
	definitionRoutes(app, world);
	transformationRoutes(app, world);
}
