import { type BookRecord, type Books, ENTITIES } from '../../providers/intuit/books.mts';
import { BookFault } from '../../providers/intuit/fault.mts';
import { deleteRecord, findRecord, saveRecord } from '../../providers/intuit/records.mts';
import type { World } from '../../state.mts';
import { PlatformError } from '../errors.mts';
import type { Instance } from '../instance.mts';
import type { RecordSource, ResourceRecord } from './store.mts';

function renameKeys(value: unknown, rename: (key: string) => string): unknown {
	if (Array.isArray(value)) return value.map((item) => renameKeys(item, rename));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [rename(key), renameKeys(item, rename)]),
	);
}

const lower = (key: string) => key.charAt(0).toLowerCase() + key.slice(1);
const upper = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);

/** QuickBooks' ids are `id|syncToken`. Source: reference §2.7. */
function present({ Id, SyncToken, ...record }: BookRecord): ResourceRecord {
	return { id: `${Id}|${SyncToken}`, ...(renameKeys(record, lower) as ResourceRecord) };
}

function fields({ id: _id, ...body }: ResourceRecord): Record<string, unknown> {
	return renameKeys(body, upper) as Record<string, unknown>;
}

function split(id: string): { Id: string; SyncToken: string | undefined } {
	const [Id = '', SyncToken] = id.split('|');
	return { Id, SyncToken };
}

/** Lets the books answer; their refusals become the platform's, in their words. */
function ask<Result>(run: () => Result): Result {
	try {
		return run();
	} catch (error) {
		if (!(error instanceof BookFault)) throw error;
		const words = `${error.code} - ${error.message} - ${error.detail}`;
		throw new PlatformError(
			error.code === '610' ? 404 : 400,
			error.code === '610' ? 'Not Found' : 'Bad Request',
			words,
		);
	}
}

/** A resource of QuickBooks, over the company's books. Source: reference §2.7. */
export function booksSource(world: World, instance: Instance, entity: string): RecordSource {
	const realm = instance.configuration['quickbooks.realm.id'] ?? '';
	const books: Books = world.state.books.get(realm) ?? new Map<string, Map<string, BookRecord>>();
	const now = () => new Date(world.state.clock.now()).toISOString();
	return {
		list: () => [...(books.get(entity)?.values() ?? [])].map(present),
		get: (id) => ask(() => present(findRecord(books, entity, split(id).Id))),
		create: (body) => ask(() => present(saveRecord(books, entity, fields(body), now()))),
		update: (id, body, replace) =>
			ask(() => {
				const changed = { ...fields(body), ...split(id), sparse: !replace };
				return present(saveRecord(books, entity, changed, now()));
			}),
		remove: (id) => {
			ask(() => deleteRecord(books, entity, split(id)));
		},
		searchable: (field) =>
			field === 'id' ||
			ENTITIES[entity]?.queryable.includes(field.split('.').map(upper).join('.')) === true,
	};
}
