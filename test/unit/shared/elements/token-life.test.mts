import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { consentEndsAt, unusedTokensEndAt } = compiled<
	typeof import('../../../../nodes/shared/elements/tokenLife.ts')
>('nodes/shared/elements/tokenLife');
const { findElement } = compiled<typeof import('../../../../nodes/shared/elements/index.ts')>(
	'nodes/shared/elements/index',
);

type Way = 'oAuth1' | 'oAuth2';
const flowOf = (key: string, way: Way) => {
	const flow = findElement(key)?.consent[way];
	if (!flow) throw new Error(`${key} has no ${way}`);
	return flow;
};
const dayOf = (date: Date | null) => date?.toISOString() ?? null;

describe('A consent', () => {
	it.each<[string, Way, string, string | null]>([
		['quickbooks', 'oAuth2', '2026-05-06T07:08:09.000Z', '2031-05-05T07:08:09.000Z'],
		// Intuit counts older ones from October 2023.
		['quickbooks', 'oAuth2', '2019-12-31T23:00:00.000Z', '2028-09-29T00:00:00.000Z'],
		['quickbooks', 'oAuth1', '2026-05-06T07:08:09.000Z', null],
		['xero', 'oAuth2', '2026-05-06T07:08:09.000Z', null],
		['sageone', 'oAuth2', '2026-05-06T07:08:09.000Z', null],
		['freshbooksv2', 'oAuth2', '2026-05-06T07:08:09.000Z', null],
	])('to %s by %s of %s ends at %s', (key, way, from, end) => {
		expect(dayOf(consentEndsAt(flowOf(key, way), new Date(from)))).toBe(end);
	});
});

describe('Tokens that nobody renews', () => {
	it.each<[string, Way, string | null]>([
		['quickbooks', 'oAuth2', '2026-04-11T00:00:00.000Z'],
		['quickbooks', 'oAuth1', '2026-06-30T00:00:00.000Z'],
		['xero', 'oAuth2', '2026-03-02T00:00:00.000Z'],
		['sageone', 'oAuth2', '2026-02-01T00:00:00.000Z'],
		['freshbooksv2', 'oAuth2', null],
	])('of %s by %s end at %s', (key, way, end) => {
		expect(dayOf(unusedTokensEndAt(flowOf(key, way), new Date('2026-01-01')))).toBe(end);
	});
});
