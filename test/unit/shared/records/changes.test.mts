import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { changeDatesOf, readChangeDate, sinceClause } = compiled<
	typeof import('../../../../nodes/shared/records/changes.ts')
>('nodes/shared/records/changes');

describe('The date of a record', () => {
	const TIME = Date.UTC(2015, 7, 13, 2, 32, 36, 790);

	it.each<[unknown, number]>([
		[TIME, TIME],
		[String(TIME), TIME],
		[`/Date(${TIME}+0000)/`, TIME],
		[`/Date(${TIME})/`, TIME],
		['2015-08-13T02:32:36.790Z', TIME],
		['2015-08-13T02:32:36.790', TIME],
		['2015-08-12T22:32:36.790-04:00', TIME],
		['2015-08-13 02:32:36', TIME - 790],
		['2015-08-13', Date.UTC(2015, 7, 13)],
	])('%j is understood', (value, time) => {
		expect(readChangeDate(value)).toBe(time);
	});

	it.each([undefined, null, '', 'yesterday', '5', 'May 5', {}, [], true])('%j is none', (value) => {
		expect(readChangeDate(value)).toBeNaN();
	});
});

describe('What is asked for', () => {
	const ms = Date.UTC(2024, 2, 1, 10, 0, 0, 999);

	it('is never later than meant', () => {
		for (const element of ['freshbooks', 'quickbooks', 'sageone', 'sageoneus', 'xero']) {
			const { from } = sinceClause(changeDatesOf(element, ''), ms);
			expect(from).toBeLessThanOrEqual(ms);
		}
	});

	it('is the day half a day before, where the zone is not known', () => {
		const { clause, from } = sinceClause(changeDatesOf('freshbooks', ''), ms);
		expect(clause).toBe("updated_from = '2024-02-29'");
		expect(from).toBe(Date.UTC(2024, 1, 29));
	});

	it('goes by a field that the user gave, also where another is known', () => {
		expect(sinceClause(changeDatesOf('quickbooks', 'changed.at'), ms).clause).toBe(
			"changed.at >= '2024-03-01T10:00:00.000Z'",
		);
	});
});
