import { sleep } from 'n8n-workflow';

/**
 * Where retries take their chance and their time from, and calls the time that they may take, in
 * milliseconds. Tests put others in their place, so that nobody waits for a real pause.
 */
export const timing = {
	random: Math.random,
	now: Date.now,
	sleep,
	limit: (ms: number) => AbortSignal.timeout(ms),
};
