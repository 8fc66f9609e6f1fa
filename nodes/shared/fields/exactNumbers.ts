import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { isInstant } from './instant';

const TOO_LONG =
	'It has been rounded before it came here. Give it as text, in quotes, from where it is first read on.';

/**
 * Refuses a value that holds a number that was rounded on its way, or none at all (NaN), and a date
 * that is none. Objects and lists are looked through.
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
	if (typeof value !== 'object' || value === null) return;
	if (isInstant(value)) {
		if (!Number.isNaN(Number(value))) return;
		throw new InvalidInput(`${label} is no valid date`, 'Check the expression that it comes from.');
	}
	for (const [name, one] of Object.entries(value)) refuseInexact(`${label} → ${name}`, one);
}

/** Whether a parameter as it is stored has to be evaluated: for n8n that is the costly part of reading it. */
export const holdsExpression = (stored: unknown): boolean =>
	typeof stored === 'string'
		? stored.startsWith('=')
		: typeof stored === 'object' && stored !== null && Object.values(stored).some(holdsExpression);

/**
 * Looks through all parameters of a node, for one item at a time, before anything is done with them.
 *
 * @returns throws InvalidInput as {@link refuseInexact}
 */
export function parameterCheck(context: IExecuteFunctions): (itemIndex: number) => void {
	const parameters = Object.entries(context.getNode().parameters).map(
		([name, stored]) => [name, stored, holdsExpression(stored)] as const,
	);
	return (itemIndex) => {
		for (const [name, stored, isOpen] of parameters) {
			const value: unknown = isOpen ? context.getNodeParameter(name, itemIndex, '') : stored;
			refuseInexact(`The parameter ${name}`, value);
		}
	};
}
