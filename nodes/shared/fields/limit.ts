import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { wholeNumber } from './wholeNumber';

/** How much of a list is wanted; for the operations that {@link readLimit} is for. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/**
 * How many rows are wanted; infinite with Return All.
 *
 * @throws InvalidInput when an expression gave no whole number, which must not be read as all
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const limit = context.getNodeParameter('limit', itemIndex, 50);
	return wholeNumber('Limit', limit, undefined, 'To get everything, use Return All.');
}
