import type { INodeProperties } from 'n8n-workflow';

const showFor = (operation: string): INodeProperties['displayOptions'] => ({
	show: { resource: ['bulk'], operation: [operation] },
});

export const bulkOperationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['bulk'] } },
	options: [
		{
			name: 'Download',
			value: 'download',
			description: 'Export many records into a file',
			action: 'Download records as a file',
		},
		{
			name: 'Upload',
			value: 'upload',
			description: 'Import many records from a file',
			action: 'Upload records from a file',
		},
	],
	default: 'download',
};

export const bulkFields: INodeProperties[] = [
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv', description: 'A table with a line of column names' },
			{ name: 'JSON Lines', value: 'jsonLines', description: 'A JSON object on every line' },
		],
		default: 'csv',
		displayOptions: showFor('download'),
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
		displayOptions: showFor('download'),
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input binary field with the file, CSV or JSON lines',
		displayOptions: showFor('upload'),
	},
	{
		displayName: 'Identifier Field',
		name: 'identifierField',
		type: 'string',
		default: '',
		placeholder: 'email',
		description:
			'Column by which existing records are recognized and updated. Empty: every line makes a new record.',
		displayOptions: showFor('upload'),
	},
];
