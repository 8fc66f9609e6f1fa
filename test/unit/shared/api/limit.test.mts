import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { limitIn } =
	compiled<typeof import('../../../../nodes/shared/api/limit.ts')>('nodes/shared/api/limit');

describe('A 429 is about the limit of', () => {
	it.each<[string, Record<string, string>, string | undefined]>([
		['platform', {}, undefined],
		['platform', { 'retry-after': '30' }, ''],
		['moment', {}, 'Rate limit exceeded'],
		['moment', { 'x-rate-limit-problem': 'Minute' }, undefined],
		['moment', { 'x-rate-limit-problem': 'concurrent' }, undefined],
		['moment', { 'x-rate-limit-problem': 'appminute', 'x-daylimit-remaining': '0' }, undefined],
		['moment', { 'x-daylimit-remaining': '12' }, 'Too Many Requests'],
		['moment', {}, 'No more payments today for the holiday'],
		['day', { 'x-rate-limit-problem': 'Day' }, undefined],
		['day', { 'x-rate-limit-problem': ' daily ' }, 'Rate limit exceeded'],
		['day', { 'x-daylimit-remaining': '0' }, undefined],
		['day', {}, 'Daily limit reached'],
		['day', {}, 'You may make 2500 requests per day'],
	])('%s: %j, %j', (limit, headers, words) => {
		expect(limitIn(headers, words)).toBe(limit);
	});
});
