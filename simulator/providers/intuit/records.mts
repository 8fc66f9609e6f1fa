import { type BookRecord, type Books, ENTITIES } from './books.mts';
import { BookFault } from './fault.mts';

function records(books: Books, entity: string): Map<string, BookRecord> {
	return books.get(entity) ?? new Map<string, BookRecord>();
}

/** One record by id. */
export function findRecord(books: Books, entity: string, id: unknown): BookRecord {
	const found = typeof id === 'string' ? records(books, entity).get(id) : undefined;
	if (found === undefined) {
		throw new BookFault(
			'610',
			'Object Not Found',
			'Object Not Found : Something you are trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.',
		);
	}
	return found;
}

function findCurrent(
	books: Books,
	entity: string,
	{ Id, SyncToken }: Record<string, unknown>,
): BookRecord {
	const found = findRecord(books, entity, Id);
	if (SyncToken !== found.SyncToken) {
		throw new BookFault(
			'5010',
			'Stale Object Error',
			'Stale Object Error : You and somebody else were working on this at the same time.',
		);
	}
	return found;
}

function check(books: Books, entity: string, record: Record<string, unknown>): void {
	const rules = ENTITIES[entity];
	const absent = rules?.required.find(
		(field) => record[field] === undefined || record[field] === '',
	);
	if (absent !== undefined) {
		throw new BookFault(
			'2020',
			'Required param missing, need to supply the required value for the API',
			`Required parameter ${absent} is missing in the request`,
		);
	}
	const { unique } = rules ?? {};
	if (unique === undefined) return;
	const same = [...records(books, entity).values()].find(
		(other) => other[unique] === record[unique] && other.Id !== record.Id,
	);
	if (same !== undefined) {
		throw new BookFault(
			'6240',
			'Duplicate Name Exists Error',
			`The name supplied already exists. : Id=${same.Id}`,
		);
	}
}

function create(
	books: Books,
	entity: string,
	body: Record<string, unknown>,
	time: string,
): BookRecord {
	check(books, entity, body);
	const ids = [...records(books, entity).keys()].map(Number);
	const record: BookRecord = {
		...(ENTITIES[entity]?.transaction === false ? { Active: true } : {}),
		...body,
		domain: 'QBO',
		sparse: false,
		MetaData: { CreateTime: time, LastUpdatedTime: time },
		Id: String(Math.max(0, ...ids) + 1),
		SyncToken: '0',
	};
	records(books, entity).set(record.Id, record);
	return record;
}

function update(
	books: Books,
	entity: string,
	body: Record<string, unknown>,
	time: string,
): BookRecord {
	const before = findCurrent(books, entity, body);
	const next: BookRecord = {
		...(body.sparse === true ? before : {}),
		...body,
		domain: 'QBO',
		sparse: false,
		MetaData: { ...(before.MetaData as Record<string, unknown>), LastUpdatedTime: time },
		Id: before.Id,
		SyncToken: String(Number(before.SyncToken) + 1),
	};
	check(books, entity, next);
	records(books, entity).set(next.Id, next);
	return next;
}

/** Creates a record, or changes the one whose Id and SyncToken are given: `sparse` keeps what is not named. */
export function saveRecord(
	books: Books,
	entity: string,
	body: Record<string, unknown>,
	time: string,
): BookRecord {
	return body.Id === undefined
		? create(books, entity, body, time)
		: update(books, entity, body, time);
}

/** Deletes a transaction; names can only be made inactive. */
export function deleteRecord(
	books: Books,
	entity: string,
	body: Record<string, unknown>,
): Record<string, unknown> {
	if (ENTITIES[entity]?.transaction !== true) {
		throw new BookFault(
			'500',
			'Unsupported Operation',
			`Operation delete is not supported for ${entity}.`,
		);
	}
	const { Id } = findCurrent(books, entity, body);
	records(books, entity).delete(Id);
	return { domain: 'QBO', status: 'Deleted', Id };
}
