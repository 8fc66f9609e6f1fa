import { type Books, recordsOf } from './books.mts';
import { BookFault } from './fault.mts';
import { requireEntity } from './write.mts';

/** The most objects of an answer, and how far back changes are known. Source: docs/platform-api.md, "Provider limits". */
const MAXIMUM = 1000;
const KNOWN_MS = 30 * 24 * 3_600_000;

function readSince(text: string | undefined, now: number): number {
	const since = Date.parse(text ?? '');
	if (Number.isNaN(since)) {
		throw new BookFault('2020', 'Required param missing', 'changedSince has to be a date.');
	}
	if (since >= now - KNOWN_MS) return since;
	throw new BookFault('4001', 'Invalid query', 'changedSince is more than 30 days back.');
}

/** Everything of these entities that changed since then: records as they are now, and ids of those that are gone. */
export function changesSince(
	books: Books,
	{ entities, changedSince }: { entities?: string; changedSince?: string },
	now: number,
): Record<string, unknown> {
	const since = readSince(changedSince, now);
	const names = (entities ?? '').split(',').map((name) => name.trim());
	let room = MAXIMUM;
	const answers = names.map(requireEntity).map((entity) => {
		const gone = books.deletions
			.filter((deletion) => deletion.entity === entity)
			.map(({ Id, at }) => ({
				domain: 'QBO',
				status: 'Deleted',
				Id,
				MetaData: { LastUpdatedTime: at },
			}));
		const all = [...recordsOf(books, entity).values(), ...gone] as Array<{
			MetaData: { LastUpdatedTime: string };
		}>;
		const changed = all
			.filter(({ MetaData }) => Date.parse(MetaData.LastUpdatedTime) >= since)
			.slice(0, room);
		room -= changed.length;
		return changed.length === 0
			? {}
			: { [entity]: changed, startPosition: 1, maxResults: changed.length };
	});
	return { CDCResponse: [{ QueryResponse: answers }], time: new Date(now).toISOString() };
}
