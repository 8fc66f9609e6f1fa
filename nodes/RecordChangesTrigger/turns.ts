import { timing } from '../shared/api/timing';

/** What became of the work on each; some had no turn. */
export interface Turns<Thing, Result> {
	results: Map<Thing, Result>;
	/** Begun long before the end, and not finished by then. */
	tooSlow: Set<Thing>;
	/** Begun last. */
	last: Thing | undefined;
}

/** When no further work is begun. */
export interface Limits {
	parallel: number;
	/** Epoch milliseconds, at which `stop` comes. */
	end: number;
	stop: AbortSignal;
	/** Asked before each. */
	isEnough: () => boolean;
}

/**
 * Works on things one after the other, several at a time, until the time is over or there is enough.
 * What is under way at the end is left to itself, and its result is lost.
 *
 * @param work gives failures as results: it does not throw
 */
export async function takeTurns<Thing, Result>(
	things: readonly Thing[],
	work: (thing: Thing) => Promise<Result>,
	{ parallel, end, stop, isEnough }: Limits,
): Promise<Turns<Thing, Result>> {
	const results = new Map<Thing, Result>();
	const begun = new Map<Thing, number>();
	const begin = timing.now();
	const late = begin + (end - begin) / 2;
	let next = 0;
	const lane = async () => {
		while (next < things.length && timing.now() < end && !isEnough()) {
			const thing = things[next++] as Thing;
			begun.set(thing, timing.now());
			const result = await work(thing);
			// What ends now has been ended.
			if (stop.aborted) return;
			results.set(thing, result);
		}
	};
	// Not `stop`, to which each call listens: Node.js warns of more listeners than ten.
	const over = new Promise<void>((resolve) => {
		AbortSignal.timeout(Math.max(0, end - begin)).addEventListener('abort', () => resolve());
	});
	const lanes = Array.from({ length: Math.min(parallel, things.length) }, lane);
	await Promise.race([Promise.all(lanes), over]);
	const unfinished = [...begun].filter(([thing]) => !results.has(thing));
	const tooSlow = unfinished.filter(([, at]) => at < late).map(([thing]) => thing);
	return { results: new Map(results), tooSlow: new Set(tooSlow), last: [...begun.keys()].at(-1) };
}
