import type { Books } from './books.mts';
import { entityOf } from './entities.mts';
import { BookFault } from './fault.mts';
import { deleteRecord, saveRecord, voidRecord } from './records.mts';

/** The entity of a path segment or of a batch's part; others are not supported. */
export function requireEntity(segment: string): string {
	const entity = entityOf(segment);
	if (entity !== undefined) return entity;
	throw new BookFault('500', 'Unsupported Operation', `Operation ${segment} is not supported.`);
}

/** A body that is one JSON object. */
export function requireObject(body: unknown): Record<string, unknown> {
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
		return body as Record<string, unknown>;
	}
	throw new BookFault(
		'2010',
		'Request has invalid or unsupported property',
		'The body has to be a JSON object.',
	);
}

/** What a write is asked for: `operation` and `include` of the query, or of a batch's part. */
export interface Asked {
	readonly operation?: string;
	readonly include?: string;
}

/** Writes to the books; invoices are voided by `operation=void`, payments by `operation=update&include=void`. */
export function write(
	books: Books,
	entity: string,
	body: Record<string, unknown>,
	{ operation, include }: Asked,
	time: string,
): Record<string, unknown> {
	switch (operation) {
		case 'delete':
			return deleteRecord(books, entity, body, time);
		case 'void':
			return voidRecord(books, entity, body, time);
		case undefined:
		case 'create':
		case 'update':
			return include === 'void'
				? voidRecord(books, entity, body, time)
				: saveRecord(books, entity, body, time);
		default:
			throw new BookFault(
				'500',
				'Unsupported Operation',
				`Operation ${operation} is not supported for ${entity}.`,
			);
	}
}
