import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { PlatformClient } from '../shared/api/platformClient';
import { timing } from '../shared/api/timing';
import { KNOWN_REFUSALS } from '../shared/elements';
import { CallFailure } from '../shared/errors/failure';
import { errorFields, toNodeError } from '../shared/errors/nodeError';
import { PARALLEL_LOOKS, budgetOf, untilStopped } from '../shared/polling/budget';
import { changeDatesOf } from '../shared/records/changes';
import { readChanges } from './changeReader';
import type { Change } from './changeReader';
import { readMemory, writeMemory } from './memory';
import type { Memory } from './memory';
import { readParameters } from './parameters';
import type { Parameters } from './parameters';
import { beginMemory, checkReadable, inTurn, isRehearsal, placeOf, sinceOf } from './places';
import { takeTurns } from './turns';
import type { Turns } from './turns';
import { readWatched } from './watched';
import type { Watched } from './watched';

/** After so many changes no further instance is begun: they are one execution's items. */
const MOST_CHANGES = 10_000;

/** What one instance came to: its changes, or why there are none. */
type Outcome = { changes: Change[]; seen: string } | { error: unknown };

type Outcomes = Turns<Watched, Outcome>;

/** One poll. */
interface Poll {
	context: IPollFunctions;
	client: PlatformClient;
	parameters: Parameters;
	watched: Watched[];
	memory: Memory;
	/** Whether it only finds out where to begin. */
	isFirst: boolean;
	/** Epoch milliseconds, as `end`. */
	now: number;
	end: number;
	/** Ends the poll and its calls. */
	stop: AbortSignal;
}

/** What an item says of an instance, whatever became of it. */
export const ofInstance = ({ id, customerId, elementKey }: Watched, object: string) => ({
	instanceId: id,
	customerId,
	element: elementKey ?? null,
	object,
});

async function readOne(poll: Poll, watched: Watched): Promise<Outcome> {
	const { client, memory, now, parameters } = poll;
	const { changedField, object, startAt } = parameters;
	try {
		checkReadable(watched);
		const dates = changeDatesOf(watched.elementKey, changedField);
		const rehearses = isRehearsal(memory, watched, dates, startAt);
		if (poll.isFirst && !rehearses) return { changes: [], seen: '' };
		const { changes, seen } = await readChanges(client, {
			object,
			elementToken: watched.token,
			dates,
			since: sinceOf(memory, placeOf(memory, watched, now, startAt)),
			nextSince: sinceOf(memory, now),
			seen: memory.seen.get(watched.id) ?? '',
		});
		return { changes: rehearses ? [] : changes, seen };
	} catch (error) {
		return { error };
	}
}

async function readAll(poll: Poll): Promise<Outcomes> {
	const { end, memory, stop, watched } = poll;
	let count = 0;
	const read = async (one: Watched) => {
		const outcome = await readOne(poll, one);
		if ('changes' in outcome) count += outcome.changes.length;
		return outcome;
	};
	const isEnough = () => count >= MOST_CHANGES;
	const turns = await takeTurns(inTurn(watched, memory.turn), read, {
		parallel: PARALLEL_LOOKS,
		end,
		stop,
		isEnough,
	});
	for (const one of turns.tooSlow) {
		const error = new CallFailure({
			code: 'timed_out',
			message: `The changes of instance ${one.id} could not be read in the time that n8n gives a poll`,
			advice:
				'It is asked again with the next poll. If it does not answer, look at it with Check of Manage Instance. If too much changed, begin later with a new trigger.',
		});
		turns.results.set(one, { error });
	}
	return turns;
}

/** The memory after a poll: who failed or had no turn keeps the place. */
function remember(poll: Poll, { results, last }: Outcomes): Memory {
	const { isFirst, memory, now, parameters, watched } = poll;
	const { startAt } = parameters;
	const next: Memory = {
		...memory,
		place: isFirst ? memory.place : now,
		behind: new Map(),
		failed: new Set(),
		seen: new Map(),
		turn: last?.id ?? memory.turn,
		known: startAt === undefined ? undefined : new Set(watched.map(({ id }) => id)),
	};
	for (const one of watched) {
		const { id } = one;
		const outcome = results.get(one);
		if (outcome && 'seen' in outcome) {
			// Where there is nothing to be known, its absence says so, unless it says that nobody looked yet.
			if (outcome.seen !== '' || isAccountZone(poll, one)) next.seen.set(id, outcome.seen);
			continue;
		}
		const place = placeOf(memory, one, now, startAt);
		if (place !== next.place) next.behind.set(id, place);
		const seen = memory.seen.get(id);
		if (seen !== undefined) next.seen.set(id, seen);
		// At first nothing is told, so that what goes on failing is told later.
		const isTold = memory.failed.has(id) || (outcome !== undefined && !isFirst);
		if (isTold) next.failed.add(id);
	}
	return next;
}

function isAccountZone({ parameters }: Poll, { elementKey }: Watched): boolean {
	return changeDatesOf(elementKey, parameters.changedField).accountZone === true;
}

function itemsOf(poll: Poll, { results }: Outcomes): INodeExecutionData[][] {
	const { context, memory, parameters } = poll;
	const changed: INodeExecutionData[] = [];
	const failed: INodeExecutionData[] = [];
	for (const [one, outcome] of results) {
		const about = ofInstance(one, parameters.object);
		if ('error' in outcome) {
			if (memory.failed.has(one.id)) continue;
			const said = errorFields(toNodeError(context.getNode(), outcome.error, 0));
			failed.push({ json: { ...about, ...said } });
			continue;
		}
		for (const change of outcome.changes) changed.push({ json: { ...about, ...change } });
	}
	return [changed, failed];
}

async function openPoll(context: IPollFunctions, now: number, end: number): Promise<Poll> {
	const stop = AbortSignal.timeout(end - now);
	const parameters = readParameters(context);
	const account = await getAccount(context);
	const client = new PlatformClient(untilStopped(context, stop), account, KNOWN_REFUSALS);
	const watched = await readWatched(client, parameters.scope, stop);
	const kept = readMemory(context, parameters.object);
	const memory = kept ?? beginMemory(parameters.object, watched, now, parameters.startAt);
	return { context, client, parameters, watched, memory, isFirst: !kept, now, end, stop };
}

/**
 * Reads what changed since the last poll: the changes, and the instances that began to fail. Null
 * where there is nothing to tell.
 *
 * @throws InvalidInput or CallFailure when nobody can tell which instances there are; nothing is
 * forgotten by it
 */
export async function pollChanges(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const data = context.getWorkflowStaticData('node');
	const now = timing.now();
	// n8n does not keep polls apart, and two at once would tell of the same changes.
	if (Number(data.busyUntil) > now) return null;
	const end = now + budgetOf(context);
	data.busyUntil = end;
	try {
		const poll = await openPoll(context, now, end);
		const outcomes = await readAll(poll);
		writeMemory(context, remember(poll, outcomes));
		if (poll.isFirst) return null;
		const items = itemsOf(poll, outcomes);
		return items.some((output) => output.length > 0) ? items : null;
	} finally {
		delete data.busyUntil;
	}
}
