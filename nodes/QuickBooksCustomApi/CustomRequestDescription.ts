import type { INodeProperties } from 'n8n-workflow';

const forRequests = (more: Record<string, string[]> = {}) => ({
	show: { resource: ['customRequest'], ...more },
});

function pairs(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add',
		default: {},
		description,
		displayOptions: forRequests(),
		options: [
			{
				displayName: 'Parameter',
				name: 'parameters',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	};
}

export const customRequestFields: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((name) => ({ name, value: name })),
		default: 'GET',
		description: 'QuickBooks reads with GET and writes with POST',
		displayOptions: forRequests(),
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'reports/ProfitAndLoss',
		description: 'What follows /v3/company/ and the company ID in the address',
		displayOptions: forRequests(),
	},
	pairs('Query Parameters', 'queryParameters', 'What follows the question mark in the address'),
	pairs('Headers', 'headers', 'Further headers; the credential signs the request'),
	{
		displayName: 'Body',
		name: 'bodyType',
		type: 'options',
		options: [
			{ name: 'JSON', value: 'json' },
			{ name: 'None', value: 'none' },
			{ name: 'Raw', value: 'raw', description: 'Text of another kind, as it is' },
		],
		default: 'none',
		displayOptions: forRequests({ method: ['DELETE', 'PATCH', 'POST', 'PUT'] }),
	},
	{
		displayName: 'JSON Body',
		name: 'jsonBody',
		type: 'json',
		default: '{}',
		displayOptions: forRequests({ bodyType: ['json'] }),
	},
	{
		displayName: 'Raw Body',
		name: 'rawBody',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		displayOptions: forRequests({ bodyType: ['raw'] }),
	},
	{
		displayName: 'Content Type',
		name: 'rawContentType',
		type: 'string',
		default: 'application/text',
		description: 'What the raw body is. Queries sent by POST are application/text.',
		displayOptions: forRequests({ bodyType: ['raw'] }),
	},
	{
		displayName: 'Response',
		name: 'responseFormat',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'A file, such as invoice/130/pdf' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'json',
		displayOptions: forRequests(),
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
		displayOptions: forRequests({ responseFormat: ['file'] }),
	},
];
