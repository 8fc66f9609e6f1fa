import { InvalidInput } from '../errors/failure';
import { refuseInexact } from './exactNumbers';
import { isInstant, utc } from './instant';

/** What a value is in words, where it has no text of its own. */
function kindOf(value: unknown): string {
	if (value === null || value === undefined) return `${value}: its expression gave nothing`;
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/**
 * A parameter's value as the text that is sent for it, in a query, a condition, a header or a
 * configuration entry: dates (also luxon's, as `$now` is) in ISO 8601 and UTC, everything else as it is.
 *
 * @param label names the value in the error, for example `The header x-trace`
 * @throws InvalidInput for what has no text: nothing, an object, a list, an invalid date, NaN, and a
 * number that JavaScript cannot hold exactly
 */
export function wireText(label: string, value: unknown): string {
	if (typeof value === 'string') return value;
	refuseInexact(label, value);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (isInstant(value)) return utc(value);
	throw new InvalidInput(
		`${label} is ${kindOf(value)}`,
		'Give a text, a number, a boolean or a date. Check the expression that it comes from.',
	);
}

/**
 * The text of a parameter that may be empty, blanks trimmed. Nothing is empty text.
 *
 * @throws InvalidInput as {@link wireText}
 */
export function textOf(label: string, value: unknown): string {
	return value === null || value === undefined ? '' : wireText(label, value).trim();
}

/** Headers that hold a date in HTTP's own form (RFC 9110 §5.6.7). */
const DATE_HEADERS = new Set(['date', 'if-modified-since', 'if-unmodified-since']);

/**
 * A header's value as text: like {@link wireText}, but a date as HTTP writes it where the header
 * holds one.
 *
 * @param name in lower case
 * @throws InvalidInput as {@link wireText}, and for characters that no header can have
 */
export function headerText(name: string, value: unknown): string {
	const text = wireText(`The header ${name}`, value);
	// n8n would leave them out without a word, as it would all that is behind the line end.
	if (/[^\t -~\u0080-\u00ff]/.test(text)) {
		throw new InvalidInput(`The header ${name} has a character that headers cannot have`);
	}
	return isInstant(value) && DATE_HEADERS.has(name) ? new Date(text).toUTCString() : text;
}
