import { InvalidInput } from '../api/failure';
import { parseJson } from '../json';

const NOT_JSON = Symbol('not JSON');

function parsedOrNot(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return NOT_JSON;
	}
}

/**
 * The value of a `json` parameter. An expression gives any value, the editor gives text. Text that
 * does not begin like an object, a list or a quoted text stands for itself, so that an ID such as
 * `007` or a number of 20 digits is carried as it is.
 *
 * @throws InvalidInput when text begins like JSON but is not
 */
export function readJson(label: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const text = value.trim();
	if (!/^[{["]/.test(text)) return text;
	const parsed = parsedOrNot(text);
	if (parsed === NOT_JSON) {
		throw new InvalidInput(`${label} is not valid JSON`, 'Check quotes, commas and brackets.');
	}
	return parsed;
}

/**
 * The value of a `json` parameter that holds names and values; empty text is none.
 *
 * @throws InvalidInput when it is anything else
 */
export function readEntries(label: string, value: unknown): Record<string, unknown> {
	const entries = readJson(label, value ?? '');
	if (entries === '') return {};
	if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) {
		throw new InvalidInput(
			`${label} must be an object of names and values`,
			'For example {"filter.response.nulls": false}.',
		);
	}
	return entries as Record<string, unknown>;
}
