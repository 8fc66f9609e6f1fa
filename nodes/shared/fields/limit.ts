import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { textOf } from './wireText';

/**
 * How many rows are wanted; infinite with Return All.
 *
 * @throws InvalidInput when an expression gave no whole number, which must not be read as all
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const limit = textOf('Limit', context.getNodeParameter('limit', itemIndex, 50));
	if (/^[1-9]\d{0,14}$/.test(limit)) return Number(limit);
	throw new InvalidInput(
		'Limit must be a whole number from 1 on',
		'To get everything, use Return All.',
	);
}
