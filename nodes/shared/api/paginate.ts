import type { IDataObject } from 'n8n-workflow';

import { PlatformFailure } from './failure';
import { isNothingFound } from './nothingFound';
import type { PlatformClient, PlatformRequest, PlatformResponse } from './platformClient';

/** The most rows that the platform gives at once; elements may give fewer (API reference, "Resource calls"). */
export const LARGEST_PAGE = 200;

/** No list of the platform is this long; whoever gets here follows tokens in a circle. */
const MOST_PAGES = 100_000;

/** A list to be read page by page. */
export interface ListRequest extends Pick<PlatformRequest, 'path' | 'elementToken' | 'secrets'> {
	/** The same on every page. */
	query?: IDataObject;
	pageSize?: number;
	/** `cursor`: follow `elements-next-page-token`. `page`: count `page` up, where a list knows no token. */
	style?: 'cursor' | 'page';
}

/** One page of a list. */
export interface Page<Row> {
	rows: Row[];
	/** Token of the page that follows; absent at the end. */
	nextPage?: string;
	headers: IDataObject;
	requestId?: string;
}

function isEmptyAnswer({ details }: PlatformFailure): boolean {
	return details.statusCode === 404 && isNothingFound(details.platformMessage);
}

function headerText(headers: IDataObject, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Reads one page.
 *
 * @param position token or number of the page; nothing for the first
 * @throws PlatformFailure when the call fails for another reason than that there is nothing
 */
export async function readPage<Row>(
	client: PlatformClient,
	{ query, pageSize = LARGEST_PAGE, style = 'cursor', ...request }: ListRequest,
	position?: string | number,
): Promise<Page<Row>> {
	const at =
		style === 'page' ? { page: position ?? 1 } : position !== undefined && { nextPage: position };
	const outcome: PlatformResponse<Row[]> | PlatformFailure = await client.tryCall<Row[]>({
		...request,
		method: 'GET',
		query: { ...query, pageSize, ...at },
		expects: 'list',
		repeatable: true,
	});
	if (outcome instanceof PlatformFailure) {
		if (isEmptyAnswer(outcome)) return { rows: [], headers: {} };
		throw outcome;
	}
	const { body, headers, requestId } = outcome;
	return {
		rows: body,
		nextPage: headerText(headers, 'elements-next-page-token'),
		headers,
		requestId,
	};
}

/** Pages of nothing but equal rows (one field asked for, always the same) cannot be told apart. */
const hasDifferentRows = (rows: unknown[]) =>
	rows.some((row) => JSON.stringify(row) !== JSON.stringify(rows[0]));

/**
 * Whether a page is the one before it again, which ends a list that fits on one page. A full page
 * that comes again would do so for ever, and never give the rest.
 */
function isRepeated(rows: unknown[], before: string, pageSize: number): boolean {
	if (JSON.stringify(rows) !== before) return false;
	if (rows.length < pageSize || rows.length === 1) return true;
	if (!hasDifferentRows(rows)) return false;
	throw new PlatformFailure({
		message: 'The list gives the same page again, whatever page is asked for',
		advice: 'It does not know page numbers. Set Paging to Cursor.',
	});
}

/**
 * Reads a list page by page, never holding more than one. A token comes with every page, the last
 * one included, so the end is an empty page, no token, or a token seen before (API reference,
 * "Pagination"). A page shorter than asked for is no end: elements clip the page size and filter late.
 *
 * @throws PlatformFailure when a page cannot be read, or page numbers have no effect
 */
export async function* readPages<Row>(
	client: PlatformClient,
	request: ListRequest,
): AsyncGenerator<Page<Row>, void> {
	const { pageSize = LARGEST_PAGE } = request;
	const seen = new Set<string>();
	let position: string | number | undefined;
	let before = '';
	for (let number = 1; number <= MOST_PAGES; number++) {
		const page = await readPage<Row>(client, request, position);
		if (page.rows.length === 0) return;
		if (request.style === 'page' && isRepeated(page.rows, before, pageSize)) return;
		yield page;
		if (request.style === 'page') {
			before = JSON.stringify(page.rows);
			position = number + 1;
			continue;
		}
		if (page.nextPage === undefined || seen.has(page.nextPage)) return;
		seen.add(page.nextPage);
		position = page.nextPage;
	}
	throw new PlatformFailure({
		message: `The list has no end after ${MOST_PAGES} pages`,
		advice: 'Narrow it down with a filter, or set a limit.',
	});
}

/**
 * The first rows of a list, all of them when `limit` is infinite.
 *
 * @throws PlatformFailure when a page cannot be read
 */
export async function readRows<Row>(
	client: PlatformClient,
	request: ListRequest,
	limit: number,
): Promise<Row[]> {
	const rows: Row[] = [];
	if (limit <= 0) return rows;
	const pageSize = Math.min(request.pageSize ?? LARGEST_PAGE, limit);
	for await (const page of readPages<Row>(client, { ...request, pageSize })) {
		for (const row of page.rows) {
			rows.push(row);
			if (rows.length >= limit) return rows;
		}
	}
	return rows;
}
