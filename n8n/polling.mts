import pWaitFor from 'p-wait-for';

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
	let found: T | undefined;
	await pWaitFor(
		async () => {
			signal?.throwIfAborted();
			found = await look();
			return found !== undefined;
		},
		{
			interval: everyMs,
			timeout: {
				milliseconds: timeoutMs,
				message: `${what}: not within ${timeoutMs / 1_000} s`,
			},
		},
	);
	return found as T;
}
