import { InvalidInput } from '../errors/failure';
import { inexactNumberIn, parseJson } from '../api/parseJson';
import { keepsForm } from './template';

/** How a text begins that is to be JSON. */
const BEGINS_LIKE_JSON = /^\s*[{["]/;

const NOT_JSON = Symbol('not JSON');

function parse(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return NOT_JSON;
	}
}

/**
 * Checks that no value broke the JSON it was put into, or set anything but itself.
 *
 * @param template of the parameter, from `templateOf`
 * @throws InvalidInput with the form that works
 */
export function checkForm(label: string, text: string, template?: string): void {
	if (template === undefined || !BEGINS_LIKE_JSON.test(template)) return;
	if (keepsForm(template, text, 'json') && parse(text) !== NOT_JSON) return;
	throw new InvalidInput(
		`A value that an expression put into ${label} breaks its JSON or would set other fields`,
		'Quotes, line breaks and brackets in a value do that. Write all of it as one expression, in which values stay values: ={{ { "Name": $json.name } }}',
		'value_breaks_json',
	);
}

/**
 * What a text says: JSON where it begins like it, without a number rounded, else the text itself, so
 * that an ID such as `007` or a number of 20 digits is carried as it is.
 *
 * @throws InvalidInput when it begins like JSON but is not
 */
export function readJsonText(label: string, given: string): unknown {
	const text = given.trim();
	if (!BEGINS_LIKE_JSON.test(text)) return text;
	const parsed = parse(text);
	if (parsed !== NOT_JSON) return parsed;
	throw new InvalidInput(`${label} is not valid JSON`, 'Check quotes, commas and brackets.');
}

/**
 * The value of a `json` parameter. An expression gives any value, the editor gives text, which is
 * read as by {@link readJsonText}.
 *
 * @param template of the parameter, from `templateOf`
 * @throws InvalidInput when text begins like JSON but is not, was broken by a value that an expression
 * put into it, or holds a number that would be rounded
 */
export function readJson(label: string, value: unknown, template?: string): unknown {
	if (typeof value !== 'string') return value;
	checkForm(label, value, template);
	const parsed = readJsonText(label, value);
	const number = BEGINS_LIKE_JSON.test(value) ? inexactNumberIn(value) : undefined;
	if (number === undefined) return parsed;
	throw new InvalidInput(
		`${label} holds the number ${number}, which is too long to be kept digit for digit`,
		`Give it as text, in quotes: "${number}".`,
		'number_rounded',
	);
}

/**
 * The value of a `json` parameter that holds names and values; empty text is none.
 *
 * @param template of the parameter, from `templateOf`
 * @throws InvalidInput when it is anything else
 */
export function readEntries(
	label: string,
	value: unknown,
	template?: string,
): Record<string, unknown> {
	const entries = readJson(label, value ?? '', template);
	if (entries === '') return {};
	if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) {
		throw new InvalidInput(
			`${label} must be an object of names and values`,
			'For example {"filter.response.nulls": false}.',
		);
	}
	return entries as Record<string, unknown>;
}
