import { InvalidInput } from '../shared/api/failure';

/** Operators of CEQL that the platform documents, by what the user chooses (API reference, "CEQL"). */
const OPERATORS = {
	equals: '=',
	notEquals: '!=',
	lessThan: '<',
	greaterThan: '>',
	lessOrEqual: '<=',
	greaterOrEqual: '>=',
	like: 'LIKE',
	in: 'IN',
	isNull: 'IS NULL',
} as const;

/** One line of the filter builder. */
export interface Condition {
	field?: string;
	operator?: keyof typeof OPERATORS;
	value?: unknown;
}

// Dots lead into objects, `@` begins an attribute where records are made of XML.
const FIELD = /^[\p{L}\p{N}_.@$[\]-]+$/u;

function quote(field: string, value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
	if (text.includes("'")) {
		throw new InvalidInput(
			`The value for ${field} in the filter holds an apostrophe: ${text}`,
			'The platform documents no way to write one inside a value. Where the element has LIKE, put % in its place (O%Brien), or filter behind this node.',
		);
	}
	return `'${text}'`;
}

function clause({ field = '', operator = 'equals', value }: Condition): string {
	const name = field.trim();
	if (!FIELD.test(name)) {
		throw new InvalidInput(
			name === '' ? 'A condition of the filter names no field' : `"${name}" is not a field name`,
			'Give the name as it stands in the records, for example displayName or PrimaryPhone.FreeFormNumber.',
		);
	}
	const word = OPERATORS[operator];
	if (operator === 'isNull') return `${name} ${word}`;
	if (operator !== 'in') return `${name} ${word} ${quote(name, value)}`;
	const list: unknown[] = typeof value === 'string' ? value.split(',') : [value].flat();
	const values = list.map((one) => quote(name, typeof one === 'string' ? one.trim() : one));
	return `${name} ${word} (${values.join(', ')})`;
}

/**
 * Conditions as a CEQL clause, or nothing when there are none. Values stand in straight quotes,
 * numbers too, as in every documented sample.
 *
 * @throws InvalidInput for a value that holds a quote, or a field that is no name
 */
export function buildWhere(
	conditions: readonly Condition[],
	combineBy: 'AND' | 'OR',
): string | undefined {
	if (conditions.length === 0) return undefined;
	return conditions.map(clause).join(` ${combineBy} `);
}

/** What to tell about a clause that the user wrote, when a value in it likely ended too early. */
export function quotesHint(where: string): string | undefined {
	if (where.split("'").length % 2 === 1) return undefined;
	return 'The filter has an odd number of apostrophes, so a value in it may hold one. The platform documents no way to write that; the records may not be those that were meant.';
}
