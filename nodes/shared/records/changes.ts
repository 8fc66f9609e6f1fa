import { findElement } from '../elements';
import type { ChangeDates } from '../elements/types';
import { InvalidInput } from '../errors/failure';
import { buildWhere } from './clause';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** No zone is further behind UTC. */
const FURTHEST_BEHIND_MS = 12 * HOUR_MS;

/**
 * How an element tells which records changed.
 *
 * @param elementKey nothing where the element is not known
 * @param changedField the field that holds when a record changed, where the user gave it; it counts
 * more than what the package knows
 * @throws InvalidInput when nobody knows it
 */
export function changeDatesOf(elementKey: string | undefined, changedField: string): ChangeDates {
	const known = elementKey === undefined ? undefined : findElement(elementKey)?.changes;
	if (changedField !== '') {
		const condition = { field: changedField, operator: 'greaterOrEqual', value: '{date}' } as const;
		const clause = String(buildWhere([condition], 'AND'));
		const { idFields } = known ?? {};
		return {
			field: changedField,
			since: { clause, form: 'millisecond' },
			...(idFields && { idFields }),
		};
	}
	if (known) return known;
	throw new InvalidInput(
		elementKey === undefined
			? 'It is not known of which element this instance is, so neither is how it tells changes'
			: `It is not known by which field the element ${elementKey} tells when a record changed`,
		'Say in Change Date Field where its records hold the date of their last change, for example updatedDate.',
		'change_date_unknown',
	);
}

/** The time from which is asked, as exactly as the element can be asked, and never later than meant. */
function askedFrom({ since, accountZone }: ChangeDates, ms: number): number {
	const time = accountZone ? ms - FURTHEST_BEHIND_MS : ms;
	const unit = since.form === 'day' ? DAY_MS : SECOND_MS;
	return Math.floor(time / unit) * unit;
}

/**
 * The clause that asks for the records that changed since a time, and the date that they have at least.
 *
 * @param ms epoch milliseconds
 */
export function sinceClause(dates: ChangeDates, ms: number): { clause: string; from: number } {
	const from = askedFrom(dates, ms);
	const iso = new Date(from).toISOString();
	const written = {
		millisecond: iso,
		second: `${iso.slice(0, 19)}Z`,
		offset: `${iso.slice(0, 19)}+00:00`,
		day: iso.slice(0, 10),
	};
	return { clause: dates.since.clause.replace('{date}', written[dates.since.form]), from };
}

/** Microsoft's form of a date in JSON, as Xero's API has it: `/Date(1439434356790+0000)/`. */
const MS_DATE = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * The date of a record as epoch milliseconds: a number, its digits, ISO 8601, or Microsoft's form;
 * NaN where it is none. One without a zone is read as UTC.
 */
export function readChangeDate(value: unknown): number {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return NaN;
	const text = value.trim();
	if (/^\d{11,}$/.test(text)) return Number(text);
	const [, ms] = MS_DATE.exec(text) ?? [];
	if (ms !== undefined) return Number(ms);
	const [, day, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? [];
	return Date.parse(`${day}T${time}${zone.toUpperCase()}`);
}
