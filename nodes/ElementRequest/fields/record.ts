import type { INodeProperties } from 'n8n-workflow';

/** Which kind of records. */
export const objectField: INodeProperties = {
	displayName: 'Object',
	name: 'object',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Kind of records, as the instance calls it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchObjects', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. customers' },
	],
};

/** Which record. */
export const recordIdField: INodeProperties = {
	displayName: 'ID',
	name: 'recordId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 22|33',
	description: 'ID of the record as Get Many returns it, also where it has several parts',
};

/** What the record is to hold. */
export const recordField: INodeProperties = {
	displayName: 'Record',
	name: 'record',
	type: 'json',
	default: '{}',
	required: true,
	placeholder: 'e.g. {{ { "displayName": $json.name } }}',
	description:
		'Fields of the record by their names, as the element calls them. Write values from items as one expression of an object, so that nothing in them changes other fields.',
};
