import type { INodeProperties } from 'n8n-workflow';

const recordOperationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['record'] } },
	options: [
		{
			name: 'Create',
			value: 'create',
			description: 'Create a record',
			action: 'Create a record',
		},
		{
			name: 'Create or Update',
			value: 'upsert',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			action: 'Create or update a record',
		},
		{
			name: 'Delete',
			value: 'delete',
			description: 'Delete a record permanently',
			action: 'Delete a record',
		},
		{
			name: 'Get',
			value: 'get',
			description: 'Retrieve a single record by its ID',
			action: 'Get a record',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve a list of records',
			action: 'Get many records',
		},
		{
			name: 'Update',
			value: 'update',
			description: 'Update a record by its ID',
			action: 'Update a record',
		},
	],
	default: 'getAll',
};

const bulkOperationField: INodeProperties = {
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

const customCallOperationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['customCall'] } },
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

/** What to do, for each resource. */
export const operationFields: INodeProperties[] = [
	recordOperationField,
	bulkOperationField,
	customCallOperationField,
];
