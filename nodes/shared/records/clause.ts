import { InvalidInput } from '../errors/failure';
import { textOf, wireText } from '../fields/wireText';

/** Operators of CEQL that the platform documents, by what the user chooses (docs/platform-api.md, "CEQL"). */
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
	field?: unknown;
	operator?: keyof typeof OPERATORS;
	value?: unknown;
}

// Dots lead into objects, `@` begins an attribute where records are made of XML.
const FIELD = /^[\p{L}\p{N}_.@$[\]-]+$/u;

/** An apostrophe in a value is written twice (docs/platform-api.md, "CEQL"). */
function quote(field: string, value: unknown): string {
	if (value === null || value === undefined) {
		throw new InvalidInput(
			`The value for ${field} in the filter is ${value}`,
			'To find records without a value, choose Is Null. Otherwise check the expression that the value comes from.',
		);
	}
	return `'${wireText(`The value for ${field} in the filter`, value).replaceAll("'", "''")}'`;
}

function clause({ field, operator = 'equals', value }: Condition): string {
	const name = textOf('A field of the filter', field);
	if (!FIELD.test(name)) {
		throw new InvalidInput(
			name === '' ? 'A condition of the filter names no field' : `"${name}" is not a field name`,
			'Give the name as it stands in the records, for example displayName or PrimaryPhone.FreeFormNumber.',
		);
	}
	if (!Object.hasOwn(OPERATORS, operator)) {
		throw new InvalidInput(`"${operator}" is no operator of the filter`);
	}
	const word = OPERATORS[operator];
	if (operator === 'isNull') return `${name} ${word}`;
	if (operator !== 'in') return `${name} ${word} ${quote(name, value)}`;
	const list: unknown[] = typeof value === 'string' ? value.split(',') : [value].flat();
	if (list.length === 0) {
		throw new InvalidInput(`The list of values for ${name} in the filter is empty`);
	}
	const values = list.map((one) => quote(name, typeof one === 'string' ? one.trim() : one));
	return `${name} ${word} (${values.join(', ')})`;
}

/**
 * Conditions as a CEQL clause, or nothing when there are none. Values stand in straight quotes,
 * numbers too, as in every documented sample.
 *
 * @throws InvalidInput for a value that has no text, or a field that is no name
 */
export function buildWhere(
	conditions: readonly Condition[],
	combineBy: 'AND' | 'OR',
): string | undefined {
	if (conditions.length === 0) return undefined;
	return conditions.map(clause).join(` ${combineBy} `);
}

/** What a clause says outside its values. */
const withoutValues = (where: string) => where.replace(/'(?:[^']|'')*'/g, " '' ");

/**
 * A clause that asks for what both ask for.
 *
 * @throws InvalidInput where one holds an OR: not every element knows brackets
 */
export function joinClauses(where: string | undefined, clause: string): string {
	if (where === undefined) return clause;
	if (!/\bor\b/i.test(withoutValues(where))) return `${where} AND ${clause}`;
	throw new InvalidInput(
		'A filter with OR cannot be joined with Changed Since',
		'Leave the OR out, and sort the records afterwards, or write the whole clause as CEQL.',
	);
}
