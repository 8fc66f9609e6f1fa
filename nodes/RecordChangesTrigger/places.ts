import { InvalidInput } from '../shared/errors/failure';
import type { ChangeDates } from '../shared/elements/types';
import type { Memory } from './memory';
import type { Watched } from './watched';

/** The window that is read again: clocks differ, and providers list some changes late. */
export const OVERLAP_MS = 5 * 60_000;

/** The memory with which a trigger begins. */
export function beginMemory(
	object: string,
	watched: readonly Watched[],
	now: number,
	startAt: number | undefined,
): Memory {
	const start = startAt ?? now;
	return {
		object,
		start,
		place: start,
		behind: new Map(),
		// What does not work from the beginning is no news.
		failed: new Set(watched.filter(({ disabled }) => disabled).map(({ id }) => id)),
		seen: new Map(),
		turn: '',
	};
}

/**
 * Up to when an instance's changes were read. One that was not there before begins at `startAt`, else
 * when it was connected.
 */
export function placeOf(
	{ behind, known, place }: Memory,
	{ id, createdAt }: Watched,
	now: number,
	startAt: number | undefined,
): number {
	const own = behind.get(id);
	if (own !== undefined) return own;
	if (startAt === undefined) return Math.max(place, Math.min(createdAt, now));
	return known && !known.has(id) ? startAt : place;
}

/** From when an instance is read whose place this is: the window before it too, but no history. */
export function sinceOf({ start }: Memory, place: number): number {
	return Math.max(place - OVERLAP_MS, Math.min(start, place));
}

/**
 * Whether an instance has to be read once without telling of it: where dates are in a zone that nobody
 * knows, what changed today before the beginning looks like what changed after it.
 */
export function isRehearsal(
	{ seen }: Memory,
	{ id }: Watched,
	{ accountZone }: ChangeDates,
	startAt: number | undefined,
): boolean {
	return accountZone === true && startAt === undefined && !seen.has(id);
}

/** Whose turn was longest ago comes first. */
export function inTurn(watched: readonly Watched[], turn: string): Watched[] {
	const at = watched.findIndex(({ id }) => Number(id) > Number(turn));
	return at < 0 ? [...watched] : [...watched.slice(at), ...watched.slice(0, at)];
}

/** @throws InvalidInput for an instance that cannot be asked */
export function checkReadable({ id, token, disabled }: Watched): void {
	if (disabled) {
		throw new InvalidInput(
			`Instance ${id} is disabled`,
			'Enable it with Manage Instance, or have the customer reconnect it. Its changes are then read from where it stands.',
			'instance_disabled',
		);
	}
	if (token) return;
	throw new InvalidInput(
		`The platform does not tell the token of instance ${id}`,
		'Without it nobody can read its records. Ask the platform to have tokens listed for this user.',
	);
}
