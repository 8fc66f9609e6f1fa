import type { IDataObject } from 'n8n-workflow';

import { timing } from './timing';

/** How often a call that is safe to repeat is made at most. */
export const MAX_ATTEMPTS = 5;

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** A longer `Retry-After` is not waited for: the user learns of it instead. */
const LONGEST_RETRY_AFTER_MS = 120_000;

const RETRIED_STATUS = new Set([429, 502, 503, 504]);

/** Whether an answer with this status says that the same call may succeed a little later. */
export function isPassing(statusCode: number | undefined): boolean {
	return statusCode === undefined || RETRIED_STATUS.has(statusCode);
}

/** `Retry-After` in milliseconds from now: seconds or an HTTP date (RFC 9110 §10.2.3). */
export function retryAfterMs(headers: IDataObject, now: number): number | undefined {
	const value = headers['retry-after'];
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * How long to wait before the next attempt, in milliseconds, or nothing when it is not worth it:
 * the attempts are used up, or the platform asks for a longer pause than a workflow should hold.
 * Exponential with full jitter, never shorter than `Retry-After`.
 *
 * @param attempt number of attempts made so far, from 1
 */
export function retryDelayMs(
	attempt: number,
	retryAfter: number | undefined,
	random: () => number = timing.random,
): number | undefined {
	if (attempt >= MAX_ATTEMPTS) return undefined;
	if (retryAfter !== undefined && retryAfter > LONGEST_RETRY_AFTER_MS) return undefined;
	const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
	return (retryAfter ?? 0) + random() * ceiling;
}
