import type { INodeProperties } from 'n8n-workflow';

import { requestFields } from '../shared/fields/httpRequest';
import type { RequestFieldSettings } from '../shared/fields/httpRequest';

const show = { resource: ['customRequest'] };

/** Any request about one company. */
export const CUSTOM_REQUEST: RequestFieldSettings = {
	show,
	methods: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'],
	path: {
		placeholder: 'reports/ProfitAndLoss',
		description:
			'What follows /v3/company/ and the company ID in the address. QuickBooks reads with GET and writes with POST.',
	},
	// Queries that are too long for an address are sent by POST as this.
	contentType: 'application/text',
};

export const customRequestFields: INodeProperties[] = [
	...requestFields(CUSTOM_REQUEST),
	{
		displayName: 'Response',
		name: 'responseFormat',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'A file, such as invoice/130/pdf' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'json',
		displayOptions: { show },
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show: { ...show, responseFormat: ['file'] } },
	},
];
