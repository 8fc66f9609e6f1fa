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

/** Seconds, of which some servers give fractions. */
const SECONDS = /^\d+(\.\d+)?$/;

/** Beyond this, seconds are counted from 1970: nobody asks for a pause of thirty years. */
const LONGEST_SECONDS = 1e9;

/** The three spellings of an HTTP date begin with the day of the week (RFC 9110 §5.6.7). */
const HTTP_DATE = /^(mon|tue|wed|thu|fri|sat|sun)/i;

function pauseMs(value: unknown, now: number): number | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	if (SECONDS.test(text)) {
		const seconds = Number(text);
		return seconds < LONGEST_SECONDS ? seconds * 1000 : Math.max(0, seconds * 1000 - now);
	}
	const date = HTTP_DATE.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * The pause that an answer asks for, in milliseconds from now: `Retry-After` in seconds, with a
 * fraction or not, or as an HTTP date (RFC 9110 §10.2.3); where there is none, `RateLimit-Reset`
 * (IETF draft "RateLimit header fields": seconds; older servers count them from 1970).
 *
 * @param now epoch milliseconds
 */
export function retryAfterMs(headers: IDataObject, now: number): number | undefined {
	return pauseMs(headers['retry-after'], now) ?? pauseMs(headers['ratelimit-reset'], now);
}

/** Whether the far side asks for a longer pause than a workflow should hold. */
export const isTooLong = (retryAfter: number) => retryAfter > LONGEST_RETRY_AFTER_MS;

const UNITS = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000],
	['second', 1000],
] as const;

/** A pause of at least a second in words, rounded up to its largest unit that fits twice: "90 seconds", "5 hours". */
export function describePause(ms: number): string {
	const [name, size] = UNITS.find(([, unit]) => ms >= 2 * unit) ?? UNITS[3];
	return `${Math.ceil(ms / size)} ${name}s`;
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
	if (retryAfter !== undefined && isTooLong(retryAfter)) return undefined;
	const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
	return (retryAfter ?? 0) + random() * ceiling;
}
