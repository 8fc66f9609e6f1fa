/** A double has up to 17 significant digits; a decimal with more was never one. */
const MOST_DIGITS = 17;

/**
 * Where a number begins that may be too long to be held exactly. Digits inside a text can look like
 * one too, which only costs the closer look.
 */
const MAY_BE_INEXACT = /(?:^|[:,[\s])-?(?=[\d.]{16}|\d[\d.]*[eE])/;

const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Whether JavaScript holds the number that this JSON token spells, digit for digit. */
function isExact(token: string): boolean {
	// What is no number in JSON is left for the parser to refuse.
	if (!JSON_NUMBER.test(token)) return true;
	if (Math.abs(Number(token)) > Number.MAX_SAFE_INTEGER) return false;
	const digits = token.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '');
	return digits.length <= MOST_DIGITS;
}

/**
 * Parses JSON without rounding: a number that JavaScript cannot hold, such as the ID
 * 7615917337495251231, comes out as the text of its digits.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
	if (!MAY_BE_INEXACT.test(text)) return JSON.parse(text);
	const quoted = text.replace(TEXT_OR_NUMBER, (token) =>
		token.startsWith('"') || isExact(token) ? token : `"${token}"`,
	);
	return JSON.parse(quoted);
}

/** The first number in a JSON text that {@link parseJson} would keep as text, as it stands there. */
export function inexactNumberIn(text: string): string | undefined {
	if (!MAY_BE_INEXACT.test(text)) return undefined;
	return text.match(TEXT_OR_NUMBER)?.find((token) => !token.startsWith('"') && !isExact(token));
}
