import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../../support/compiled.mts';

const { describePause, isPassing, retryAfterMs, retryDelayMs, MAX_ATTEMPTS } =
	compiled<typeof import('../../../../nodes/shared/api/retry.ts')>('nodes/shared/api/retry');

const NOW = Date.parse('2026-05-06T07:08:09Z');

describe('A failure passes', () => {
	it.each([undefined, 429, 502, 503, 504])('with status %p', (status) => {
		expect(isPassing(status)).toBe(true);
	});

	it.each([400, 401, 403, 404, 405, 409, 413, 500, 501, 302])('not with status %p', (status) => {
		expect(isPassing(status)).toBe(false);
	});
});

describe('Retry-After', () => {
	it.each([
		['0', 0],
		[' 7 ', 7000],
		['1.5', 1500],
		['12.5', 12_500],
		['60.5', 60_500],
		['299.997', 299_997],
		['4320000.5', 4_320_000_500],
		['-1', undefined],
		['2026-05-06', undefined],
		['Wednesday, 06-May-26 07:08:19 GMT', 10_000],
		['Wed May  6 07:08:19 2026 GMT', 10_000],
		['Wed, 06 May 2026 07:08:19 GMT', 10_000],
		['Wed, 06 May 2026 07:08:00 GMT', 0],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
	])('%j is %p ms', (value, expected) => {
		expect(retryAfterMs(value === undefined ? {} : { 'retry-after': value }, NOW)).toBe(expected);
	});
});

describe('RateLimit-Reset', () => {
	it.each([
		[{ 'ratelimit-reset': '30' }, 30_000],
		[{ 'ratelimit-reset': String(NOW / 1000 + 20) }, 20_000],
		[{ 'ratelimit-reset': String(NOW / 1000 - 20) }, 0],
		[{ 'ratelimit-reset': '30', 'retry-after': '2' }, 2000],
		[{ 'ratelimit-reset': '30', 'retry-after': 'soon' }, 30_000],
	])('of %j is %p ms', (headers, expected) => {
		expect(retryAfterMs(headers, NOW)).toBe(expected);
	});
});

describe('A pause in words', () => {
	it.each([
		[90_000, '90 seconds'],
		[299_997, '5 minutes'],
		[3_600_000, '60 minutes'],
		[7_200_001, '3 hours'],
		[4_320_000_500, '51 days'],
	])('%p ms is %s', (ms, words) => {
		expect(describePause(ms)).toBe(words);
	});
});

describe('The pause before the next attempt', () => {
	const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
	const attempt = fc.integer({ min: 1, max: 4 });

	it('is random between nothing and a ceiling that doubles', () => {
		fc.assert(
			fc.property(attempt, random, (made, value) => {
				const delay = retryDelayMs(made, undefined, () => value);
				expect(delay).toBe(value * 500 * 2 ** (made - 1));
			}),
		);
	});

	it('is never shorter than the platform asks for', () => {
		fc.assert(
			fc.property(attempt, random, fc.integer({ min: 0, max: 120_000 }), (made, value, asked) => {
				expect(retryDelayMs(made, asked, () => value)).toBeGreaterThanOrEqual(asked);
			}),
		);
	});

	it('differs between two that were told the same, so that they do not come back together', () => {
		expect(retryDelayMs(1, 1000, () => 0.1)).not.toBe(retryDelayMs(1, 1000, () => 0.9));
	});

	it('is not waited for when it would hold up the workflow for minutes', () => {
		expect(retryDelayMs(1, 120_000, () => 0)).toBe(120_000);
		expect(retryDelayMs(1, 120_001, () => 0)).toBeUndefined();
	});

	it('ends after five attempts', () => {
		expect(MAX_ATTEMPTS).toBe(5);
		expect(retryDelayMs(4, undefined, () => 0)).toBe(0);
		expect(retryDelayMs(5, undefined, () => 0)).toBeUndefined();
		expect(retryDelayMs(5, 0, () => 0)).toBeUndefined();
	});

	it('uses real chance unless told otherwise', () => {
		const delays = new Set(Array.from({ length: 20 }, () => retryDelayMs(1, undefined)));
		expect(delays.size).toBeGreaterThan(1);
	});
});
