import type { IDataObject } from 'n8n-workflow';

import { CallFailure, InvalidInput } from '../shared/errors/failure';
import type { IntuitClient, IntuitRequest, IntuitResponse } from './client/client';

/** The most rows that Intuit gives at once. */
export const LARGEST_PAGE = 1000;

/** Rows that take Intuit too long in so small a page are not asked for in smaller ones. */
const SMALLEST_PAGE = 100;

/** By how much a page shrinks that took Intuit too long: each attempt may have waited two minutes. */
const SHRINK = 4;

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
	/** The size of pages that was come down to, where larger ones took Intuit too long. */
	shrunkTo?: number;
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

function refuse(what: string, tid?: string): never {
	throw new CallFailure({
		code: 'answer_unexpected',
		message: `QuickBooks answered without ${what}`,
		advice:
			'Nothing was read from it. If it happens again, the intuit_tid lets the support of Intuit find the call.',
		provider: 'Intuit',
		providerCall: { intuitTid: tid },
	});
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function responseIn({ body, tid }: IntuitResponse<IDataObject>): IDataObject {
	return isObject(body.QueryResponse) ? body.QueryResponse : refuse('the result of the query', tid);
}

/** The rows of a page. A result without the record type is how Intuit says that there are none. */
function rowsIn(answer: IntuitResponse<IDataObject>): IDataObject[] {
	const held = Object.values(responseIn(answer)).filter((value) => typeof value === 'object');
	const [rows = [], ...others] = held;
	const isList = Array.isArray(rows) && rows.every(isObject) && others.length === 0;
	return isList ? (rows as IDataObject[]) : refuse('a list of records', answer.tid);
}

function countIn(answer: IntuitResponse<IDataObject>): number {
	const { totalCount } = responseIn(answer);
	return typeof totalCount === 'number' ? totalCount : refuse('a count', answer.tid);
}

/**
 * Reads what a statement selects, a page at a time, until it is all read or `limit` is reached. The
 * statement's own STARTPOSITION says where to begin, its own MAXRESULTS how many rows there are at
 * most. A page that takes Intuit too long is asked for in smaller ones.
 *
 * @param largestPage rows to ask for at once
 * @throws InvalidInput for an empty statement
 * @throws CallFailure when a page cannot be read
 */
export async function readQuery(
	client: Pick<IntuitClient, 'tryCall'>,
	base: Pick<IntuitRequest, 'realmId' | 'query'>,
	statement: string,
	limit: number,
	largestPage = LARGEST_PAGE,
): Promise<QueryResult> {
	const { select, start, most = Infinity } = readStatement(statement);
	const wanted = Math.min(limit, most);
	const ask = async (query: string, canBeSmaller: boolean) =>
		await client.tryCall({
			...base,
			method: 'GET',
			path: 'query',
			query: { ...base.query, query },
			expects: 'record',
			effect: 'read',
			canBeSmaller,
		});
	if (/^select\s+count\s*\(/i.test(select)) {
		const answer = await ask(select, false);
		if (answer instanceof CallFailure) throw answer;
		return { rows: [{ totalCount: countIn(answer) }], cut: false, tid: answer.tid };
	}
	const rows: IDataObject[] = [];
	if (wanted < 1) return { rows, cut: false };
	let page = largestPage;
	const end = (cut: boolean, tid?: string) => ({
		rows,
		cut,
		tid,
		...(page < largestPage && { shrunkTo: page }),
	});
	for (;;) {
		const size = Math.min(page, wanted - rows.length);
		const at = start + rows.length;
		const canBeSmaller = size > SMALLEST_PAGE;
		const answer = await ask(`${select} STARTPOSITION ${at} MAXRESULTS ${size}`, canBeSmaller);
		if (answer instanceof CallFailure) {
			if (!canBeSmaller || answer.details.code !== 'timed_out') throw answer;
			page = Math.max(SMALLEST_PAGE, Math.floor(size / SHRINK));
			continue;
		}
		const read = rowsIn(answer);
		for (const row of read.slice(0, size)) rows.push(row);
		if (read.length < size) return end(false, answer.tid);
		if (rows.length >= wanted) return end(limit < most, answer.tid);
	}
}
