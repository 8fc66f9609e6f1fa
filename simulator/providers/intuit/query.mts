import { satisfies, valueAt } from '../../query/conditions.mts';
import { QuerySyntaxError } from '../../query/grammar.mts';
import { parseStatement, type Statement } from '../../query/statements.mts';
import { type BookRecord, type Books, recordsOf } from './books.mts';
import { ENTITIES, entityOf } from './entities.mts';
import { BookFault } from './fault.mts';

/** The most one query returns, and what it returns unless told otherwise. */
const LIMITS = { default: 100, maximum: 1000 };

function parserError(detail: string): BookFault {
	return new BookFault('4000', 'Error parsing query', `QueryParserError: ${detail}`);
}

function validationError(detail: string): BookFault {
	return new BookFault('4001', 'Invalid query', `QueryValidationError: ${detail}`);
}

function read(text: string): Statement {
	try {
		const statement = parseStatement(text);
		const { length = 0 } = statement.where ?? [];
		if (length > 1) throw parserError('Encountered "OR": only AND is supported');
		return statement;
	} catch (error) {
		if (!(error instanceof QuerySyntaxError)) throw error;
		throw parserError(error.message);
	}
}

function requireQueryable(entity: string, fields: readonly string[]): void {
	const odd = fields.find((field) => !ENTITIES[entity]?.queryable.includes(field));
	if (odd !== undefined) throw validationError(`property '${odd}' is not queryable`);
}

function positive(value: number, name: string): number {
	if (value < 1)
		throw validationError(`value ${value} for ${name} is too small. Min allowed value is 1`);
	return value;
}

/** References and addresses are compared by what they hold. */
function asQueried(record: BookRecord, field: string): unknown {
	const value = valueAt(record, field);
	if (typeof value !== 'object' || value === null) return value;
	return Object.values(value)[0];
}

function sort(records: BookRecord[], field: string, descending: boolean): BookRecord[] {
	const key = (record: BookRecord) => JSON.stringify(asQueried(record, field));
	const sorted = [...records].sort((a, b) => key(a).localeCompare(key(b), 'en', { numeric: true }));
	return descending ? sorted.reverse() : sorted;
}

function project(record: BookRecord, columns: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(columns.map((column) => [column, valueAt(record, column)]));
}

/** Runs a statement over the books. Inactive names are left out unless `Active` is asked for. */
export function runQuery(books: Books, text: string): Record<string, unknown> {
	const { columns, from, where, orderBy, ...part } = read(text);
	const entity = entityOf(from);
	if (entity === undefined) throw validationError(`Invalid context declaration: ${from}`);
	const clause = where ?? [[]];
	const conditions = clause.flat().map(({ field }) => field);
	const named = typeof columns === 'string' ? [] : columns;
	requireQueryable(entity, [...conditions, ...named, ...(orderBy === null ? [] : [orderBy.field])]);
	const start = positive(part.start ?? 1, 'startposition');
	const max = positive(part.max ?? LIMITS.default, 'maxresults');
	if (max > LIMITS.maximum) {
		throw validationError(`value ${max} is too large. Max allowed value is ${LIMITS.maximum}.`);
	}

	const all = [...recordsOf(books, entity).values()]
		.filter((record) => conditions.includes('Active') || record.Active !== false)
		.filter((record) => satisfies(record, clause, asQueried));
	if (columns === 'count') return { totalCount: all.length };
	const ordered = orderBy === null ? all : sort(all, orderBy.field, orderBy.descending);
	const found = ordered.slice(start - 1, start - 1 + max);
	const page = columns === 'all' ? found : found.map((record) => project(record, columns));
	return page.length === 0 ? {} : { [entity]: page, startPosition: start, maxResults: page.length };
}
