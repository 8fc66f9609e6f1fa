import { InvalidInput } from '../errors/failure';
import { textOf } from './wireText';

/**
 * Texts as the user gave them: separated by commas, or a list where one of them holds a comma.
 * Blanks around a text and empty ones are dropped, and so is what stands there twice.
 *
 * @param label what the field is called
 * @throws InvalidInput when a list holds anything but texts and numbers, or a number that has been rounded
 */
export function splitList(label: string, value: unknown): string[] {
	const text = typeof value === 'string' ? value.split(',') : [value ?? ''];
	const entries: unknown[] = Array.isArray(value) ? value : text;
	const read = entries.map((entry) => {
		if (typeof entry !== 'string' && typeof entry !== 'number') {
			throw new InvalidInput(
				`${label} must be text separated by commas, or a list of texts`,
				`One of them is ${JSON.stringify(entry)}.`,
			);
		}
		return textOf(`One of ${label}`, entry);
	});
	return [...new Set(read.filter((one) => one !== ''))];
}
