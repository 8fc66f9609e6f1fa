import { InvalidInput } from './api/failure';

function refuseRounded(label: string, value: number): void {
	if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
	throw new InvalidInput(
		`${label} is a number that has been rounded, here to ${value}`,
		'Numbers of 16 and more digits lose some of them before a node sees them. Give it as text, in quotes.',
	);
}

/**
 * Refuses numbers that JavaScript cannot hold, wherever in a value they are: which digits they had is
 * not known any more.
 *
 * @param label how the user knows the parameter
 * @throws InvalidInput naming the first of them
 */
export function checkExact(label: string, value: unknown): void {
	if (typeof value === 'number') refuseRounded(label, value);
	if (typeof value !== 'object' || value === null) return;
	for (const [key, one] of Object.entries(value)) {
		checkExact(Array.isArray(value) ? label : `${key} in ${label}`, one);
	}
}

/**
 * A parameter's value as text, trimmed; nothing is empty text.
 *
 * @throws InvalidInput for a number that has been rounded
 */
export function exactText(label: string, value: unknown): string {
	checkExact(label, value);
	return String(value ?? '').trim();
}
