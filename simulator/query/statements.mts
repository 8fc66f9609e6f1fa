import type { Clause } from './conditions.mts';
import { parseAs } from './grammar.mts';

/** What a SELECT is about; names are as they were written. */
export interface Selection {
	readonly columns: 'all' | 'count' | readonly string[];
	readonly from: string;
	readonly where: Clause | null;
}

/** Intuit's statement: a selection in an order, and a part of it. */
export interface Statement extends Selection {
	readonly orderBy: { readonly field: string; readonly descending: boolean } | null;
	readonly start: number | null;
	readonly max: number | null;
}

/** Reads the statement of a bulk job. Source: docs/platform-api.md, "Bulk". */
export function parseBulkStatement(text: string): Selection {
	return parseAs('BulkStatement', text) as Selection;
}

/** Reads a statement as Intuit's own API takes it. */
export function parseStatement(text: string): Statement {
	return parseAs('Statement', text, true) as Statement;
}
