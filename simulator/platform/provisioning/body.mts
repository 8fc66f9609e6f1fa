import { missing, PlatformError } from '../errors.mts';
import type { Configuration } from '../instance.mts';

/** A well-formed body of POST /instances. Source: docs/platform-api.md, "Instances". */
export interface ProvisioningBody {
	readonly element: string | number;
	readonly name: string;
	readonly tags: readonly string[];
	readonly configuration: Configuration;
	readonly providerData: Readonly<Record<string, unknown>>;
	readonly externalAuthentication: 'none' | 'initial';
}

/** An object that is neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Markup is taken out of names and tags. Source: docs/platform-api.md, "Instances", "Common configuration". */
export function stripHtml(text: string): string {
	return text.replace(/<[^>]*>/g, '');
}

/** Tags as texts without markup; a list that is missing holds the name. */
export function readTags(tags: unknown, name: string): string[] {
	// Without tags the name becomes the tag. Source: docs/platform-api.md, "Instances".
	if (tags === undefined || tags === null) return [name];
	if (!Array.isArray(tags) || !tags.every((tag): tag is string => typeof tag === 'string')) {
		throw new PlatformError(400, 'tags has to be a list of texts');
	}
	return tags.map(stripHtml);
}

/** Values become text: booleans come back as `"true"`. Source: docs/platform-api.md, "Instances". */
export function readConfiguration(value: unknown): Configuration {
	if (value === undefined || value === null) return {};
	if (!isObject(value)) throw new PlatformError(400, 'configuration has to be an object');
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => {
			if (item === null || item === undefined) return [key, null];
			return [key, typeof item === 'string' ? item : JSON.stringify(item)];
		}),
	);
}

function readElement(element: unknown): string | number {
	const { key, id } = isObject(element) ? element : {};
	if (typeof key === 'string' && key !== '') return key;
	if (typeof id === 'number') return id;
	throw missing('fields', ['element.key']);
}

/** Reads the body; `elementInPath` is given for POST /elements/{keyOrId}/instances. */
export function readBody(body: unknown, elementInPath?: string): ProvisioningBody {
	if (!isObject(body)) throw new PlatformError(400, 'The request body has to be a JSON object');
	const {
		element,
		name,
		tags,
		configuration,
		providerData,
		externalAuthentication = 'none',
	} = body;
	if (typeof name !== 'string' || name.trim() === '') throw missing('fields', ['name']);
	if (externalAuthentication !== 'none' && externalAuthentication !== 'initial') {
		throw new PlatformError(400, 'externalAuthentication has to be none or initial');
	}
	if (providerData !== undefined && providerData !== null && !isObject(providerData)) {
		throw new PlatformError(400, 'providerData has to be an object');
	}
	const cleanName = stripHtml(name);
	return {
		element: elementInPath ?? readElement(element),
		name: cleanName,
		tags: readTags(tags, cleanName),
		configuration: readConfiguration(configuration),
		providerData: providerData ?? {},
		externalAuthentication,
	};
}
