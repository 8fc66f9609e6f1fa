import { type BookRecord, type Books, recordsOf } from './books.mts';
import { ENTITIES } from './entities.mts';
import { BookFault } from './fault.mts';

function unsupported(operation: string, entity: string): BookFault {
	return new BookFault(
		'500',
		'Unsupported Operation',
		`Operation ${operation} is not supported for ${entity}.`,
	);
}

/** One record by id. */
export function findRecord(books: Books, entity: string, id: unknown): BookRecord {
	const found = typeof id === 'string' ? recordsOf(books, entity).get(id) : undefined;
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
	const same = [...recordsOf(books, entity).values()].find(
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
	const ids = [...recordsOf(books, entity).keys()].map(Number);
	const record: BookRecord = {
		...(ENTITIES[entity]?.transaction === false ? { Active: true } : {}),
		...body,
		domain: 'QBO',
		sparse: false,
		MetaData: { CreateTime: time, LastUpdatedTime: time },
		Id: String(Math.max(0, ...ids) + 1),
		SyncToken: '0',
	};
	recordsOf(books, entity).set(record.Id, record);
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
	recordsOf(books, entity).set(next.Id, next);
	return next;
}

/** Creates a record, or changes the one whose Id and SyncToken are given: `sparse` keeps what is not named. */
export function saveRecord(
	books: Books,
	entity: string,
	body: Record<string, unknown>,
	time: string,
): BookRecord {
	if (body.Id !== undefined) return update(books, entity, body, time);
	if (ENTITIES[entity]?.single === true) throw unsupported('create', entity);
	return create(books, entity, body, time);
}

/** Deletes a transaction; names can only be made inactive. */
export function deleteRecord(
	books: Books,
	entity: string,
	body: Record<string, unknown>,
	time: string,
): Record<string, unknown> {
	if (ENTITIES[entity]?.transaction !== true) throw unsupported('delete', entity);
	const { Id } = findCurrent(books, entity, body);
	recordsOf(books, entity).delete(Id);
	books.deletions.push({ entity, Id, at: time });
	return { domain: 'QBO', status: 'Deleted', Id };
}

/** Voids a transaction: it stays, and its amounts become zero. */
export function voidRecord(
	books: Books,
	entity: string,
	body: Record<string, unknown>,
	time: string,
): BookRecord {
	if (ENTITIES[entity]?.does.includes('void') !== true) throw unsupported('void', entity);
	const { Id, SyncToken, Line } = findCurrent(books, entity, body);
	const lines = Array.isArray(Line) ? (Line as Array<Record<string, unknown>>) : [];
	const voided = {
		Id,
		SyncToken,
		sparse: true,
		TotalAmt: 0,
		Balance: 0,
		Line: lines.map((line) => ({ ...line, Amount: 0 })),
		PrivateNote: 'Voided',
	};
	return saveRecord(books, entity, voided, time);
}

/** Marks a transaction as mailed to the address, or to the one it holds. */
export function sendRecord(
	books: Books,
	entity: string,
	{ id, sendTo }: { id: string; sendTo: string | undefined },
	time: string,
): BookRecord {
	const { Id, SyncToken, BillEmail } = findRecord(books, entity, id);
	const address = sendTo ?? (BillEmail as { Address?: string } | undefined)?.Address;
	if (address?.includes('@') !== true) {
		throw new BookFault(
			'6000',
			'A business validation error has occurred while processing your request',
			'Business Validation Error: You need an email address to send this.',
		);
	}
	const sent = {
		Id,
		SyncToken,
		sparse: true,
		BillEmail: { Address: address },
		EmailStatus: 'EmailSent',
		DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: time },
	};
	return saveRecord(books, entity, sent, time);
}
