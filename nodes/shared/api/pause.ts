import { timing } from './timing';

/**
 * Waits, but no longer than until the execution is cancelled.
 *
 * @throws the signal's reason when the execution is or gets cancelled
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	if (!signal) return await timing.sleep(ms);
	signal.throwIfAborted();
	let cancel: () => void = () => undefined;
	const cancelled = new Promise<never>((_, reject) => {
		cancel = () => reject(signal.reason as Error);
		signal.addEventListener('abort', cancel, { once: true });
	});
	try {
		await Promise.race([timing.sleep(ms), cancelled]);
	} finally {
		signal.removeEventListener('abort', cancel);
	}
}
