import { InvalidInput } from '../shared/errors/failure';
import { wireText } from '../shared/fields/wireText';

/** Quoted texts, placeholders, and what tells whether one stands in brackets. */
const TOKEN = /'(?:\\.|[^'\\])*'|(?<![\w:]):([a-z_]\w*)|[()']/gis;

/** One value as Intuit's query language writes it ("Query operations and syntax"): a quote inside it gets a backslash. */
function literal(label: string, value: unknown): string {
	if (typeof value === 'boolean') return String(value);
	return `'${wireText(label, value).replace(/[\\']/g, '\\$&')}'`;
}

function listLiteral(label: string, values: readonly unknown[]): string {
	if (values.length === 0) {
		throw new InvalidInput(
			`${label} is an empty list`,
			'IN needs at least one value. Leave such items out before this node.',
		);
	}
	return values.map((value) => literal(label, value)).join(', ');
}

/**
 * A statement with values in place of its `:name` placeholders, written so that each stays a value
 * whatever it holds. A list is written for IN. What stands in quotes is left as it is.
 *
 * @throws InvalidInput for a placeholder without a value, a value without a placeholder, a value that
 * has no text, and a quote that is not closed
 */
export function bindValues(statement: string, values: ReadonlyMap<string, unknown>): string {
	const unused = new Set(values.keys());
	let depth = 0;
	const bound = statement.replace(TOKEN, (token, name?: string) => {
		if (token === '(') depth += 1;
		if (token === ')') depth -= 1;
		if (token === "'") {
			throw new InvalidInput(
				'The query has a quote that is not closed',
				"A quote inside a value is written \\'. Put what comes from data under Values: the node writes it rightly.",
			);
		}
		if (name === undefined) return token;
		if (!values.has(name)) {
			throw new InvalidInput(
				`The query names :${name}, which has no value`,
				'Add it under Values, or put it in quotes if it is a text.',
			);
		}
		unused.delete(name);
		const value = values.get(name);
		const label = `The value of :${name}`;
		if (!Array.isArray(value)) return literal(label, value);
		const list = listLiteral(label, value);
		return depth > 0 ? list : `(${list})`;
	});
	const [first] = unused;
	if (first === undefined) return bound;
	throw new InvalidInput(
		`The query does not use the value "${first}"`,
		`Write :${first} where it belongs, without quotes.`,
	);
}
