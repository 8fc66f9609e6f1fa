import { type Clause, parseClause } from '../query/conditions.mts';
import { QuerySyntaxError } from '../query/grammar.mts';
import { parseBulkStatement, type Selection } from '../query/statements.mts';
import { PlatformError } from './errors.mts';

/** What cannot be read is 400. Source: docs/platform-api.md, "CEQL". */
function refusing<Result>(parse: (text: string) => Result): (text: string) => Result {
	return (text) => {
		try {
			return parse(text);
		} catch (error) {
			if (!(error instanceof QuerySyntaxError)) throw error;
			throw new PlatformError(400, `Error parsing query: ${error.message}`);
		}
	};
}

/** Reads a `where` parameter. */
export const readWhere: (where: string) => Clause = refusing((where) => parseClause(where));

/** Reads the statement of a bulk job. Source: docs/platform-api.md, "Bulk". */
export const readBulkStatement: (statement: string) => Selection = refusing(parseBulkStatement);
