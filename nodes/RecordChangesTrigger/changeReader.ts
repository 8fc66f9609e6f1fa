import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import type { PlatformClient } from '../shared/api/platformClient';
import { readPages } from '../shared/api/paginate';
import type { ChangeDates } from '../shared/elements/types';
import { InvalidInput } from '../shared/errors/failure';
import { isEntries } from '../shared/instances/instance';
import { readChangeDate, sinceClause } from '../shared/records/changes';
import { resourcePath } from '../shared/records/path';
import { valueAt } from '../shared/records/valueAt';

/** `changed` where the element does not tell created from updated. */
export type ChangeType = 'changed' | 'created' | 'updated';

export interface Change {
	changeType: ChangeType;
	record: IDataObject;
}

/** What to read of one instance. */
export interface Reading {
	object: string;
	elementToken: string;
	dates: ChangeDates;
	/** Epoch milliseconds. */
	since: number;
	/** From when the next poll reads. */
	nextSince: number;
	/** What the poll before read of the same window; empty at first. */
	seen: string;
}

const ID_LENGTH = 8;
const DATE_LENGTH = 4;

const hash = (text: string, length: number) =>
	createHash('sha256').update(text).digest('base64url').slice(0, length);

/** Records that were read, as marks of an ID and of a date: 12 characters each, without a separator. */
function readSeen(seen: string): Map<string, string> {
	const marks = new Map<string, string>();
	for (let at = 0; at < seen.length; at += ID_LENGTH + DATE_LENGTH) {
		const dateAt = at + ID_LENGTH;
		marks.set(seen.slice(at, dateAt), seen.slice(dateAt, dateAt + DATE_LENGTH));
	}
	return marks;
}

/** A record's ID without its version, which every update changes; all that it holds where it has none. */
function identityOf(record: IDataObject, field: string): string {
	const id = record[field];
	if (typeof id === 'string' && id !== '') return id.replace(/\|[^|]*$/, '');
	return typeof id === 'number' ? String(id) : JSON.stringify(record);
}

function checkDate(date: number, object: string, field: string): void {
	if (!Number.isNaN(date)) return;
	throw new InvalidInput(
		`A record of ${object} has no date in ${field}, so nobody can tell whether it changed`,
		'Say in Change Date Field where the records hold the date of their last change, or choose another object.',
		'change_date_unknown',
	);
}

/**
 * The records of an instance that changed since a time, without those that the poll before read, and
 * what the next poll has to know of it.
 *
 * @throws CallFailure or InvalidInput when they cannot be read, or do not tell when they changed
 */
export async function readChanges(
	client: PlatformClient,
	{ object, elementToken, dates, since, nextSince, seen }: Reading,
): Promise<{ changes: Change[]; seen: string }> {
	const { clause, from } = sinceClause(dates, since);
	const keptFrom = sinceClause(dates, nextSince).from;
	const idField = dates.idFields?.[object] ?? 'id';
	const before = readSeen(seen);
	const read = new Map<string, string>();
	const kept: string[] = [];
	const changes: Change[] = [];
	const typeOf = (record: IDataObject, id: string): ChangeType => {
		const created = dates.createdField && readChangeDate(valueAt(record, dates.createdField));
		if (created === undefined || created === '' || Number.isNaN(created)) return 'changed';
		return created >= since && !before.has(id) ? 'created' : 'updated';
	};
	const request = {
		path: resourcePath('Object', object),
		about: `object ${object}`,
		query: { where: clause },
		elementToken,
	};
	for await (const { rows } of readPages<unknown>(client, request)) {
		for (const row of rows) {
			const record = isEntries(row) ? row : {};
			const written = valueAt(record, dates.field);
			const date = readChangeDate(written);
			checkDate(date, object, dates.field);
			// An element that does not filter by this gives everything.
			if (date < from) continue;
			const id = hash(identityOf(record, idField), ID_LENGTH);
			const mark = hash(String(written), DATE_LENGTH);
			// A list that changes while it is read may show a record twice.
			if (read.get(id) === mark) continue;
			read.set(id, mark);
			if (date >= keptFrom) kept.push(id + mark);
			if (before.get(id) !== mark) changes.push({ changeType: typeOf(record, id), record });
		}
	}
	return { changes, seen: kept.join('') };
}
