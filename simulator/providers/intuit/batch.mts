import type { Books } from './books.mts';
import { entityOf } from './entities.mts';
import { BookFault, describeFault } from './fault.mts';
import { runQuery } from './query.mts';
import { requireObject, write } from './write.mts';

/** The most parts of a batch. */
const MAXIMUM = 30;

function carryOut(books: Books, part: Record<string, unknown>, time: string) {
	if (typeof part.Query === 'string') return { QueryResponse: runQuery(books, part.Query) };
	const entity = Object.keys(part).find((key) => entityOf(key) === key);
	if (entity === undefined) {
		throw new BookFault('500', 'Unsupported Operation', 'A part needs a record or a Query.');
	}
	const operation = typeof part.operation === 'string' ? part.operation : undefined;
	return { [entity]: write(books, entity, requireObject(part[entity]), { operation }, time) };
}

/** Carries out the parts one by one; what is wrong with one stands in its place, in an answer that is 200. */
export function runBatch(books: Books, body: unknown, time: string): Record<string, unknown> {
	const { BatchItemRequest: parts } = requireObject(body);
	if (!Array.isArray(parts)) {
		throw new BookFault('2020', 'Required param missing', 'BatchItemRequest has to be a list.');
	}
	if (parts.length > MAXIMUM) {
		throw new BookFault(
			'1040',
			'Batch size exceeded',
			`A batch holds at most ${MAXIMUM} parts, this one ${parts.length}.`,
		);
	}
	const answers = parts.map((item: unknown) => {
		const part = requireObject(item);
		try {
			return { bId: part.bId, ...carryOut(books, part, time) };
		} catch (error) {
			if (!(error instanceof BookFault)) throw error;
			return { bId: part.bId, Fault: describeFault(error) };
		}
	});
	return { BatchItemResponse: answers, time };
}
