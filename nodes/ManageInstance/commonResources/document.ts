import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../shared/errors/failure';
import { checkName } from './definition';
import type { DefinedField, ExportedResource, MappedField, Mapping } from './commonResource';

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function refuse(name: string, what: string): InvalidInput {
	return new InvalidInput(
		`${name} cannot be imported: ${what}`,
		'Give what Export put out: {"vdrName": …, "definition": {"fields": […]}, "transformation": {"<element key>": {…}}}, or a list of such.',
	);
}

function readField(name: string, field: unknown): DefinedField {
	if (isObject(field) && typeof field.path === 'string' && field.path !== '') {
		return { path: field.path, type: typeof field.type === 'string' ? field.type : 'string' };
	}
	throw refuse(name, 'a field of its definition has no path');
}

/** Its fields take the types of the definition, and those that it lacks are left out, as the vendor's own tool does. */
function readMapping(
	name: string,
	element: string,
	given: unknown,
	types: ReadonlyMap<string, string>,
): { mapping: Mapping; left: string[] } {
	const { fields = [], ...rest } = isObject(given) ? given : {};
	if (!isObject(given) || !Array.isArray(fields)) {
		throw refuse(name, `its mapping for ${element} has no list of fields`);
	}
	const read = (fields as unknown[]).map((field): MappedField => {
		const { path, vendorPath } = isObject(field) ? field : {};
		if (typeof path === 'string' && typeof vendorPath === 'string') {
			return { ...(field as IDataObject), path, vendorPath };
		}
		throw refuse(name, `a field of its mapping for ${element} has no path or no vendorPath`);
	});
	return {
		mapping: {
			...rest,
			fields: read.flatMap((field) => {
				const type = types.get(field.path);
				return type === undefined ? [] : [{ ...field, type }];
			}),
		},
		left: read.map(({ path }) => path).filter((path) => !types.has(path)),
	};
}

/** A common resource to be imported. */
export interface ImportedResource {
	name: string;
	fields: DefinedField[];
	/** By element key. */
	mappings: ReadonlyMap<string, Mapping>;
	/** Mapped fields that its definition lacks. */
	left: string[];
}

function readResource(given: unknown): ImportedResource {
	const { vdrName, definition, transformation = {} } = isObject(given) ? given : {};
	if (typeof vdrName !== 'string') throw refuse('The document', 'it names no vdrName');
	const name = checkName(vdrName);
	const { fields } = isObject(definition) ? definition : {};
	if (!Array.isArray(fields)) throw refuse(name, 'it has no definition');
	if (!isObject(transformation)) throw refuse(name, 'its transformation is no object');
	const defined = (fields as unknown[]).map((field) => readField(name, field));
	const types = new Map(defined.map(({ path, type }) => [path, type]));
	const read = Object.entries(transformation).map(
		([element, mapping]) => [element, readMapping(name, element, mapping, types)] as const,
	);
	return {
		name,
		fields: defined,
		mappings: new Map(read.map(([element, { mapping }]) => [element, mapping])),
		left: [...new Set(read.flatMap(([, { left }]) => left))],
	};
}

/**
 * Common resources from what Export put out, one or a list.
 *
 * @throws InvalidInput for anything else, with what is wrong
 */
export function readDocument(given: unknown): ImportedResource[] {
	const all = (Array.isArray(given) ? given : [given]) as unknown[];
	if (all.length === 0) throw refuse('The document', 'it is an empty list');
	return all.map(readResource);
}

/** What the platform adds to a mapping, and only says of this account. */
const ADDED = new Set(['level', 'objectName', 'startDate', 'id']);

const without = (value: IDataObject) =>
	Object.fromEntries(Object.entries(value).filter(([key]) => !ADDED.has(key)));

/** A mapping as it is exported: what was inherited belongs to the level above. */
export function toExported(mapping: Mapping, level: string): Mapping {
	const own = mapping.fields.filter((field) => (field.level ?? level) === level);
	return { ...without(mapping), fields: own.map(without) as unknown as MappedField[] };
}

/** The document of one common resource. */
export function toDocument(
	name: string,
	fields: readonly DefinedField[],
	mappings: ReadonlyArray<readonly [element: string, mapping: Mapping]>,
): ExportedResource {
	return {
		vdrName: name,
		definition: { fields: fields.map(({ path, type }) => ({ path, type })) },
		transformation: Object.fromEntries(mappings),
	};
}
