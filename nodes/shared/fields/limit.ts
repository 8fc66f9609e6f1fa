import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { textOf } from './wireText';

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
	const limit = textOf('Limit', context.getNodeParameter('limit', itemIndex, 50));
	if (/^[1-9]\d{0,14}$/.test(limit)) return Number(limit);
	throw new InvalidInput(
		'Limit must be a whole number from 1 on',
		'To get everything, use Return All.',
	);
}
