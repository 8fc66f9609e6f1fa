import type { Instance } from '../shared/instances/instance';
import type { Memory, State } from './memory';

/** Whether the row of an instance says that something is wrong. The platform learns late, but cheaply. */
export const isFlagged = ({ disabled, valid }: Instance) => disabled === true || valid === false;

/** Whether the row does not go with what is remembered, so that somebody has to look. */
function isSuspect(row: Instance, state: State): boolean {
	if (state === 'off') return row.disabled !== true;
	return isFlagged(row) ? state === 'well' : state === 'lost';
}

/** Those behind the place first, then those before it. */
function inTurn(rows: readonly Instance[], place: number): Instance[] {
	const sorted = [...rows].sort((a, b) => a.id - b.id);
	return [...sorted.filter(({ id }) => id > place), ...sorted.filter(({ id }) => id <= place)];
}

/** Who is to be looked at, the most urgent first. */
export interface Order {
	suspects: Instance[];
	/** All others of which looking could tell more than their row does. */
	others: Instance[];
}

export function orderOf(rows: readonly Instance[], memory: Memory | undefined): Order {
	const order: Order = { suspects: [], others: [] };
	for (const row of inTurn(rows, memory?.place ?? 0)) {
		const state = memory?.entries.get(row.id)?.state ?? 'well';
		if (isSuspect(row, state)) order.suspects.push(row);
		// One that stays disabled cannot have changed.
		else if (row.disabled !== true) order.others.push(row);
	}
	return order;
}

/** One of each by turns, so that many suspects do not keep the others from their turn. */
export function* alternately<One>(first: readonly One[], second: readonly One[]): Generator<One> {
	for (let at = 0; at < Math.max(first.length, second.length); at++) {
		if (at < first.length) yield first[at] as One;
		if (at < second.length) yield second[at] as One;
	}
}

/** Id of the last one of whom it and all before were looked at. */
export function placeAfter(
	others: readonly Instance[],
	looked: { has(id: number): boolean },
	place: number,
): number {
	const next = others.findIndex(({ id }) => !looked.has(id));
	const last = next === -1 ? others.at(-1) : others[next - 1];
	return last?.id ?? place;
}
