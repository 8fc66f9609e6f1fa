import { type Clause, parseClause, QuerySyntaxError } from '../query/conditions.mts';
import { PlatformError } from './errors.mts';

/** Reads a `where` parameter; what cannot be read is 400. Source: docs/platform-api.md, "CEQL". */
export function readWhere(where: string): Clause {
	try {
		return parseClause(where);
	} catch (error) {
		if (!(error instanceof QuerySyntaxError)) throw error;
		throw new PlatformError(400, `Error parsing query: ${error.message}`);
	}
}
