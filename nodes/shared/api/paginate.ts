import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../errors/failure';
import type { FailureDetails } from '../errors/failure';
import { isNothingFound } from './nothingFound';
import type { PlatformClient } from './platformClient';
import type { PlatformRequest, PlatformResponse } from './platformRequest';

/** The most rows that the platform gives at once; elements may give fewer (docs/platform-api.md, "Pagination"). */
export const LARGEST_PAGE = 200;

/** No list of the platform is this long; whoever gets here follows tokens in a circle. */
const MOST_PAGES = 100_000;

/** A list to be read page by page. */
export interface ListRequest
	extends Pick<PlatformRequest, 'path' | 'about' | 'headers' | 'elementToken' | 'secrets'> {
	/** The same on every page. */
	query?: IDataObject;
	pageSize?: number;
	/**
	 * `cursor`: follow `elements-next-page-token`, or count where the first page comes without one and
	 * seems to be cut. `page`: count `page` up from the start.
	 */
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

function isEmptyAnswer({ details }: CallFailure): boolean {
	return details.statusCode === 404 && isNothingFound(details.platformMessage);
}

function headerText(headers: IDataObject, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

async function tryPage<Row>(
	client: PlatformClient,
	{ query, pageSize = LARGEST_PAGE, style = 'cursor', ...request }: ListRequest,
	position?: string | number,
): Promise<Page<Row> | CallFailure> {
	const at =
		style === 'page' ? { page: position ?? 1 } : position !== undefined && { nextPage: position };
	const outcome: PlatformResponse<Row[]> | CallFailure = await client.tryCall<Row[]>({
		...request,
		method: 'GET',
		query: { ...query, pageSize, ...at },
		expects: 'list',
		repeatable: true,
	});
	if (outcome instanceof CallFailure) {
		return isEmptyAnswer(outcome) ? { rows: [], headers: {} } : outcome;
	}
	const { body, headers, requestId } = outcome;
	return {
		rows: body,
		nextPage: headerText(headers, 'elements-next-page-token'),
		headers,
		requestId,
	};
}

/**
 * Reads one page.
 *
 * @param position token or number of the page; nothing for the first
 * @throws CallFailure when the call fails for another reason than that there is nothing
 */
export async function readPage<Row>(
	client: PlatformClient,
	request: ListRequest,
	position?: string | number,
): Promise<Page<Row>> {
	const page = await tryPage<Row>(client, request, position);
	if (page instanceof CallFailure) throw page;
	return page;
}

/** Pages of nothing but equal rows (one field asked for, always the same) cannot be told apart. */
const hasDifferentRows = (rows: unknown[]) =>
	rows.some((row) => JSON.stringify(row) !== JSON.stringify(rows[0]));

/** Sizes at which elements cut their pages are round ones. */
const ROUND = 10;

const isFull = ({ rows, headers }: Page<unknown>, pageSize: number) =>
	rows.length >= pageSize || headerText(headers, 'elements-error') !== undefined;

/**
 * Whether the first page of a list may have been cut at its size, which elements lower, with a note
 * in `elements-error` or without (docs/platform-api.md, "Pagination").
 */
export function mayBeCut(page: Pick<Page<unknown>, 'rows' | 'headers'>, pageSize: number): boolean {
	const { length } = page.rows;
	if (length === 0) return false;
	const total = Number(headerText(page.headers, 'elements-total-count') ?? NaN);
	if (!Number.isNaN(total)) return total > length;
	return isFull(page, pageSize) || length % ROUND === 0;
}

const NO_PAGE_NUMBERS: FailureDetails = {
	code: 'list_without_end',
	message: 'The list gives the same page again, whatever page is asked for',
	advice: 'It does not know page numbers. Set Paging to Cursor.',
};

const CUT: FailureDetails = {
	code: 'list_cut',
	message: 'The list gave a full page and no way to a next one, so there may be more records',
	advice: 'It names no token and does not know page numbers. Narrow it down with a filter.',
};

/** Whether a list refuses to count pages, which nobody has said that it does. */
const isRefusal = ({ details }: CallFailure) =>
	[400, 404, 405, 422].includes(details.statusCode ?? 0);

/**
 * Reads a list page by page, never holding more than one. A token comes with every page, the last
 * one included, so the end is an empty page, no token, or a token seen before (docs/platform-api.md,
 * "Pagination"). A page shorter than asked for is no end: elements clip the page size and filter late.
 * Neither is a first page that seems to be cut and has no token: the list may know page numbers only.
 *
 * @throws CallFailure when a page cannot be read, page numbers have no effect, or, with code
 * `list_cut`, the list seems to be cut
 */
export async function* readPages<Row>(
	client: PlatformClient,
	request: ListRequest,
): AsyncGenerator<Page<Row>, void> {
	for await (const page of pagesOf<Row>(client, request)) {
		if (page instanceof CallFailure) throw page;
		yield page;
	}
}

/** The pages that {@link readPages} gives, and whatever it would throw, which is the last then. */
async function* pagesOf<Row>(
	client: PlatformClient,
	request: ListRequest,
): AsyncGenerator<Page<Row> | CallFailure, void> {
	const { pageSize = LARGEST_PAGE } = request;
	const seen = new Set<string>();
	const isTold = request.style === 'page';
	let style = request.style;
	let fullCount = Infinity;
	let position: string | number | undefined;
	let before = '';
	for (let number = 1; number <= MOST_PAGES; number++) {
		const page = await tryPage<Row>(client, { ...request, style }, position);
		if (page instanceof CallFailure) {
			const isGuess = style === 'page' && !isTold && number === 2;
			if (!isGuess || !isRefusal(page)) yield page;
			else if (fullCount < Infinity) yield new CallFailure(CUT);
			return;
		}
		if (page.rows.length === 0) return;
		const isRepeated = style === 'page' && JSON.stringify(page.rows) === before;
		// Where nobody said that pages are counted, equal rows must not be asked for again and again.
		if (isRepeated && (!isTold || page.rows.length === 1 || hasDifferentRows(page.rows))) {
			// A full page that comes again would do so for ever, and never give the rest.
			const isEnd = page.rows.length === 1 || page.rows.length < (isTold ? pageSize : fullCount);
			if (!isEnd) yield new CallFailure(isTold ? NO_PAGE_NUMBERS : CUT);
			return;
		}
		yield page;
		if (number === 1 && page.nextPage === undefined && mayBeCut(page, pageSize)) {
			if (isFull(page, pageSize)) fullCount = page.rows.length;
			style = 'page';
		}
		if (style === 'page') {
			before = JSON.stringify(page.rows);
			position = number + 1;
			continue;
		}
		if (page.nextPage === undefined || seen.has(page.nextPage)) return;
		seen.add(page.nextPage);
		position = page.nextPage;
	}
	yield new CallFailure({
		code: 'list_without_end',
		message: `The list has no end after ${MOST_PAGES} pages`,
		advice: 'Narrow it down with a filter, or set a limit.',
	});
}

/**
 * {@link readRows} for lists that only inform: where the list seems to be cut, its rows come with a
 * doubt about it.
 */
export async function readList<Row>(
	client: PlatformClient,
	request: ListRequest,
	limit: number,
): Promise<{ rows: Row[]; doubt?: string }> {
	const rows: Row[] = [];
	if (limit <= 0) return { rows };
	const pageSize = Math.min(request.pageSize ?? LARGEST_PAGE, limit);
	for await (const page of pagesOf<Row>(client, { ...request, pageSize })) {
		if (page instanceof CallFailure) {
			if (page.details.code !== CUT.code) throw page;
			return { rows, doubt: `${CUT.message}. ${CUT.advice}` };
		}
		for (const row of page.rows) {
			rows.push(row);
			if (rows.length >= limit) return { rows };
		}
	}
	return { rows };
}

/**
 * The first rows of a list, all of them when `limit` is infinite.
 *
 * @throws CallFailure when a page cannot be read, or the list seems to be cut
 */
export async function readRows<Row>(
	client: PlatformClient,
	request: ListRequest,
	limit: number,
): Promise<Row[]> {
	const { rows, doubt } = await readList<Row>(client, request, limit);
	if (doubt !== undefined) throw new CallFailure(CUT);
	return rows;
}
