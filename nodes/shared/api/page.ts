import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../errors/failure';
import { isNothingFound } from './nothingFound';
import type { PlatformClient } from './platformClient';
import type { PlatformRequest, PlatformResponse } from './platformRequest';
import { isPassing } from './retry';

/** The most rows that the platform gives at once; elements may give fewer (docs/platform-api.md, "Pagination"). */
export const LARGEST_PAGE = 200;

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

/** What a header says; nothing where it is empty. */
export function headerText(headers: IDataObject, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Token or number of a page. */
export type Position = string | number;

function requestOf(
	{ query, pageSize = LARGEST_PAGE, style = 'cursor', ...request }: ListRequest,
	position?: Position,
): PlatformRequest {
	const at =
		style === 'page' ? { page: position ?? 1 } : position !== undefined && { nextPage: position };
	return {
		...request,
		method: 'GET',
		query: { ...query, pageSize, ...at },
		expects: 'list',
		repeatable: true,
	};
}

function pageOf<Row>(outcome: PlatformResponse<Row[]> | CallFailure): Page<Row> | CallFailure {
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

/** {@link readPage} for callers that go on after a failure: it is returned, not thrown. */
export async function tryPage<Row>(
	client: PlatformClient,
	request: ListRequest,
	position?: Position,
): Promise<Page<Row> | CallFailure> {
	return pageOf(await client.tryCall<Row[]>(requestOf(request, position)));
}

/** What came of a page that is asked for early; nothing where asking once more may help. */
export async function tryAhead<Row>(
	client: PlatformClient,
	request: ListRequest,
	position: Position,
): Promise<Page<Row> | CallFailure | undefined> {
	const outcome = await client.tryAhead<Row[]>(requestOf(request, position));
	const mayPass = outcome instanceof CallFailure && isPassing(outcome.details.statusCode);
	return outcome && !mayPass ? pageOf(outcome) : undefined;
}

/**
 * Reads one page.
 *
 * @param position nothing for the first
 * @throws CallFailure when the call fails for another reason than that there is nothing
 */
export async function readPage<Row>(
	client: PlatformClient,
	request: ListRequest,
	position?: Position,
): Promise<Page<Row>> {
	const page = await tryPage<Row>(client, request, position);
	if (page instanceof CallFailure) throw page;
	return page;
}
