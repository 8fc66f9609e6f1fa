import type { FastifyReply } from 'fastify';
import { PlatformError } from './errors.mts';

/** The most a platform list returns at once. Source: docs/platform-api.md, "Catalogue". */
export const MAX_PAGE_SIZE = 200;

/** A query string as the server hands it over. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

interface Cursor {
	readonly pageSize: number;
	readonly page: number;
}

/** Text of one query parameter; given twice is an error. */
export function single(query: Query, name: string): string | undefined {
	const value = query[name];
	if (Array.isArray(value)) throw new PlatformError(400, `${name} is given more than once`);
	return value;
}

/** A whole number from 1 on. */
function positive(text: string, name: string): number {
	if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
	throw new PlatformError(400, `${name} has to be a whole number greater than 0`);
}

function encode(cursor: Cursor): string {
	return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function decode(text: string): Cursor {
	try {
		const decoded = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Cursor>;
		const { pageSize, page } = decoded;
		if (Number.isInteger(pageSize) && Number.isInteger(page)) {
			return { pageSize: Number(pageSize), page: Number(page) };
		}
	} catch {
		// Said below.
	}
	throw new PlatformError(400, 'nextPage is not a token of this list');
}

/** Where the reading stands. A token wins over `page`, which harnesses send along with it. Source: docs/platform-api.md, "Pagination". */
function readCursor(reply: FastifyReply, query: Query, maximum: number, pages: boolean): Cursor {
	const wanted = single(query, 'pageSize');
	const nextPage = single(query, 'nextPage');
	const page = pages ? single(query, 'page') : undefined;
	let pageSize = wanted === undefined ? maximum : positive(wanted, 'pageSize');
	if (pageSize > maximum) {
		// Clipped without an error. Source: docs/platform-api.md, "Pagination".
		pageSize = maximum;
		reply.header('Elements-Error', `The page size was reduced to the maximum of ${maximum}`);
	}
	if (nextPage === undefined) {
		return { pageSize, page: page === undefined ? 1 : positive(page, 'page') };
	}
	const cursor = decode(nextPage);
	if (wanted !== undefined && cursor.pageSize !== pageSize) {
		throw new PlatformError(400, 'pageSize has to stay the same on every page');
	}
	return cursor;
}

function slice<Row>(reply: FastifyReply, rows: readonly Row[], { page, pageSize }: Cursor): Row[] {
	const found = rows.slice((page - 1) * pageSize, page * pageSize);
	reply.header('Elements-Returned-Count', String(found.length));
	return found;
}

/**
 * One page of a platform list, with the headers that go with it. A token is given with every page, the
 * last one too: the page after it is empty. Source: docs/platform-api.md, "Pagination".
 */
export function paginate<Row>(reply: FastifyReply, query: Query, rows: readonly Row[]): Row[] {
	const cursor = readCursor(reply, query, MAX_PAGE_SIZE, false);
	reply.header('Elements-Total-Count', String(rows.length));
	reply.header('Elements-Next-Page-Token', encode({ ...cursor, page: cursor.page + 1 }));
	return slice(reply, rows, cursor);
}

/** One page of a resource, whose element has habits of its own. Source: docs/platform-api.md, "Pagination". */
export function resourcePage<Row>(
	reply: FastifyReply,
	query: Query,
	rows: readonly Row[],
	habits: {
		maximum: number;
		pages: boolean;
		token: 'always' | 'until the end' | 'repeats' | 'never';
	},
): Row[] {
	const cursor = readCursor(reply, query, habits.maximum, habits.pages);
	const last = cursor.page * cursor.pageSize >= rows.length;
	// On the last page some elements give the token they were sent once more, and some none.
	const again = last && habits.token === 'repeats' && query.nextPage !== undefined;
	const next = again ? cursor.page : cursor.page + 1;
	if (habits.token !== 'never' && (!last || habits.token !== 'until the end')) {
		reply.header('Elements-Next-Page-Token', encode({ ...cursor, page: next }));
	}
	return slice(reply, rows, cursor);
}
