import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../api/failure';
import type { IntuitClient, IntuitRequest } from './client';

/** The most rows that Intuit gives at once. */
const LARGEST_PAGE = 1000;

/** A statement without the clauses that choose a page. */
export interface Statement {
	select: string;
	/** Its own STARTPOSITION, else 1. */
	start: number;
	/** Its own MAXRESULTS. */
	most?: number;
}

/** The rows of a query, or its count as the one row. */
export interface QueryResult {
	rows: IDataObject[];
	/** Whether the limit ended the reading. */
	cut: boolean;
	/** Of the last page. */
	tid?: string;
}

/**
 * Takes the paging clauses off the end of a statement, so that the node can set its own.
 *
 * @throws InvalidInput when nothing else is left
 */
export function readStatement(text: string): Statement {
	let select = text.trim().replace(/\s*;$/, '');
	const clauses: Record<string, number> = {};
	for (;;) {
		const clause = /\s(STARTPOSITION|MAXRESULTS)\s+(\d+)$/i.exec(select);
		if (!clause) break;
		clauses[String(clause[1]).toUpperCase()] = Number(clause[2]);
		select = select.slice(0, clause.index).trimEnd();
	}
	if (select === '') {
		throw new InvalidInput('The query is empty', 'For example SELECT * FROM Customer.');
	}
	return { select, start: clauses.STARTPOSITION ?? 1, most: clauses.MAXRESULTS };
}

function rowsOf(response: unknown): IDataObject[] | undefined {
	return Object.values((response ?? {}) as IDataObject).find(Array.isArray) as
		| IDataObject[]
		| undefined;
}

/**
 * Reads what a statement selects, a page at a time, until it is all read or `limit` is reached. The
 * statement's own STARTPOSITION says where to begin, its own MAXRESULTS how many rows there are at
 * most.
 *
 * @throws InvalidInput for an empty statement
 * @throws PlatformFailure when a page cannot be read
 */
export async function runQuery(
	client: IntuitClient,
	base: Pick<IntuitRequest, 'realmId' | 'query'>,
	statement: string,
	limit: number,
): Promise<QueryResult> {
	const { select, start, most = Infinity } = readStatement(statement);
	const wanted = Math.min(limit, most);
	const ask = async (query: string) =>
		await client.call<{ QueryResponse?: IDataObject }>({
			...base,
			method: 'GET',
			path: 'query',
			query: { ...base.query, query },
			repeatable: true,
		});
	if (/^select\s+count\s*\(/i.test(select)) {
		const { body, tid } = await ask(select);
		return { rows: [{ totalCount: body.QueryResponse?.totalCount ?? 0 }], cut: false, tid };
	}
	const rows: IDataObject[] = [];
	if (wanted < 1) return { rows, cut: false };
	for (;;) {
		const size = Math.min(LARGEST_PAGE, wanted - rows.length);
		const at = start + rows.length;
		const { body, tid } = await ask(`${select} STARTPOSITION ${at} MAXRESULTS ${size}`);
		const page = rowsOf(body.QueryResponse) ?? [];
		for (const row of page.slice(0, size)) rows.push(row);
		if (page.length < size) return { rows, cut: false, tid };
		if (rows.length >= wanted) return { rows, cut: limit < most, tid };
	}
}
