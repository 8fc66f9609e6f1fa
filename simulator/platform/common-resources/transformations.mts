import type { FastifyInstance } from 'fastify';
import type { World } from '../../state.mts';
import { PlatformError } from '../errors.mts';
import { isObject } from '../provisioning/body.mts';
import { definitionAt } from './definitions.mts';
import { transformationAt } from './effective.mts';
import { LEVELS, type Place, placesOf, type ResourceRequest } from './places.mts';
import {
	type Level,
	type MappedField,
	type Setting,
	shelfAt,
	type Transformation,
} from './state.mts';
import { parsePath } from './vendor-path.mts';

function readSettings(value: unknown): Setting[] {
	if (value === undefined) return [];
	if (!Array.isArray(value) || !value.every((one) => isObject(one) && typeof one.type === 'string'))
		throw new PlatformError(400, 'The configuration of a transformation is a list of types');
	return value as Setting[];
}

function readField(field: unknown, level: Level, defined: ReadonlySet<string>): MappedField {
	if (!isObject(field) || typeof field.path !== 'string' || typeof field.vendorPath !== 'string') {
		throw new PlatformError(400, 'Each field of a transformation needs a path and a vendorPath');
	}
	const { path, vendorPath, type } = field;
	if (!defined.has(path)) {
		throw new PlatformError(400, `The object definition has no field ${path}`);
	}
	parsePath(path);
	parsePath(vendorPath);
	const configuration = readSettings(field.configuration);
	return {
		path,
		vendorPath,
		level,
		...(typeof type === 'string' ? { type } : {}),
		...(configuration.length === 0 ? {} : { configuration }),
	};
}

/** `yyyy-MM-dd HH:mm:ss.ffffff`, a blank and no zone. */
const dateText = (now: number) =>
	`${new Date(now).toISOString().replace('T', ' ').replace('Z', '')}000`;

function readTransformation(
	world: World,
	places: readonly [Place, ...Place[]],
	name: string,
	body: unknown,
): Transformation {
	const definition = definitionAt(world, places, name);
	if (definition === undefined)
		throw new PlatformError(404, `No object definition found for ${name}`);
	if (!isObject(body)) throw new PlatformError(400, 'The request body has to be a JSON object');
	const { fields = [], vendorName, script, isLegacy } = body;
	const scriptBody = isObject(script) && typeof script.body === 'string' ? script.body : undefined;
	if (!Array.isArray(fields) || (fields.length === 0 && scriptBody === undefined)) {
		throw new PlatformError(400, 'A transformation needs fields or a script');
	}
	const [{ level }] = places;
	const defined = new Set(definition.fields.map(({ path }) => path));
	return {
		level,
		vendorName: typeof vendorName === 'string' ? vendorName : undefined,
		fields: fields.map((field) => readField(field, level, defined)),
		configuration: readSettings(body.configuration),
		scripts: scriptBody === undefined ? [] : [scriptBody],
		isLegacy: isLegacy === true,
		startDate: dateText(world.state.clock.now()),
	};
}

function present(name: string, { scripts, ...transformation }: Transformation) {
	const [body] = scripts;
	return {
		objectName: name,
		...transformation,
		fields: transformation.fields.map((field) => ({ type: 'string', ...field })),
		...(body === undefined ? {} : { script: { body: scripts.at(-1) } }),
	};
}

function notFound(name: string): PlatformError {
	return new PlatformError(404, `No transformation found for object ${name}`);
}

function routesAt(app: FastifyInstance, world: World, level: Level, prefix: string): void {
	const all = `${prefix}${level === 'instance' ? '' : '/elements/:keyOrId'}/transformations`;
	const one = `${all}/:name`;
	const open = (request: ResourceRequest) => {
		const places = placesOf(request, world, level);
		const { transformations } = world.state.platform.commonResources;
		return { places, shelf: shelfAt(transformations, places[0].transformations) };
	};
	const read = (places: readonly Place[], name: string) => {
		const transformation = transformationAt(world, places, name);
		if (transformation === undefined) throw notFound(name);
		return present(name, transformation);
	};

	app.get(all, async (request: ResourceRequest) => {
		const { places } = open(request);
		const { transformations } = world.state.platform.commonResources;
		const names = places.flatMap((it) => [...shelfAt(transformations, it.transformations).keys()]);
		return Object.fromEntries([...new Set(names)].map((name) => [name, read(places, name)]));
	});
	app.get(one, async (request: ResourceRequest) => read(open(request).places, request.params.name));
	app.post(one, async (request: ResourceRequest) => {
		const { places, shelf } = open(request);
		const { name } = request.params;
		if (shelf.has(name)) {
			throw new PlatformError(409, `A transformation for object ${name} exists already`);
		}
		shelf.set(name, readTransformation(world, places, name, request.body));
		return read(places, name);
	});
	app.put(one, async (request: ResourceRequest) => {
		const { places, shelf } = open(request);
		const { name } = request.params;
		const before = shelf.get(name);
		if (before === undefined) throw notFound(name);
		const after = readTransformation(world, places, name, request.body);
		if (after.isLegacy && !before.isLegacy) {
			throw new PlatformError(400, 'A script cannot go back to the first engine');
		}
		shelf.set(name, after);
		return read(places, name);
	});
	app.delete(one, async (request: ResourceRequest, reply) => {
		const { shelf } = open(request);
		if (!shelf.delete(request.params.name)) throw notFound(request.params.name);
		return reply.send();
	});
}

/** Which elements map an object, on any level of the organization. */
function whoMaps(app: FastifyInstance, world: World): void {
	app.get('/organizations/objects/:name/transformations', async (request: ResourceRequest) => {
		const [{ definitions }] = placesOf(request, world, 'organization');
		const account = definitions.split('/')[1];
		const { commonResources, instances } = world.state.platform;
		return [...commonResources.transformations].flatMap(([place, shelf]) => {
			const transformation = shelf.get(request.params.name);
			const [kind, owner = '', elementKey = ''] = place.split('/');
			const instance = kind === 'instance' ? instances.get(Number(owner)) : undefined;
			if (transformation === undefined || (instance?.account ?? owner) !== account) return [];
			const key = instance?.element.key ?? elementKey;
			return [{ ...present(request.params.name, transformation), element: { key } }];
		});
	});
}

/** Transformations at three levels. Source: docs/platform-api.md, "Common resources". */
export function transformationRoutes(app: FastifyInstance, world: World): void {
	for (const [level, prefix] of LEVELS) routesAt(app, world, level, prefix);
	whoMaps(app, world);
}
