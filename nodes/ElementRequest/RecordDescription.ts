import type { INodeProperties } from 'n8n-workflow';

const showFor = (...operation: string[]): INodeProperties['displayOptions'] => ({
	show: { resource: ['record'], operation },
});

export const recordOperationField: INodeProperties = {
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

export const recordFields: INodeProperties[] = [
	{
		displayName: 'ID',
		name: 'recordId',
		type: 'string',
		default: '',
		required: true,
		placeholder: '22|33',
		description: 'ID of the record as Get Many returns it, also where it has several parts',
		displayOptions: showFor('delete', 'get', 'update'),
	},
	{
		displayName: 'Record',
		name: 'record',
		type: 'json',
		default: '{}',
		required: true,
		placeholder: '={{ { "displayName": $json.name } }}',
		description:
			'Fields of the record by their names, as the element calls them. Write values from items as one expression of an object, so that nothing in them changes other fields.',
		displayOptions: showFor('create', 'update', 'upsert'),
	},
	{
		displayName: 'Match Field',
		name: 'matchField',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'displayName',
		description:
			'Field of the record by whose value an existing record is looked for. The element must be able to filter by it.',
		displayOptions: showFor('upsert'),
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: showFor('getAll'),
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: {
			show: { resource: ['record'], operation: ['getAll'], returnAll: [false] },
		},
	},
];
