import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ELEMENTS } from '../../elements/index.mts';
import type { World } from '../../state.mts';
import { parseAuthorization } from '../authorization.mts';
import { commonResourcesOf, transformationFor } from '../common-resources/effective.mts';
import { AS_IT_IS, type Shape, shapeOf } from '../common-resources/shape.mts';
import { requireConnection, selectInstance } from '../connection.mts';
import { PlatformError } from '../errors.mts';
import type { Instance } from '../instance.mts';
import type { Query } from '../paging.mts';
import { isObject } from '../provisioning/body.mts';
import { type Refusal, WrongVerb } from '../scope.mts';
import { booksSource } from './books-source.mts';
import { objectNames, resourcesOf, vendorNameOf } from './definitions.mts';
import { describeFields } from './fields.mts';
import type { ResourceDefinition, Verb } from './resource.mts';
import { listResource } from './list.mts';
import { type RecordSource, type ResourceRecord, storeSource } from './store.mts';

type ResourceRequest = FastifyRequest<{
	Params: { resource: string; id: string };
	Querystring: Query;
}>;

/** A resource that a call is about. */
export interface Target {
	readonly instance: Instance;
	readonly definition: ResourceDefinition;
	readonly source: RecordSource;
	/** What a common resource of this name makes of its records. */
	readonly shape: Shape;
}

/** A resource of an instance, wherever its records are kept. */
export function openResource(world: World, instance: Instance, name: string): Target {
	const { element } = instance;
	const transformation = transformationFor(world, instance, name);
	const resources = resourcesOf(element);
	// A name that the element has is changed in place. Source: docs/platform-api.md, "Common resources".
	const known =
		resources.find((candidate) => candidate.name === name) ??
		resources.find((candidate) => vendorNameOf(candidate) === transformation?.vendorName);
	if (known === undefined) throw new PlatformError(404, `No resource found with name ${name}`);
	const habits = world.state.platform.resources.habits.get(`${element.key}/${known.name}`);
	const definition = { ...known, ...habits };
	const source =
		definition.entity === undefined
			? storeSource(world, instance, definition)
			: booksSource(world, instance, definition.entity);
	const shape = transformation === undefined ? AS_IT_IS : shapeOf(transformation);
	return { instance, definition, source, shape };
}

interface ListedObject {
	readonly name: string;
	readonly vendorName: string;
	readonly type: 'vdr' | 'ceCanonical';
}

/** What an instance has, and where it comes from. Source: docs/platform-api.md, "Objects and metadata". */
function objectsOf(world: World, instance: Instance): ListedObject[] {
	const mapped = commonResourcesOf(world, instance).map(
		([name, { vendorName = name }]): ListedObject => ({ name, vendorName, type: 'vdr' }),
	);
	const own = resourcesOf(instance.element).map(
		(resource): ListedObject => ({
			name: resource.name,
			vendorName: vendorNameOf(resource),
			type: 'ceCanonical',
		}),
	);
	return [...own.filter(({ name }) => !mapped.some((one) => one.name === name)), ...mapped];
}

function stripNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(stripNulls);
	if (!isObject(value)) return value;
	const kept = Object.entries(value).filter(([, item]) => item !== null);
	return Object.fromEntries(kept.map(([key, item]) => [key, stripNulls(item)]));
}

/** Nulls are left out of answers unless the configuration says otherwise. Source: docs/platform-api.md, "Common configuration". */
function present({ configuration }: Instance, value: unknown): unknown {
	return configuration['filter.response.nulls'] === 'false' ? value : stripNulls(value);
}

/** First parts of the platform's own paths; they are no resources, unless an element has one of that name. Source: docs/platform-api.md, "Which call needs which", "Common resources". */
const PLATFORM = [
	'accounts',
	'applications',
	'audit-logs',
	'authentication',
	'bulk',
	'common-resources',
	'docs',
	'elements',
	'events',
	'formulas',
	'hubs',
	'instances',
	'jobs',
	'metrics',
	'notifications',
	'organizations',
	'usage',
	'users',
	'vdrs',
];

const RESOURCES = new Set(ELEMENTS.flatMap(objectNames));

/** Whether a path leads to a resource. `/accounts` is one only with a token: without, it is the platform's. */
function leadsToResource({ params, headers }: ResourceRequest): boolean {
	const token = parseAuthorization(headers.authorization).has('element');
	if (PLATFORM.includes(params.resource)) return token && RESOURCES.has(params.resource);
	return token || RESOURCES.has(params.resource);
}

function requireRecord(body: unknown): ResourceRecord {
	if (isObject(body)) return body;
	throw new PlatformError(400, 'The request body has to be a JSON object');
}

/** Elements that answer a ping; the others do not have it. Source: docs/platform-api.md, "Resource calls". */
function pings({ element }: Instance): boolean {
	return !['xero', 'sageoneus'].includes(element.key);
}

const METHODS: Readonly<Record<Verb, string>> = {
	C: 'POST',
	R: 'GET',
	U: 'PUT, PATCH',
	D: 'DELETE',
	S: 'GET',
};

function requireVerb(request: FastifyRequest, verb: Verb, { verbs }: ResourceDefinition): void {
	if (verbs.includes(verb)) return;
	const siblings: Verb[] = verb === 'C' || verb === 'S' ? ['S', 'C'] : ['R', 'U', 'D'];
	const there = siblings.filter((other) => verbs.includes(other)).map((other) => METHODS[other]);
	throw new WrongVerb(request.method, there.join(', '));
}

/** Calls that the platform hands on. */
const COUNTED = { config: { callsProvider: true } } as const;

/** Ping, objects and resource calls below one prefix; the hub of `/hubs/{hub}` is ignored. Source: docs/platform-api.md, "Objects and metadata", "Resource calls". */
function routesBelow(app: FastifyInstance, world: World, refuse: Refusal, prefix: string): void {
	async function open(request: ResourceRequest, reply: FastifyReply, verb: Verb): Promise<Target> {
		if (prefix === '' && !leadsToResource(request)) throw refuse(request, 'platform');
		const instance = selectInstance(request, reply, world);
		await requireConnection(world, instance);
		const target = openResource(world, instance, request.params.resource);
		requireVerb(request, verb, target.definition);
		return target;
	}

	app.get(`${prefix}/ping`, COUNTED, async (request, reply) => {
		const instance = selectInstance(request, reply, world);
		if (!pings(instance)) throw new PlatformError(404, 'No resource found at /ping');
		await requireConnection(world, instance);
		return {
			dateTime: new Date(world.state.clock.now()).toISOString(),
			endpoint: instance.element.key,
		};
	});
	// Also while the instance is disabled. Source: docs/platform-api.md, "Instances".
	app.get(`${prefix}/objects`, async (request, reply) => {
		const instance = selectInstance(request, reply, world);
		const objects = objectsOf(world, instance);
		// Source: docs/platform-api.md, "Objects and metadata".
		if (request.headers['elements-version'] === 'Helium') return objects;
		return objects.map(({ name }) => name);
	});
	app.get(`${prefix}/objects/:resource/metadata`, async (request: ResourceRequest, reply) => {
		const instance = selectInstance(request, reply, world);
		const target = openResource(world, instance, request.params.resource);
		return { fields: describeFields(target, instance.element.key) };
	});
	app.get(`${prefix}/:resource`, COUNTED, async (request: ResourceRequest, reply) => {
		const { instance, ...listed } = await open(request, reply, 'S');
		const limit = instance.configuration['pagination.max'];
		return present(instance, listResource(reply, request.query, listed, limit));
	});
	app.post(`${prefix}/:resource`, COUNTED, async (request: ResourceRequest, reply) => {
		const { instance, source, shape } = await open(request, reply, 'C');
		const body = shape.toVendor(requireRecord(request.body));
		return present(instance, shape.fromVendor(source.create(body)));
	});
	app.get(`${prefix}/:resource/:id`, COUNTED, async (request: ResourceRequest, reply) => {
		const { instance, source, shape } = await open(request, reply, 'R');
		return present(instance, shape.fromVendor(source.get(request.params.id)));
	});
	for (const method of ['PUT', 'PATCH'] as const) {
		app.route({
			method,
			url: `${prefix}/:resource/:id`,
			...COUNTED,
			handler: async (request, reply) => {
				const asked = request as ResourceRequest;
				const { instance, source, shape } = await open(asked, reply, 'U');
				const body = shape.toVendor(requireRecord(asked.body));
				const updated = source.update(asked.params.id, body, method === 'PUT');
				return present(instance, shape.fromVendor(updated));
			},
		});
	}
	app.delete(`${prefix}/:resource/:id`, COUNTED, async (request: ResourceRequest, reply) => {
		const { source } = await open(request, reply, 'D');
		source.remove(request.params.id);
		return reply.send();
	});
	app.patch(`${prefix}/:resource/:id/void`, COUNTED, async (request: ResourceRequest, reply) => {
		const { instance, source } = await open(request, reply, 'U');
		if (source.voidRecord === undefined) throw refuse(request, 'platform');
		return present(instance, source.voidRecord(request.params.id));
	});
}

/** Resource calls, with a hub and without. Source: docs/platform-api.md, "Resource calls". */
export function resourceRoutes(app: FastifyInstance, world: World, refuse: Refusal): void {
	routesBelow(app, world, refuse, '');
	routesBelow(app, world, refuse, '/hubs/:hub');
}
