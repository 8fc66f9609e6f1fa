import { readFileSync } from 'node:fs';
import peggy from 'peggy';

/** What can be asked of the grammar. */
type StartRule = 'Clause' | 'BulkStatement' | 'Statement';

const allowedStartRules: StartRule[] = ['Clause', 'BulkStatement', 'Statement'];

const parser = peggy.generate(readFileSync(new URL('query.peggy', import.meta.url), 'utf8'), {
	allowedStartRules,
});

/** A query that cannot be read; the message says what was expected instead. */
export const QuerySyntaxError = parser.SyntaxError;

/**
 * Reads a text by a rule of `query.peggy`, which says what comes back.
 * `escapes`: a quote in a text stands after a backslash, not doubled.
 *
 * @throws {QuerySyntaxError}
 */
export function parseAs(startRule: StartRule, text: string, escapes = false): unknown {
	return parser.parse(text, { startRule, escapes });
}
