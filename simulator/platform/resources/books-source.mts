import { type BookRecord, booksOf, recordsOf } from '../../providers/intuit/books.mts';
import { ENTITIES } from '../../providers/intuit/entities.mts';
import { BookFault } from '../../providers/intuit/fault.mts';
import {
	deleteRecord,
	findRecord,
	saveRecord,
	voidRecord,
} from '../../providers/intuit/records.mts';
import type { Clause } from '../../query/conditions.mts';
import type { World } from '../../state.mts';
import { PlatformError } from '../errors.mts';
import type { Instance } from '../instance.mts';
import { clauseValue, fieldFromJava, fromJava, toJava } from './java-names.mts';
import type { RecordSource, ResourceRecord } from './store.mts';

/** QuickBooks' ids are `id|syncToken`; the token stands beside it too. Source: docs/platform-api.md, "Resource calls", "Resources of each element". */
function present({ Id, ...record }: BookRecord): ResourceRecord {
	return { id: `${Id}|${record.SyncToken}`, ...(toJava(record) as ResourceRecord) };
}

function fields({ id: _id, syncToken: _token, ...body }: ResourceRecord): Record<string, unknown> {
	return fromJava(body) as Record<string, unknown>;
}

/** Since 2.164 an id with other characters is refused. Source: docs/platform-api.md, "Resources of each element". */
function split(id: string): { Id: string; SyncToken: string | undefined } {
	if (!/^[\w-]+(\|\d+)?$/.test(id)) throw new PlatformError(400, `The ID ${id} is not valid`);
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

function asksForInactive(clause: Clause | undefined): boolean {
	return clause?.flat().some(({ field }) => fieldFromJava(field) === 'Active') === true;
}

/** A resource of QuickBooks, over the company's books. Source: docs/platform-api.md, "Resource calls". */
export function booksSource(world: World, instance: Instance, entity: string): RecordSource {
	const books = booksOf(world.state.books, instance.configuration['quickbooks.realm.id'] ?? '');
	const now = () => new Date(world.state.clock.now()).toISOString();
	const current = (id: string) => findRecord(books, entity, split(id).Id);
	return {
		// Intuit leaves inactive names out unless they are asked for.
		list: (clause) =>
			[...recordsOf(books, entity).values()]
				.filter(({ Active }) => Active !== false || asksForInactive(clause))
				.map(present),
		get: (id) => ask(() => present(current(id))),
		create: (body) => ask(() => present(saveRecord(books, entity, fields(body), now()))),
		update: (id, body, replace) =>
			ask(() => {
				const changed = { ...fields(body), ...split(id), sparse: !replace };
				return present(saveRecord(books, entity, changed, now()));
			}),
		// The token is the platform's affair here: the vendor's own tests delete by the id from before an update.
		remove: (id) => {
			ask(() => {
				const { Id, SyncToken } = current(id);
				if (ENTITIES[entity]?.transaction === true) {
					return deleteRecord(books, entity, { Id, SyncToken }, now());
				}
				return saveRecord(books, entity, { Id, SyncToken, sparse: true, Active: false }, now());
			});
		},
		voidRecord: (id) => ask(() => present(voidRecord(books, entity, split(id), now()))),
		searchable: (field) =>
			field === 'id' || ENTITIES[entity]?.queryable.includes(fieldFromJava(field)) === true,
		normalize: (condition) => ({
			...condition,
			field: condition.field.replaceAll('`', ''),
			values: condition.values.map((value) => clauseValue(condition.field, value)),
		}),
	};
}
