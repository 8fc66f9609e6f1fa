import { quickbooks } from './quickbooks';
import type { ElementDefinition, Source, Sources } from './types';

const ELEMENTS: readonly ElementDefinition[] = [quickbooks];

/** The element with this catalogue key, or nothing where the package holds no data about it. */
export function findElement(key: string): ElementDefinition | undefined {
	return ELEMENTS.find((element) => element.key === key);
}

function valueOf<Fields>(source: Source<Fields>, fields: Fields): string {
	if ('value' in source) return source.value;
	const value = fields[source.field];
	if (typeof value === 'boolean') return value ? 'true' : '';
	return String(value ?? '') || (source.default ?? '');
}

/** Fills in data from fields: `{ 'oauth.api.key': { field: 'apiKey' } }` becomes `{ 'oauth.api.key': '…' }`. */
export function resolveSources<Fields>(
	sources: Sources<Fields>,
	fields: Fields,
): Record<string, string> {
	const entries = Object.entries(sources).map(
		([name, source]) => [name, valueOf(source, fields)] as const,
	);
	return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}
