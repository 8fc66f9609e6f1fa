import { timing } from './timing';

/**
 * Waits for this, but no longer than until the execution is cancelled.
 *
 * @throws the signal's reason when the execution is or gets cancelled
 */
export async function unlessCancelled<Result>(
	ready: Promise<Result>,
	signal?: AbortSignal,
): Promise<Result> {
	if (!signal) return await ready;
	signal.throwIfAborted();
	let cancel: () => void = () => undefined;
	const cancelled = new Promise<never>((_, reject) => {
		cancel = () => reject(signal.reason as Error);
		signal.addEventListener('abort', cancel, { once: true });
	});
	try {
		return await Promise.race([ready, cancelled]);
	} finally {
		signal.removeEventListener('abort', cancel);
	}
}

/**
 * Waits, but no longer than until the execution is cancelled.
 *
 * @throws the signal's reason when the execution is or gets cancelled
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	await unlessCancelled(timing.sleep(ms), signal);
}
