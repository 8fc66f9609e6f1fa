import type { ValueSource, ValueSources } from './types';

function valueOf<Fields>(source: ValueSource<Fields>, fields: Fields): string {
	if ('value' in source) return source.value;
	const value = fields[source.field];
	if (typeof value === 'boolean') return value ? 'true' : '';
	return String(value ?? '') || (source.default ?? '');
}

/** Fills in data from fields: `{ 'oauth.api.key': { field: 'apiKey' } }` becomes `{ 'oauth.api.key': '…' }`. */
export function resolveSources<Fields>(
	sources: ValueSources<Fields>,
	fields: Fields,
): Record<string, string> {
	const entries = Object.entries(sources).map(
		([name, source]) => [name, valueOf(source, fields)] as const,
	);
	return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}
