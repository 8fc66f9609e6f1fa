import { setTimeout as sleep } from 'node:timers/promises';

export interface PollOptions {
	/** When to give up. */
	timeoutMs?: number;
	/** How long to wait between two looks. */
	everyMs?: number;
	signal?: AbortSignal;
}

/**
 * Looks again and again until `look` gives something other than undefined.
 * After the time is up it fails and says what was waited for.
 */
export async function until<T>(
	what: string,
	look: () => Promise<T | undefined>,
	{ timeoutMs = 30_000, everyMs = 100, signal }: PollOptions = {},
): Promise<T> {
	const giveUp = Date.now() + timeoutMs;
	for (;;) {
		signal?.throwIfAborted();
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > giveUp) throw new Error(`${what}: not within ${timeoutMs / 1_000} s`);
		await sleep(everyMs, undefined, { signal });
	}
}
