import { InvalidInput } from '../errors/failure';
import { isInstant } from './instant';

const TOO_LONG =
	'It has been rounded before it came here. Give it as text, in quotes, from where it is first read on.';

/** One of two that only mean something together (Unicode calls them surrogates). */
const HALF_A_CHARACTER = /\p{Cs}/u;

/**
 * Refuses a value that holds a number that was rounded on its way, or none at all (NaN), a date that
 * is none, and a text with half a character, which no URL can carry. Objects and lists are looked
 * through.
 *
 * @param label names the value in the error
 * @throws InvalidInput for the first of them, with the place where it stands
 */
export function refuseInexact(label: string, value: unknown): void {
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) {
			throw new InvalidInput(`${label} is no number: ${value}`, 'Check the calculation.');
		}
		if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
			throw new InvalidInput(
				`${label} is too long for a number: ${value}`,
				TOO_LONG,
				'number_rounded',
			);
		}
		return;
	}
	if (typeof value === 'bigint') {
		throw new InvalidInput(
			`${label} is too long for a number: ${value}`,
			'Give it as text.',
			'number_rounded',
		);
	}
	if (typeof value === 'string' && HALF_A_CHARACTER.test(value)) {
		throw new InvalidInput(`${label} holds half a character`, 'The text was cut within an emoji.');
	}
	if (typeof value !== 'object' || value === null) return;
	if (isInstant(value)) {
		if (!Number.isNaN(Number(value))) return;
		throw new InvalidInput(`${label} is no valid date`, 'Check the expression that it comes from.');
	}
	for (const [name, one] of Object.entries(value)) refuseInexact(`${label} → ${name}`, one);
}
