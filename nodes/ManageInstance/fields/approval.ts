import type { INodeProperties } from 'n8n-workflow';

import { callbackField } from '../../shared/fields/callbackFields';
import { tokenFields } from '../../shared/fields/tokenFields';

/** What signs the customer in, for the operations that do so. */
export const approvalFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Callback of a Customer Who Approved',
				value: 'callback',
				description: 'The customer opened a new link and approved',
			},
			{
				name: 'QuickBooks Tokens',
				value: 'tokens',
				description: 'Tokens that you hold, without a consent screen',
			},
		],
		default: 'callback',
	},
	{ ...callbackField, displayOptions: { show: { source: ['callback'] } } },
	...tokenFields.map(
		(field): INodeProperties => ({
			...field,
			displayOptions: { show: { source: ['tokens'], ...field.displayOptions?.show } },
		}),
	),
];
