import { InvalidInput } from '../api/failure';

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

/** Epoch milliseconds of what the clocks of a time zone show at an instant, taken as UTC. */
function clockAt(instant: number, timezone: string): number {
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
	const shown = Object.fromEntries(
		format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
	);
	const { year = 0, month = 1, day, hour, minute, second } = shown;
	return Date.UTC(year, month - 1, day, hour, minute, second) + (instant % 1000);
}

/** The instant at which the clocks of a time zone show a time; twice, because the first guess may lie beyond a change of the clocks. */
function instantIn(timezone: string, clock: number): number {
	const guess = clock - (clockAt(clock, timezone) - clock);
	return clock - (clockAt(guess, timezone) - guess);
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
	if (isInstant(value) && !Number.isNaN(Number(value))) return utc(value);
	const [, day, time = '00:00', seconds = ':00', zone] =
		(typeof value === 'string' && ISO.exec(value.trim())) || [];
	const clock = Date.parse(`${day}T${time}${seconds}Z`);
	// A 31st of February would become the 2nd of March.
	if (day === undefined || Number.isNaN(clock) || !new Date(clock).toISOString().startsWith(day)) {
		throw new InvalidInput(
			`${label} is not a date`,
			'Choose one, or give a date in ISO 8601, such as 2024-03-01T10:00:00Z.',
		);
	}
	if (zone === undefined) return new Date(instantIn(timezone, clock)).toISOString();
	return new Date(`${day}T${time}${seconds}${zone.toUpperCase()}`).toISOString();
}
