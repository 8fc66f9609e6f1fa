import type { FastifyReply } from 'fastify';
import { writeJson } from '../../json.mts';
import { type Clause, satisfies, valueAt } from '../../query/conditions.mts';
import type { Shape } from '../common-resources/shape.mts';
import { PlatformError } from '../errors.mts';
import { type Query, resourcePage, single } from '../paging.mts';
import { readWhere } from '../where.mts';
import type { ResourceDefinition } from './resource.mts';
import type { RecordSource, ResourceRecord } from './store.mts';

function checkClause(clause: Clause, definition: ResourceDefinition, source: RecordSource): void {
	if (!definition.or && clause.length > 1) {
		throw new PlatformError(400, 'Error parsing query: OR is not supported');
	}
	const odd = clause.flat().find(({ field }) => source.searchable?.(field) === false);
	if (odd === undefined) return;
	const words = `Invalid query - QueryValidationError: property '${odd.field}' is not queryable`;
	throw new PlatformError(400, words, words);
}

function sorted(
	records: ResourceRecord[],
	orderBy: string | undefined,
	shape: Shape,
): ResourceRecord[] {
	if (orderBy === undefined) return records;
	const parts = /^(\S+)(?:\s+(asc|desc))?$/i.exec(orderBy.trim());
	if (parts === null)
		throw new PlatformError(400, 'orderBy has to be a field, with asc or desc after it');
	const [, field = '', direction = 'asc'] = parts;
	const key = (record: ResourceRecord) =>
		writeJson(valueAt(record, shape.vendorField(field)) ?? '');
	const up = [...records].sort((a, b) => key(a).localeCompare(key(b), 'en', { numeric: true }));
	return direction.toLowerCase() === 'desc' ? up.reverse() : up;
}

function project(record: ResourceRecord, fields: string | undefined): ResourceRecord {
	if (fields === undefined) return record;
	const wanted = fields.split(',').map((field) => field.trim());
	return Object.fromEntries(Object.entries(record).filter(([field]) => wanted.includes(field)));
}

/** The records a clause finds; all that are listed without one. */
export function select(source: RecordSource, clause: Clause | undefined): ResourceRecord[] {
	const all = source.list(clause);
	if (clause === undefined) return all;
	const { normalize } = source;
	const asked =
		normalize === undefined ? clause : clause.map((conditions) => conditions.map(normalize));
	return all.filter((record) => satisfies(record, asked));
}

/** A clause may use the names of a common resource. Source: docs/platform-api.md, "Common resources". */
function inVendorWords(clause: Clause, shape: Shape): Clause {
	return clause.map((all) =>
		all.map((condition) => ({ ...condition, field: shape.vendorField(condition.field) })),
	);
}

interface Listed {
	readonly definition: ResourceDefinition;
	readonly source: RecordSource;
	readonly shape: Shape;
}

/** One page of a resource: where, orderBy, fields, page or cursor, returnCount. Source: docs/platform-api.md, "Resource calls", "Pagination". */
export function listResource(
	reply: FastifyReply,
	query: Query,
	{ definition, source, shape }: Listed,
	configured: string | null | undefined,
): ResourceRecord[] {
	const where = single(query, 'where');
	const clause = where === undefined ? undefined : inVendorWords(readWhere(where), shape);
	if (clause !== undefined) checkClause(clause, definition, source);
	const rows = sorted(select(source, clause), single(query, 'orderBy'), shape);
	if (single(query, 'returnCount') === 'true') {
		reply.header('Elements-Total-Count', String(rows.length));
	}
	// The instance's own limit counts where it is below the element's. Source: docs/platform-api.md, "Pagination".
	const limit = Math.min(definition.max, Number(configured) || definition.max);
	const page = resourcePage(reply, query, rows, { maximum: limit, ...definition });
	return page.map((record) => project(shape.fromVendor(record), single(query, 'fields')));
}
