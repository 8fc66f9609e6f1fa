import { writeJson } from '../json.mts';

/** A clause that cannot be read. */
export class QuerySyntaxError extends Error {}

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

interface Token {
	readonly kind: 'word' | 'text' | 'operator' | 'punctuation';
	readonly value: string;
}

const REST = String.raw`(<=|>=|!=|=|<|>)|([(),])|([^\s'<>=!(),]+)`;
const DOUBLED = new RegExp(String.raw`\s*(?:'((?:[^']|'')*)'|${REST})`, 'y');
const ESCAPED = new RegExp(String.raw`\s*(?:'((?:[^'\\]|\\.)*)'|${REST})`, 'y');

function tokenize(text: string, escapes: boolean): Token[] {
	const tokens: Token[] = [];
	const pattern = escapes ? ESCAPED : DOUBLED;
	pattern.lastIndex = 0;
	const end = text.trimEnd().length;
	while (pattern.lastIndex < end) {
		const at = pattern.lastIndex;
		const [, quoted, operator, punctuation, word] = pattern.exec(text) ?? [];
		if (quoted !== undefined)
			tokens.push({
				kind: 'text',
				value: escapes ? quoted.replace(/\\(.)/g, '$1') : quoted.replaceAll("''", "'"),
			});
		else if (operator !== undefined) tokens.push({ kind: 'operator', value: operator });
		else if (punctuation !== undefined) tokens.push({ kind: 'punctuation', value: punctuation });
		else if (word !== undefined) tokens.push({ kind: 'word', value: word });
		else
			throw new QuerySyntaxError(`unexpected text at position ${at}: ${text.slice(at, at + 20)}`);
	}
	return tokens;
}

/** Walks over the tokens of a clause. */
class Reader {
	readonly #tokens: readonly Token[];
	#at = 0;

	constructor(text: string, escapes: boolean) {
		this.#tokens = tokenize(text, escapes);
	}

	get done(): boolean {
		return this.#at >= this.#tokens.length;
	}

	/** Takes a keyword if it is next. */
	keyword(word: string): boolean {
		const next = this.#tokens[this.#at];
		if (next?.kind !== 'word' || next.value.toUpperCase() !== word) return false;
		this.#at += 1;
		return true;
	}

	take(...kinds: Array<Token['kind']>): string {
		const next = this.#tokens[this.#at];
		if (next === undefined) throw new QuerySyntaxError('unexpected end');
		if (!kinds.includes(next.kind)) throw new QuerySyntaxError(`unexpected ${next.value}`);
		this.#at += 1;
		return next.value;
	}

	punctuation(mark: string): void {
		const found = this.take('punctuation');
		if (found !== mark) throw new QuerySyntaxError(`expected ${mark}, found ${found}`);
	}
}

function readList(reader: Reader): string[] {
	const values: string[] = [];
	reader.punctuation('(');
	for (;;) {
		values.push(reader.take('text', 'word'));
		const mark = reader.take('punctuation');
		if (mark === ')') return values;
		if (mark !== ',') throw new QuerySyntaxError(`unexpected ${mark}`);
	}
}

function readCondition(reader: Reader): Condition {
	const field = reader.take('word');
	if (reader.keyword('LIKE')) return { field, operator: 'LIKE', values: [reader.take('text')] };
	if (reader.keyword('IN')) return { field, operator: 'IN', values: readList(reader) };
	if (reader.keyword('IS')) {
		const operator = reader.keyword('NOT') ? 'IS NOT NULL' : 'IS NULL';
		if (!reader.keyword('NULL')) throw new QuerySyntaxError('expected NULL');
		return { field, operator, values: [] };
	}
	const operator = reader.take('operator') as Condition['operator'];
	return { field, operator, values: [reader.take('text', 'word')] };
}

/**
 * Reads `field op value` joined by AND and OR. Source: docs/platform-api.md, "CEQL". A quote inside a
 * value is doubled in CEQL (docs/platform-api.md, "CEQL"), and escaped with a backslash at Intuit
 * (`escapes`).
 */
export function parseClause(text: string, { escapes = false } = {}): Clause {
	const reader = new Reader(text, escapes);
	const alternatives: Condition[][] = [[readCondition(reader)]];
	while (!reader.done) {
		if (reader.keyword('OR')) alternatives.push([]);
		else if (!reader.keyword('AND')) throw new QuerySyntaxError('expected AND or OR');
		alternatives.at(-1)?.push(readCondition(reader));
	}
	return alternatives;
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
