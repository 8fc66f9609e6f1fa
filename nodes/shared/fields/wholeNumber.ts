import { InvalidInput } from '../errors/failure';
import { textOf } from './wireText';

/**
 * A whole number from 1 on, also where an expression gave it as text.
 *
 * @param most the largest that there may be, below 10^15
 * @throws InvalidInput for anything else
 */
export function wholeNumber(label: string, value: unknown, most?: number, advice?: string): number {
	const text = textOf(label, value);
	const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
	if (number >= 1 && number <= (most ?? number)) return number;
	throw new InvalidInput(
		`${label} must be a whole number from 1 ${most ? `to ${most}` : 'on'}`,
		advice,
	);
}
