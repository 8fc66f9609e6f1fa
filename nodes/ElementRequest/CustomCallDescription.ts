import type { INodeProperties } from 'n8n-workflow';

const SHOW = { resource: ['customCall'] };

const pairsField = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder,
	default: {},
	description,
	displayOptions: { show: SHOW },
	options: [
		{
			displayName: 'Pair',
			name: 'pair',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
});

export const customCallOperationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: SHOW },
	options: [
		{
			name: 'Call',
			value: 'call',
			description: 'Make any call to the element with its token',
			action: 'Make a custom call',
		},
	],
	default: 'call',
};

export const customCallFields: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'].map((method) => ({
			name: method,
			value: method,
		})),
		default: 'GET',
		displayOptions: { show: SHOW },
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'customers/42/contacts',
		description:
			'What comes after /elements/api-v2, with or without hubs/{hub} before it. Each part is encoded for you, so 22|33 can stand as it is.',
		displayOptions: { show: SHOW },
	},
	pairsField(
		'Query Parameters',
		'query',
		'Add Parameter',
		'A name given several times becomes a list (name[]=a&name[]=b)',
	),
	pairsField(
		'Headers',
		'headers',
		'Add Header',
		'Beside those that the node sets itself, the authorization among them',
	),
	{
		displayName: 'Body',
		name: 'bodyType',
		type: 'options',
		options: [
			{ name: 'JSON', value: 'json' },
			{ name: 'None', value: 'none' },
			{ name: 'Raw', value: 'raw', description: 'Text with a content type of your own' },
		],
		default: 'none',
		displayOptions: { show: { ...SHOW, method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
	},
	{
		displayName: 'JSON',
		name: 'body',
		type: 'json',
		default: '{}',
		required: true,
		displayOptions: { show: { ...SHOW, bodyType: ['json'] } },
	},
	{
		displayName: 'Content Type',
		name: 'contentType',
		type: 'string',
		default: 'text/plain',
		placeholder: 'application/xml',
		displayOptions: { show: { ...SHOW, bodyType: ['raw'] } },
	},
	{
		displayName: 'Text',
		name: 'rawBody',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		displayOptions: { show: { ...SHOW, bodyType: ['raw'] } },
	},
];
