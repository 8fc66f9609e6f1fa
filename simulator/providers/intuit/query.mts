import {
	type Clause,
	parseClause,
	QuerySyntaxError,
	satisfies,
	valueAt,
} from '../../query/conditions.mts';
import { type BookRecord, type Books, recordsOf } from './books.mts';
import { ENTITIES, entityOf } from './entities.mts';
import { BookFault } from './fault.mts';

/** The most one query returns, and what it returns unless told otherwise. */
const LIMITS = { default: 100, maximum: 1000 };

const STATEMENT =
	/^\s*select\s+(.+?)\s+from\s+(\w+)(?:\s+where\s+(.+?))?(?:\s+order\s*by\s+(\S+)(\s+(?:asc|desc))?)?(?:\s+startposition\s+(\d+))?(?:\s+maxresults\s+(\d+))?\s*;?\s*$/is;

function parserError(detail: string): BookFault {
	return new BookFault('4000', 'Error parsing query', `QueryParserError: ${detail}`);
}

function validationError(detail: string): BookFault {
	return new BookFault('4001', 'Invalid query', `QueryValidationError: ${detail}`);
}

function readClause(text: string): Clause {
	try {
		const clause = parseClause(text, { escapes: true });
		if (clause.length > 1) throw parserError('Encountered "OR": only AND is supported');
		return clause;
	} catch (error) {
		if (!(error instanceof QuerySyntaxError)) throw error;
		throw parserError(error.message);
	}
}

function requireQueryable(entity: string, fields: readonly string[]): void {
	const odd = fields.find((field) => !ENTITIES[entity]?.queryable.includes(field));
	if (odd !== undefined) throw validationError(`property '${odd}' is not queryable`);
}

function number(text: string | undefined, fallback: number, name: string): number {
	const value = text === undefined ? fallback : Number(text);
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

function project(record: BookRecord, columns: string): Record<string, unknown> {
	if (columns.trim() === '*') return record;
	return Object.fromEntries(
		columns.split(',').map((column) => [column.trim(), valueAt(record, column.trim())]),
	);
}

/** Runs a statement over the books. Inactive names are left out unless `Active` is asked for. */
export function runQuery(books: Books, statement: string): Record<string, unknown> {
	const parts = STATEMENT.exec(statement);
	if (parts === null) throw parserError(`Encountered "${statement.slice(0, 40)}"`);
	const [, columns = '', name = '', where, orderBy, direction, startText, maxText] = parts;
	const entity = entityOf(name);
	if (entity === undefined) throw validationError(`Invalid context declaration: ${name}`);
	const clause = where === undefined ? [[]] : readClause(where);
	const conditions = clause.flat().map(({ field }) => field);
	const count = /^count\(\*\)$/i.test(columns.trim());
	const named =
		count || columns.trim() === '*' ? [] : columns.split(',').map((column) => column.trim());
	requireQueryable(entity, [...conditions, ...named, ...(orderBy === undefined ? [] : [orderBy])]);
	const start = number(startText, 1, 'startposition');
	const max = number(maxText, LIMITS.default, 'maxresults');
	if (max > LIMITS.maximum) {
		throw validationError(`value ${max} is too large. Max allowed value is ${LIMITS.maximum}.`);
	}

	const all = [...recordsOf(books, entity).values()]
		.filter((record) => conditions.includes('Active') || record.Active !== false)
		.filter((record) => satisfies(record, clause, asQueried));
	if (count) return { totalCount: all.length };
	const ordered =
		orderBy === undefined ? all : sort(all, orderBy, direction?.trim().toLowerCase() === 'desc');
	const page = ordered.slice(start - 1, start - 1 + max).map((record) => project(record, columns));
	return page.length === 0 ? {} : { [entity]: page, startPosition: start, maxResults: page.length };
}
