import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ElementDefinition } from '../elements/types.mts';
import { elementToken } from '../ids.mts';
import type { AccountName } from '../seed.mts';
import type { World } from '../state.mts';
import { requireAccount } from './authorization.mts';
import { findConnectable } from './elements.mts';
import { PlatformError } from './errors.mts';
import {
	presentInstance,
	presentLightInstance,
	type Configuration,
	type Instance,
} from './instance.mts';
import { paginate, type Query, single } from './paging.mts';
import { authenticate } from './provisioning/authenticate.mts';
import { readBody } from './provisioning/body.mts';

type ListRequest = FastifyRequest<{ Querystring: Query }>;
type InstanceRequest = FastifyRequest<{ Params: { id: string } }>;

function withDefaults(element: ElementDefinition, configuration: Configuration): Configuration {
	const defaults = element.entries.filter(({ key }) => configuration[key] === undefined);
	return {
		...configuration,
		...Object.fromEntries(defaults.map(({ key, defaultValue }) => [key, defaultValue])),
	};
}

async function createInstance(
	world: World,
	account: AccountName,
	body: unknown,
	elementInPath?: string,
): Promise<Instance> {
	const asked = readBody(body, elementInPath);
	const element = findConnectable(asked.element, account);
	const configuration = await authenticate(world, element, asked);
	const { platform, clock } = world.state;
	const instance: Instance = {
		id: platform.nextInstanceId,
		token: elementToken(),
		account,
		element,
		createdDate: new Date(clock.now()).toISOString(),
		name: asked.name,
		tags: [...asked.tags],
		configuration: withDefaults(element, configuration),
		providerData:
			asked.externalAuthentication === 'initial' ? undefined : { ...asked.providerData },
		valid: true,
		disabled: false,
		externalAuthentication: asked.externalAuthentication,
	};
	platform.nextInstanceId += 1;
	platform.instances.set(instance.id, instance);
	return instance;
}

/** An instance of this account; others are not there. */
export function findInstance(world: World, account: AccountName, id: string): Instance {
	const instance = /^\d+$/.test(id) ? world.state.platform.instances.get(Number(id)) : undefined;
	if (instance?.account !== account)
		throw new PlatformError(404, `No element instance found with ID ${id}`);
	return instance;
}

/** Instances that carry every tag asked for and hold the text in their name or element key. Source: reference §2.3. */
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

/** Creating, listing, reading and deleting instances. Source: reference §2.3. */
export function instanceRoutes(app: FastifyInstance, world: World): void {
	app.post('/instances', async (request) => {
		const { account } = requireAccount(request, world);
		return presentInstance(await createInstance(world, account, request.body));
	});
	app.post(
		'/elements/:keyOrId/instances',
		async (request: FastifyRequest<{ Params: { keyOrId: string } }>) => {
			const { account } = requireAccount(request, world);
			return presentInstance(
				await createInstance(world, account, request.body, request.params.keyOrId),
			);
		},
	);
	app.get('/instances', async (request: ListRequest, reply) => {
		const { account } = requireAccount(request, world);
		const light = single(request.query, 'hydrate') === 'false';
		const found = paginate(reply, request.query, search(world, account, request.query));
		return found.map(light ? presentLightInstance : presentInstance);
	});
	app.get('/instances/:id', async (request: InstanceRequest) => {
		const { account } = requireAccount(request, world);
		return presentInstance(findInstance(world, account, request.params.id));
	});
	app.delete('/instances/:id', async (request: InstanceRequest, reply) => {
		const { account, instance: selected } = requireAccount(request, world);
		const instance = findInstance(world, account, request.params.id);
		// Which of the two would be meant is not defined. Source: reference §1.3 (b).
		if (selected !== undefined)
			throw new PlatformError(400, 'An Element token must not be sent when deleting by id');
		world.state.platform.instances.delete(instance.id);
		return reply.send();
	});
}
