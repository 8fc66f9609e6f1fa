import { writeJson } from '../json.mts';
import { parseAs } from './grammar.mts';

/** One comparison of a clause. */
export interface Condition {
	readonly field: string;
	readonly operator:
		| '='
		| '!='
		| '<'
		| '<='
		| '>'
		| '>='
		| 'LIKE'
		| 'IN'
		| 'IS NULL'
		| 'IS NOT NULL';
	readonly values: readonly string[];
}

/** Alternatives of conditions that all have to hold: AND binds before OR. */
export type Clause = ReadonlyArray<readonly Condition[]>;

/**
 * Reads `field op value` joined by AND and OR. Source: docs/platform-api.md, "CEQL". A quote inside a
 * value is doubled in CEQL (docs/platform-api.md, "CEQL"), and escaped with a backslash at Intuit
 * (`escapes`).
 */
export function parseClause(text: string, { escapes = false } = {}): Clause {
	return parseAs('Clause', text, escapes) as Clause;
}

/** `%` stands for any text; case does not matter. */
function like(value: string, pattern: string): boolean {
	const parts = pattern.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`, 'is').test(value);
}

/** Numbers by size, everything else (dates among them) as text. */
function compare(a: string, b: string): number {
	const numeric = /^-?\d+(\.\d+)?$/;
	if (numeric.test(a) && numeric.test(b)) {
		const whole = !a.includes('.') && !b.includes('.');
		return whole ? Number(BigInt(a) - BigInt(b)) : Number(a) - Number(b);
	}
	return a < b ? -1 : Number(a > b);
}

function holds({ operator, values }: Condition, actual: unknown): boolean {
	if (operator === 'IS NULL') return actual === null || actual === undefined;
	if (operator === 'IS NOT NULL') return actual !== null && actual !== undefined;
	if (actual === null || actual === undefined) return false;
	const text = typeof actual === 'string' ? actual : writeJson(actual);
	const [wanted = ''] = values;
	switch (operator) {
		case '=':
			return text === wanted;
		case '!=':
			return text !== wanted;
		case '<':
			return compare(text, wanted) < 0;
		case '<=':
			return compare(text, wanted) <= 0;
		case '>':
			return compare(text, wanted) > 0;
		case '>=':
			return compare(text, wanted) >= 0;
		case 'LIKE':
			return like(text, wanted);
		case 'IN':
			return values.includes(text);
	}
}

/** A value by a name that may lead into objects: `PrimaryPhone.FreeFormNumber`. */
export function valueAt(record: unknown, field: string): unknown {
	return field
		.split('.')
		.reduce<unknown>(
			(value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
			record,
		);
}

/** Whether a record is one the clause asks for; `read` finds a field's value in it. */
export function satisfies<Target>(
	record: Target,
	clause: Clause,
	read: (record: Target, field: string) => unknown = valueAt,
): boolean {
	return clause.some((all) =>
		all.every((condition) => holds(condition, read(record, condition.field))),
	);
}
