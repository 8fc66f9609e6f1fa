import { consentEndOf, isNear, withConsentEnd } from '../shared/health/consentEnd';
import { RECONNECT } from '../shared/health/health';
import type { Health } from '../shared/health/health';
import type { Instance } from '../shared/instances/instance';
import type { Look, Looks } from './look';
import type { Entry, Memory, State } from './memory';
import { isFlagged } from './order';

const DAY_MS = 86_400_000;

/** What there is to tell of an instance. */
export interface Change {
	event: 'died' | 'recovered' | 'expiresSoon';
	instance: Instance;
	reason: string;
	nextStep: string;
	expiresAt: string | null;
}

export const isLost = (state: State) => state === 'lost' || state === 'lostSilently';

/** @param isFirst whether nobody can tell what was before, so that what a row says has to do */
function stateAfter(state: State, row: Instance, look: Look | undefined, isFirst: boolean): State {
	const flagged = isFlagged(look?.instance ?? row);
	if (look?.finding === 'lost') return flagged ? 'lost' : 'lostSilently';
	if (look?.finding === 'off') return 'off';
	if (look?.finding === 'well') return flagged ? 'misjudged' : 'well';
	if (flagged && (isFirst || state === 'lostSilently')) return 'lost';
	return !flagged && state === 'misjudged' ? 'well' : state;
}

function turnOf(was: State, is: State, look: Look | undefined, now: number): Change[] {
	if (!look || isLost(was) === isLost(is) || is === 'off') return [];
	const { instance } = look;
	const { reason, nextStep, reauthorizeBy } = withConsentEnd(instance, look.health, now);
	const event = isLost(is) ? 'died' : 'recovered';
	return [{ event, instance, reason, nextStep, expiresAt: reauthorizeBy }];
}

/** How the end is judged of instances at which nobody has looked: those that are not off are renewed every night. */
const BELIEVED: Readonly<Record<'off' | 'on', Pick<Health, 'status' | 'checkedBy'>>> = {
	off: { status: 'disabled', checkedBy: 'instance' },
	on: { status: 'healthy', checkedBy: 'ping' },
};

/** The end that lies ahead and is near. */
function endAhead(instance: Instance, state: State, now: number) {
	const end = consentEndOf(instance, BELIEVED[state === 'off' ? 'off' : 'on'], now);
	return end && end.at.getTime() > now && isNear(end, now) ? end : undefined;
}

/** What becomes of one instance, and what there is to tell. */
function settleOne(
	entry: Entry | undefined,
	row: Instance,
	look: Look | undefined,
	now: number,
): { entry: Entry; changes: Change[] } {
	const was = entry?.state ?? 'well';
	const state = stateAfter(was, row, look, false);
	const changes = turnOf(was, state, look, now);
	// A connection that comes back is not announced anew.
	if (isLost(state)) return { entry: { state, announced: entry?.announced }, changes };
	const instance = look?.instance ?? row;
	const end = endAhead(instance, state, now);
	if (!end) return { entry: { state }, changes };
	const day = Math.floor(end.at.getTime() / DAY_MS);
	if (day !== entry?.announced) {
		const expiresAt = end.at.toISOString();
		const reason = end.words('ends');
		changes.push({ event: 'expiresSoon', instance, reason, nextStep: RECONNECT, expiresAt });
	}
	return { entry: { state, announced: day }, changes };
}

const isWorthKeeping = ({ state, announced }: Entry) => state !== 'well' || announced !== undefined;

/**
 * What a first poll remembers. It tells nothing: what it finds has not changed, it is only seen for
 * the first time. Ends that lie ahead are left to the next poll, which announces them.
 */
export function settleFirst(rows: readonly Instance[], looks: Looks): Memory['entries'] {
	const entries = rows.map((row): [number, Entry] => [
		row.id,
		{ state: stateAfter('well', row, looks.get(row.id), true) },
	]);
	return new Map(entries.filter(([, entry]) => isWorthKeeping(entry)));
}

/**
 * What has changed since the last poll, each change once, and what is to be remembered so that it
 * stays so.
 *
 * @param now epoch milliseconds
 */
export function settle(
	before: Memory['entries'],
	rows: readonly Instance[],
	looks: Looks,
	now: number,
): { entries: Memory['entries']; changes: Change[] } {
	const entries = new Map<number, Entry>();
	const changes: Change[] = [];
	const seen = new Set<number>();
	for (const row of rows) {
		seen.add(row.id);
		const settled = settleOne(before.get(row.id), row, looks.get(row.id), now);
		changes.push(...settled.changes);
		if (isWorthKeeping(settled.entry)) entries.set(row.id, settled.entry);
	}
	for (const [id, entry] of before) {
		// A list that changes while it is read may skip one, so gone is who is missing twice.
		if (!seen.has(id) && !entry.missing) entries.set(id, { ...entry, missing: true });
	}
	return { entries, changes };
}
