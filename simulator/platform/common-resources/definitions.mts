import type { FastifyInstance } from 'fastify';
import type { World } from '../../state.mts';
import { PlatformError } from '../errors.mts';
import { isObject } from '../provisioning/body.mts';
import { LEVELS, type Place, placesOf, type ResourceRequest } from './places.mts';
import { type DefinedField, type Definition, type Level, shelfAt } from './state.mts';

function readField(field: unknown): DefinedField {
	if (isObject(field) && typeof field.path === 'string' && typeof field.type === 'string') {
		return { path: field.path, type: field.type };
	}
	throw new PlatformError(400, 'Each field of an object definition needs a path and a type');
}

function readDefinition(body: unknown): Definition {
	if (isObject(body) && Array.isArray(body.fields)) return { fields: body.fields.map(readField) };
	throw new PlatformError(400, 'An object definition needs a list of fields');
}

/** A definition as a level sees it: its own fields, and those of the levels above that it lacks. */
export function definitionAt(
	world: World,
	places: readonly Place[],
	name: string,
): Definition | undefined {
	const { definitions } = world.state.platform.commonResources;
	const found = places.flatMap((place) => shelfAt(definitions, place.definitions).get(name) ?? []);
	if (found.length === 0) return undefined;
	const fields = found.flatMap((definition) => definition.fields);
	return {
		fields: fields.filter(
			({ path }, index) => fields.findIndex((field) => field.path === path) === index,
		),
	};
}

function present(level: Level, name: string, { fields }: Definition) {
	return { objectName: name, level, fields };
}

/** Whether an element of the account, or an instance, maps a name: then its definition stays. */
function isMapped(world: World, { definitions: place, level }: Place, name: string): boolean {
	const { transformations } = world.state.platform.commonResources;
	const account = place.slice(level.length + 1);
	return [...transformations].some(([where, shelf]) => {
		const [kind, owner = ''] = where.split('/');
		const holder =
			kind === 'instance' ? world.state.platform.instances.get(Number(owner))?.account : owner;
		const isBelow = level === 'instance' ? where === place : holder === account;
		return isBelow && shelf.has(name);
	});
}

function remove(world: World, place: Place, names: readonly string[]): void {
	const inUse = names.find((name) => isMapped(world, place, name));
	if (inUse !== undefined) {
		throw new PlatformError(409, `Transformations exist for object ${inUse}: delete them first`);
	}
	const shelf = shelfAt(world.state.platform.commonResources.definitions, place.definitions);
	for (const name of names) {
		if (!shelf.delete(name)) throw notFound(name);
	}
}

function notFound(name: string): PlatformError {
	return new PlatformError(404, `No object definition found for ${name}`);
}

function routesAt(app: FastifyInstance, world: World, level: Level, prefix: string): void {
	const all = `${prefix}/objects/definitions`;
	const one = `${prefix}/objects/:name/definitions`;
	const open = (request: ResourceRequest) => {
		const places = placesOf(request, world, level);
		const { definitions } = world.state.platform.commonResources;
		return { places, shelf: shelfAt(definitions, places[0].definitions) };
	};
	const create = (shelf: Map<string, Definition>, name: string, body: unknown) => {
		if (shelf.has(name)) {
			throw new PlatformError(409, `An object definition for ${name} exists already`);
		}
		shelf.set(name, readDefinition(body));
	};
	const read = (places: readonly Place[], name: string) => {
		const definition = definitionAt(world, places, name);
		if (definition === undefined) throw notFound(name);
		return present(level, name, definition);
	};

	app.get(all, async (request: ResourceRequest) => {
		const { places } = open(request);
		const { definitions } = world.state.platform.commonResources;
		const names = places.flatMap((place) => [...shelfAt(definitions, place.definitions).keys()]);
		return Object.fromEntries([...new Set(names)].map((name) => [name, read(places, name)]));
	});
	// No source has these two for an instance.
	if (level !== 'instance') {
		app.post(all, async (request: ResourceRequest) => {
			const { places, shelf } = open(request);
			const given = Object.entries(isObject(request.body) ? request.body : {});
			for (const [name, body] of given) create(shelf, name, body);
			return Object.fromEntries(given.map(([name]) => [name, read(places, name)]));
		});
		app.delete(all, async (request: ResourceRequest, reply) => {
			const { places, shelf } = open(request);
			remove(world, places[0], [...shelf.keys()]);
			return reply.send();
		});
	}
	app.get(one, async (request: ResourceRequest) => read(open(request).places, request.params.name));
	app.post(one, async (request: ResourceRequest) => {
		const { places, shelf } = open(request);
		create(shelf, request.params.name, request.body);
		return read(places, request.params.name);
	});
	app.put(one, async (request: ResourceRequest) => {
		const { places, shelf } = open(request);
		const { name } = request.params;
		if (!shelf.has(name)) throw notFound(name);
		shelf.set(name, readDefinition(request.body));
		return read(places, name);
	});
	app.delete(one, async (request: ResourceRequest, reply) => {
		remove(world, open(request).places[0], [request.params.name]);
		return reply.send();
	});
}

/** Definitions of common resources at three levels. Source: docs/platform-api.md, "Common resources". */
export function definitionRoutes(app: FastifyInstance, world: World): void {
	for (const [level, prefix] of LEVELS) routesAt(app, world, level, prefix);
}
