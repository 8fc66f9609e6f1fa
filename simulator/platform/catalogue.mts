import type { FastifyInstance, FastifyRequest } from 'fastify';
import { describeConfiguration, describeElement } from '../elements/describe.mts';
import { ELEMENTS, findElement } from '../elements/index.mts';
import type { World } from '../state.mts';
import { optionalAccount } from './authorization.mts';
import { paginate } from './paging.mts';

type Query = Readonly<Record<string, string | string[] | undefined>>;
type ElementRequest = FastifyRequest<{ Params: { keyOrId: string } }>;

/** The catalogue. Source: reference §2.1. */
export function catalogueRoutes(app: FastifyInstance, world: World): void {
	app.get('/elements', async (request: FastifyRequest<{ Querystring: Query }>, reply) => {
		optionalAccount(request, world);
		return paginate(reply, request.query, ELEMENTS.map(describeElement));
	});
	app.get('/elements/keys', async (request) => {
		optionalAccount(request, world);
		return ELEMENTS.map(({ key }) => key);
	});
	app.get('/elements/:keyOrId', async (request: ElementRequest) => {
		optionalAccount(request, world);
		const element = findElement(request.params.keyOrId);
		return { ...describeElement(element), configuration: describeConfiguration(element) };
	});
	app.get('/elements/:keyOrId/configuration', async (request: ElementRequest) => {
		optionalAccount(request, world);
		return describeConfiguration(findElement(request.params.keyOrId));
	});
}
