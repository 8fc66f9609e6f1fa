import type { IDataObject } from 'n8n-workflow';

/**
 * What is remembered between two polls. It holds who stands elsewhere than the rest, not everybody, so
 * that it is as small for thousands of instances as for one.
 */
export interface Memory {
	object: string;
	/** What changed before is history. Epoch milliseconds, as all times here. */
	start: number;
	/** Up to when changes were read, of every instance that is not in `behind`. */
	place: number;
	/** Those that stand elsewhere, because they failed or had no turn. */
	behind: Map<string, number>;
	/** Those of which it was told that they fail. */
	failed: Set<string>;
	/** All that were there, where new ones begin at a given date; else nobody needs to know. */
	known?: Set<string>;
	/** What was read of the window that the next poll reads again, by instance (changeReader.ts). */
	seen: Map<string, string>;
	/** Whose turn was the last. */
	turn: string;
}

const joined = (ids: Iterable<string>) => [...ids].join(',');
const split = (ids: unknown) =>
	String(ids ?? '')
		.split(',')
		.filter(Boolean);

/** Ids by their place: few places have many instances. */
function byPlace(behind: ReadonlyMap<string, number>): IDataObject {
	const groups = new Map<number, string[]>();
	for (const [id, place] of behind) groups.set(place, [...(groups.get(place) ?? []), id]);
	return Object.fromEntries([...groups].map(([place, ids]) => [String(place), joined(ids)]));
}

/** A context that gives out what n8n keeps with the workflow. */
export interface MemoryContext {
	getNode(): { id: string };
	getWorkflowStaticData(type: 'global' | 'node'): IDataObject;
}

/**
 * Where the memory is kept: with the node, and by the node's id with the workflow, because what is
 * kept with a node goes by its name and would be lost with that.
 */
function placesOfMemory(context: MemoryContext): Array<{ data: IDataObject; key: string }> {
	return [
		{ data: context.getWorkflowStaticData('node'), key: 'changes' },
		{
			data: context.getWorkflowStaticData('global'),
			key: `cloudElementsChanges:${context.getNode().id}`,
		},
	];
}

/** Nothing where n8n keeps nothing yet, or what it keeps is about another object. */
export function readMemory(context: MemoryContext, object: string): Memory | undefined {
	const [kept] = placesOfMemory(context)
		.map(({ data, key }) => data[key] as IDataObject | undefined)
		.filter((one) => one?.object === object)
		// A node that got an earlier name back finds what was kept by that.
		.sort((a, b) => Number(b?.place) - Number(a?.place));
	if (!kept) return undefined;
	const behind = Object.entries((kept.behind ?? {}) as IDataObject).flatMap(([place, ids]) =>
		split(ids).map((id) => [id, Number(place)] as const),
	);
	return {
		object,
		start: Number(kept.start),
		place: Number(kept.place),
		behind: new Map(behind),
		failed: new Set(split(kept.failed)),
		...(kept.known !== undefined && { known: new Set(split(kept.known)) }),
		seen: new Map(Object.entries((kept.seen ?? {}) as Record<string, string>)),
		turn: String(kept.turn ?? ''),
	};
}

/** All at once: n8n may save its data at any time, and half a poll must not be saved. */
export function writeMemory(context: MemoryContext, memory: Memory): void {
	const { object, start, place, turn, behind, failed, known, seen } = memory;
	for (const { data, key } of placesOfMemory(context)) {
		data[key] = {
			object,
			start,
			place,
			turn,
			behind: byPlace(behind),
			failed: joined(failed),
			...(known && { known: joined(known) }),
			seen: Object.fromEntries(seen),
		};
	}
}
