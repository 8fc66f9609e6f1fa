import type { FastifyInstance, FastifyRequest } from 'fastify';
import { describeConfiguration, describeElement } from '../elements/describe.mts';
import { satisfies } from '../query/conditions.mts';
import type { World } from '../state.mts';
import { optionalAccount } from './authorization.mts';
import { findElement, listedElements } from './elements.mts';
import { PlatformError } from './errors.mts';
import { describeMetadata } from './metadata.mts';
import { paginate, type Query, single } from './paging.mts';
import { readWhere } from './where.mts';

type MetadataRequest = FastifyRequest<{ Params: { keyOrId: string }; Querystring: Query }>;
type ElementRequest = FastifyRequest<{ Params: { keyOrId: string } }>;

/** What the catalogue can be searched by. Source: docs/platform-api.md, "Catalogue". */
const SEARCHABLE = ['key', 'private', 'extended'];

function filter(elements: Array<Record<string, unknown>>, where: string | undefined) {
	if (where === undefined) return elements;
	const clause = readWhere(where);
	const odd = clause.flat().find(({ field }) => !SEARCHABLE.includes(field));
	if (odd !== undefined)
		throw new PlatformError(400, `Elements cannot be searched by ${odd.field}`);
	return elements.filter((element) => satisfies(element, clause));
}

/** The catalogue. Source: docs/platform-api.md, "Catalogue". */
export function catalogueRoutes(app: FastifyInstance, world: World): void {
	const accountOf = (request: FastifyRequest) => optionalAccount(request, world)?.account;

	app.get('/elements', async (request: FastifyRequest<{ Querystring: Query }>, reply) => {
		const listed = listedElements(accountOf(request)).map(describeElement);
		return paginate(reply, request.query, filter(listed, single(request.query, 'where')));
	});
	app.get('/elements/keys', async (request) =>
		listedElements(accountOf(request)).map(({ key }) => key),
	);
	app.get('/elements/metadata', async (request: MetadataRequest, reply) => {
		const all = listedElements(accountOf(request)).map((element) =>
			describeMetadata(element, false),
		);
		return paginate(reply, request.query, all);
	});
	// By number: no source has it by key.
	app.get('/elements/:keyOrId/metadata', async (request: MetadataRequest) => {
		const { keyOrId } = request.params;
		if (!/^\d+$/.test(keyOrId)) throw new PlatformError(404, `No element found with ID ${keyOrId}`);
		const element = findElement(keyOrId, accountOf(request));
		return describeMetadata(element, single(request.query, 'expand') === 'true');
	});
	app.get('/elements/:keyOrId', async (request: ElementRequest) => {
		const element = findElement(request.params.keyOrId, accountOf(request));
		return { ...describeElement(element), configuration: describeConfiguration(element) };
	});
	app.get('/elements/:keyOrId/configuration', async (request: ElementRequest) =>
		describeConfiguration(findElement(request.params.keyOrId, accountOf(request))),
	);
}
