import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccountName } from '../seed.mts';
import type { World } from '../state.mts';
import { requireAccount, requireOwnInstance } from './authorization.mts';
import { findElement } from './elements.mts';
import { PlatformError } from './errors.mts';
import { changeInstance } from './instance-change.mts';
import { createInstance } from './instance-create.mts';
import { type Instance, presentInstance, presentLightInstance } from './instance.mts';
import { paginate, type Query, single } from './paging.mts';
import { objectNames } from './resources/definitions.mts';

type ListRequest = FastifyRequest<{ Querystring: Query }>;
type InstanceRequest = FastifyRequest<{ Params: { id: string; keyOrId?: string } }>;
type ElementRequest = FastifyRequest<{ Params: { keyOrId: string }; Querystring: Query }>;

/** An instance of this account; others are not there. */
export function findInstance(world: World, account: AccountName, id: string): Instance {
	const instance = /^\d+$/.test(id) ? world.state.platform.instances.get(Number(id)) : undefined;
	if (instance?.account !== account) {
		throw new PlatformError(404, `No element instance found with ID ${id}`);
	}
	return instance;
}

/** Both addresses of an instance: its own, and the one below its element. Source: vendor's tests, instances. */
const BY_ID = ['/instances/:id', '/elements/:keyOrId/instances/:id'];

/** An instance by either address; below another element it is not there. */
function findOwn(
	world: World,
	account: AccountName,
	{ id, keyOrId }: InstanceRequest['params'],
): Instance {
	const instance = findInstance(world, account, id);
	if (keyOrId === undefined || findElement(keyOrId, account) === instance.element) return instance;
	throw new PlatformError(404, `No element instance found with ID ${id}`);
}

/** Instances that carry every tag asked for and hold the text in their name or element key. Source: docs/platform-api.md, "Instances". */
function search(world: World, account: AccountName, query: Query): Instance[] {
	const tags = [query['tags[]'] ?? []].flat();
	const text = single(query, 'searchText')?.toLowerCase() ?? '';
	return [...world.state.platform.instances.values()].filter(
		(instance) =>
			instance.account === account &&
			tags.every((tag) => instance.tags.includes(tag)) &&
			(instance.name.toLowerCase().includes(text) || instance.element.key.includes(text)),
	);
}

function remove(world: World, instance: Instance): void {
	world.state.platform.instances.delete(instance.id);
	world.state.platform.byToken.delete(instance.token);
}

/** What creating answers, with the objects where they were asked for. Source: docs/platform-api.md, "Instances". */
function presentCreated(instance: Instance, body: unknown): Record<string, unknown> {
	const wanted = (body as Record<string, unknown>).retrieveObjectsAfterInstantiation === true;
	const objects = wanted ? { objects: objectNames(instance.element) } : {};
	return { ...presentInstance(instance), ...objects };
}

function createRoutes(app: FastifyInstance, world: World): void {
	app.post('/instances', async (request) => {
		const { account } = requireAccount(request, world);
		return presentCreated(await createInstance(world, account, request.body), request.body);
	});
	app.post('/elements/:keyOrId/instances', async (request: ElementRequest) => {
		const { account } = requireAccount(request, world);
		const { keyOrId } = request.params;
		const instance = await createInstance(world, account, request.body, keyOrId);
		return presentCreated(instance, request.body);
	});
}

function readRoutes(app: FastifyInstance, world: World): void {
	app.get('/instances', async (request: ListRequest, reply) => {
		const { account } = requireAccount(request, world);
		const light = single(request.query, 'hydrate') === 'false';
		const found = paginate(reply, request.query, search(world, account, request.query));
		return found.map(light ? presentLightInstance : presentInstance);
	});
	app.get('/elements/:keyOrId/instances', async (request: ElementRequest, reply) => {
		const { account } = requireAccount(request, world);
		const { key } = findElement(request.params.keyOrId, account);
		const own = search(world, account, request.query).filter(({ element }) => element.key === key);
		return paginate(reply, request.query, own).map(presentInstance);
	});
	for (const url of BY_ID) {
		app.get(url, async (request: InstanceRequest) => {
			const { account } = requireAccount(request, world);
			return presentInstance(findOwn(world, account, request.params));
		});
	}
}

/** Changes by id, and the forms whose instance is that of the element token. Source: docs/platform-api.md, "Which call needs which", "Instances". */
function changeRoutes(app: FastifyInstance, world: World): void {
	const byId = (request: InstanceRequest) =>
		findOwn(world, requireAccount(request, world).account, request.params);

	for (const method of ['PUT', 'PATCH'] as const) {
		for (const url of BY_ID) {
			app.route({
				method,
				url,
				handler: async (request) => {
					const instance = byId(request as InstanceRequest);
					await changeInstance(world, instance, request.body);
					return presentInstance(instance);
				},
			});
		}
		app.route({
			method,
			url: '/instances',
			handler: async (request) => {
				const instance = requireOwnInstance(request, world);
				await changeInstance(world, instance, request.body);
				return presentInstance(instance);
			},
		});
	}
	for (const [method, disabled] of [
		['PUT', false],
		['DELETE', true],
	] as const) {
		app.route({
			method,
			url: '/instances/:id/enabled',
			handler: async (request, reply) => {
				byId(request as InstanceRequest).disabled = disabled;
				return reply.send();
			},
		});
		app.route({
			method,
			url: '/instances/enabled',
			handler: async (request, reply) => {
				requireOwnInstance(request, world).disabled = disabled;
				return reply.send();
			},
		});
	}
}

function deleteRoutes(app: FastifyInstance, world: World): void {
	for (const url of BY_ID) {
		app.delete(url, async (request: InstanceRequest, reply) => {
			const { account, instance: selected } = requireAccount(request, world);
			const instance = findOwn(world, account, request.params);
			// Which of the two would be meant is not defined. Source: docs/platform-api.md, "Which call needs which".
			if (selected !== undefined) {
				throw new PlatformError(400, 'An Element token must not be sent when deleting by id');
			}
			remove(world, instance);
			return reply.send();
		});
	}
	// Without an id, the instance of the token is meant. Source: docs/platform-api.md, "Danger".
	app.delete('/instances', async (request, reply) => {
		remove(world, requireOwnInstance(request, world));
		return reply.send();
	});
}

/** Creating, listing, reading, changing and deleting instances. Source: docs/platform-api.md, "Instances". */
export function instanceRoutes(app: FastifyInstance, world: World): void {
	createRoutes(app, world);
	readRoutes(app, world);
	changeRoutes(app, world);
	deleteRoutes(app, world);
}
