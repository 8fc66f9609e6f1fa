import { CallFailure } from '../errors/failure';
import type { FailureDetails } from '../errors/failure';
import { LARGEST_PAGE, headerText, tryAhead, tryPage } from './page';
import type { ListRequest, Page, Position } from './page';
import { PagesAhead } from './pagesAhead';
import type { PlatformClient } from './platformClient';

/** No list of the platform is this long; whoever gets here follows tokens in a circle. */
const MOST_PAGES = 100_000;

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
 * The next page is asked for while this one is used, and several of those that have numbers.
 *
 * @param limit after so many rows no page is asked for early
 * @throws CallFailure when a page cannot be read, page numbers have no effect, or, with code
 * `list_cut`, the list seems to be cut
 */
export async function* readPages<Row>(
	client: PlatformClient,
	request: ListRequest,
	limit = Infinity,
): AsyncGenerator<Page<Row>, void> {
	for await (const page of pagesOf<Row>(client, request, limit)) {
		if (page instanceof CallFailure) throw page;
		yield page;
	}
}

/** Whether a page is the one before once more; most differ in their first row. */
const isSame = (rows: unknown[], before: unknown[]) =>
	rows.length === before.length &&
	rows.every((row, index) => JSON.stringify(row) === JSON.stringify(before[index]));

/** So many pages that have numbers are asked for at the same time, where so many were read. */
const MOST_AHEAD = 5;

/**
 * The numbers of the pages to ask for early: the next one, and more where pages are full, and as many
 * as the list or the limit lets expect.
 *
 * @param number of the page that was read last
 * @param left how many rows are wanted after it
 */
function numbersAhead(
	{ rows, headers }: Page<unknown>,
	number: number,
	fullCount: number,
	left: number,
): number[] {
	const total = Number(headerText(headers, 'elements-total-count') ?? Infinity);
	const mayFollow = Math.min(left, total - number * fullCount);
	const isLast = rows.length < fullCount || !(mayFollow > fullCount);
	const count = isLast ? 1 : Math.min(MOST_AHEAD, number, Math.ceil(mayFollow / fullCount));
	return left > 0 ? Array.from({ length: count }, (_, index) => number + 1 + index) : [];
}

/** The pages that {@link readPages} gives, and whatever it would throw, which is the last then. */
async function* pagesOf<Row>(
	client: PlatformClient,
	request: ListRequest,
	limit: number,
): AsyncGenerator<Page<Row> | CallFailure, void> {
	const ahead = new PagesAhead<Position, Page<Row> | CallFailure>();
	try {
		yield* walk(client, request, limit, ahead);
	} finally {
		await ahead.settled();
	}
}

async function* walk<Row>(
	client: PlatformClient,
	request: ListRequest,
	limit: number,
	ahead: PagesAhead<Position, Page<Row> | CallFailure>,
): AsyncGenerator<Page<Row> | CallFailure, void> {
	const { pageSize = LARGEST_PAGE } = request;
	const seen = new Set<string>();
	const isTold = request.style === 'page';
	let { style } = request;
	let firstCount = 0;
	let fullCount = Infinity;
	let position: Position | undefined;
	let before: Row[] = [];
	let left = limit;
	const askEarly = async (at: Position) => await tryAhead<Row>(client, { ...request, style }, at);
	for (let number = 1; number <= MOST_PAGES; number++) {
		const early = position === undefined ? undefined : await ahead.take(position);
		const page = early ?? (await tryPage<Row>(client, { ...request, style }, position));
		if (page instanceof CallFailure) {
			const isGuess = style === 'page' && !isTold && number === 2;
			if (!isGuess || !isRefusal(page)) yield page;
			else if (fullCount < Infinity) yield new CallFailure(CUT);
			return;
		}
		const { rows, nextPage } = page;
		if (rows.length === 0) return;
		const isRepeated = style === 'page' && isSame(rows, before);
		// Where nobody said that pages are counted, equal rows must not be asked for again and again.
		if (isRepeated && (!isTold || rows.length === 1 || hasDifferentRows(rows))) {
			// A full page that comes again would do so for ever, and never give the rest.
			const isEnd = rows.length === 1 || rows.length < (isTold ? pageSize : fullCount);
			if (!isEnd) yield new CallFailure(isTold ? NO_PAGE_NUMBERS : CUT);
			return;
		}
		left -= rows.length;
		if (number === 1) firstCount = rows.length;
		if (style === 'page') ahead.want(numbersAhead(page, number, firstCount, left), askEarly);
		else if (nextPage !== undefined && !seen.has(nextPage) && left > 0)
			ahead.want([nextPage], askEarly);
		yield page;
		if (number === 1 && nextPage === undefined && mayBeCut(page, pageSize)) {
			if (isFull(page, pageSize)) fullCount = rows.length;
			style = 'page';
		}
		if (style === 'page') {
			before = rows;
			position = number + 1;
			continue;
		}
		if (nextPage === undefined || seen.has(nextPage)) return;
		seen.add(nextPage);
		position = nextPage;
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
	for await (const page of pagesOf<Row>(client, { ...request, pageSize }, limit)) {
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
