import { InvalidInput } from '../errors/failure';

/** A moment as expressions give one: `new Date()`, or luxon's DateTime, which `$now` is. */
export type Instant = Date | { readonly isLuxonDateTime: true; valueOf(): number };

/** Also of a Date that another realm made, as expressions do. */
export function isInstant(value: unknown): value is Instant {
	if (typeof value !== 'object' || value === null) return false;
	return (
		Object.prototype.toString.call(value) === '[object Date]' ||
		(value as { isLuxonDateTime?: unknown }).isLuxonDateTime === true
	);
}

/** ISO 8601 in UTC, with milliseconds. */
export const utc = (instant: Instant) => new Date(Number(instant)).toISOString();

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** By how many milliseconds the clocks of a time zone are before UTC's at an instant. */
function offsetAt(instant: number, timezone: string): number {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	const wholeSecond = Math.floor(instant / 1000) * 1000;
	const { year, month, day, hour, minute, second } = Object.fromEntries(
		format.formatToParts(wholeSecond).map(({ type, value }) => [type, Number(value)]),
	) as Record<Intl.DateTimeFormatPartTypes, number>;
	return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecond;
}

/** Reads a text in ISO 8601 as epoch milliseconds; NaN where it is none. */
function readIso(text: string, timezone: string): number {
	const [, day = '', time = '00:00', seconds = ':00', zone] = ISO.exec(text.trim()) ?? [];
	const clock = Date.parse(`${day}T${time}${seconds}Z`);
	// A 31st of February would become the 2nd of March.
	if (Number.isNaN(clock) || !new Date(clock).toISOString().startsWith(day)) return NaN;
	if (zone !== undefined) return Date.parse(`${day}T${time}${seconds}${zone.toUpperCase()}`);
	// Twice, because the first guess may lie beyond a change of the clocks.
	const guess = clock - offsetAt(clock, timezone);
	return clock - offsetAt(guess, timezone);
}

/**
 * The moment that a date parameter says, in ISO 8601 and UTC; nothing where it is empty. What has no
 * zone, as the date picker gives it, is a time in the workflow's.
 *
 * @param timezone IANA name, as `context.getTimezone()` gives it
 * @throws InvalidInput when it is no date
 */
export function utcOf(label: string, value: unknown, timezone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const ms = typeof value === 'string' ? readIso(value, timezone) : NaN;
	const date = new Date(isInstant(value) ? Number(value) : ms);
	if (!Number.isNaN(date.getTime())) return date.toISOString();
	throw new InvalidInput(
		`${label} is not a date`,
		'Choose one, or give a date in ISO 8601, such as 2024-03-01T10:00:00Z.',
	);
}
