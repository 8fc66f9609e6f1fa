import type { FastifyReply } from 'fastify';
import { PlatformError } from './errors.mts';

/** The most a platform list returns at once. Source: reference §2.1. */
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
export function positive(text: string, name: string): number {
	if (!/^[1-9]\d{0,8}$/.test(text))
		throw new PlatformError(400, `${name} has to be a whole number greater than 0`);
	return Number(text);
}

function encode(cursor: Cursor): string {
	return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function decode(text: string): Cursor {
	try {
		const { pageSize, page } = JSON.parse(
			Buffer.from(text, 'base64url').toString(),
		) as Partial<Cursor>;
		if (Number.isInteger(pageSize) && Number.isInteger(page))
			return { pageSize: Number(pageSize), page: Number(page) };
	} catch {
		// Said below.
	}
	throw new PlatformError(400, 'nextPage is not a token of this list');
}

/**
 * One page of a list, with the headers that go with it.
 * A token is given with every page, the last one too: the page after it is empty. Source: reference §2.7, §8.3, §10.
 */
export function paginate<Row>(
	reply: FastifyReply,
	query: Query,
	rows: readonly Row[],
	maximum: number = MAX_PAGE_SIZE,
): Row[] {
	const wanted = single(query, 'pageSize');
	const nextPage = single(query, 'nextPage');
	let pageSize = wanted === undefined ? maximum : positive(wanted, 'pageSize');
	if (pageSize > maximum) {
		// Clipped without an error. Source: reference §2.7.
		pageSize = maximum;
		reply.header('Elements-Error', `The page size was reduced to the maximum of ${maximum}`);
	}
	const cursor = nextPage === undefined ? { pageSize, page: 1 } : decode(nextPage);
	if (wanted !== undefined && cursor.pageSize !== pageSize) {
		throw new PlatformError(400, 'pageSize has to stay the same on every page');
	}
	const start = (cursor.page - 1) * cursor.pageSize;
	const page = rows.slice(start, start + cursor.pageSize);
	reply.header('Elements-Returned-Count', String(page.length));
	reply.header('Elements-Total-Count', String(rows.length));
	reply.header(
		'Elements-Next-Page-Token',
		encode({ pageSize: cursor.pageSize, page: cursor.page + 1 }),
	);
	return page;
}
