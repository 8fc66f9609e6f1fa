import type { IExecuteFunctions } from 'n8n-workflow';

/** How many rows are wanted; infinite with Return All. */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	return Number(context.getNodeParameter('limit', itemIndex, 50));
}
