import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../api/failure';

/**
 * How many rows are wanted; infinite with Return All.
 *
 * @throws InvalidInput when an expression gave no number, which must not be read as all
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', itemIndex, 50));
	if (limit >= 1) return Math.floor(limit);
	throw new InvalidInput('Limit must be a number from 1 on', 'To get everything, use Return All.');
}
