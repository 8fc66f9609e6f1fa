import type { IExecuteFunctions } from 'n8n-workflow';

/** Stands for a value in a text of {@link templateOf}. Unicode leaves it to private use. */
export const HOLE = '\uE000';

/**
 * What the user wrote of a text that expressions put values into, such as `{"a": "{{ $json.a }}"}`,
 * with a {@link HOLE} for each value. Nothing where there is only text, or only one expression.
 *
 * @param name of the parameter, may lead into collections
 */
export function templateOf(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
): string | undefined {
	const stored = context.getNodeParameter(name, itemIndex, '', { rawExpressions: true }) as unknown;
	if (typeof stored !== 'string' || !stored.startsWith('=')) return undefined;
	// n8n takes the first closing pair of braces as well.
	const template = stored.slice(1).replace(/\{\{[^]*?\}\}/g, HOLE);
	return [HOLE, ''].includes(template.trim()) || !template.includes(HOLE) ? undefined : template;
}

const TOKEN = {
	json: /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+|"/gs,
	ceql: /'[^']*(?:''[^']*)*'|[^\s'(),=<>!]+|[(),=<>!]|'/g,
};

/** The place behind the JSON value that begins at `start`. */
function afterValue(tokens: readonly string[], start: number): number {
	let depth = 0;
	for (let at = start; at < tokens.length; at++) {
		const token = tokens[at] ?? '';
		if (/^[{[]$/.test(token)) depth += 1;
		if (/^[}\]]$/.test(token)) depth -= 1;
		if (depth <= 0) return at + 1;
	}
	return tokens.length;
}

/**
 * Whether a text has the form of the template that it was made from: each value stands where one was
 * to stand, and none of them ended the text it stands in, or added anything.
 */
export function keepsForm(template: string, text: string, kind: keyof typeof TOKEN): boolean {
	const tokens = text.match(TOKEN[kind]) ?? [];
	let at = 0;
	for (const wanted of template.match(TOKEN[kind]) ?? []) {
		const token = tokens[at] ?? '';
		const isText = /^["'].*["']$/s.test(wanted);
		if (wanted === HOLE && kind === 'json') {
			at = afterValue(tokens, at);
			continue;
		}
		// n8n itself changes backslashes that stand beside an expression.
		const varies = wanted.includes(HOLE) || (isText && wanted.includes('\\'));
		const fits = isText ? token.length > 1 && token[0] === wanted[0] : !/^["'{}[\],:]/.test(token);
		if (varies ? !fits : token !== wanted) return false;
		at += 1;
	}
	return at === tokens.length;
}
