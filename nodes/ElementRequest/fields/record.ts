import type { INodeProperties } from 'n8n-workflow';

import { UNREAD_FIELDS } from '../../shared/fields/fieldMapper';

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

const recordAsField: INodeProperties = {
	displayName: 'Record As',
	name: 'recordAs',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Fields',
			value: 'fields',
			description: 'Fields of the object to choose from and fill in one by one',
		},
		{ name: 'JSON', value: 'json', description: 'One object with all fields' },
	],
	default: 'json',
	description: 'In which way the record is given',
};

const recordFieldsField: INodeProperties = {
	displayName: 'Fields',
	name: 'recordFields',
	type: 'resourceMapper',
	default: UNREAD_FIELDS,
	noDataExpression: true,
	description:
		'What the object takes, as the element says. The refresh sign reads the list. A field left empty is not sent; to empty one, give the record as JSON.',
	typeOptions: {
		loadOptionsDependsOn: ['operation', 'object.value', 'instance.value', 'customerElement.value'],
		resourceMapper: {
			resourceMapperMethod: 'getRecordFields',
			mode: 'add',
			valuesLabel: 'Fields',
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: false,
			supportAutoMap: false,
			noFieldsError: 'The element does not say which fields this object has.',
		},
	},
	displayOptions: { show: { recordAs: ['fields'] } },
};

const recordField: INodeProperties = {
	displayName: 'Record',
	name: 'record',
	type: 'json',
	default: '{}',
	required: true,
	placeholder: 'e.g. {{ { "displayName": $json.name } }}',
	description:
		'Fields of the record by their names, as the element calls them. Write values from items as one expression of an object, so that nothing in them changes other fields.',
	displayOptions: { show: { recordAs: ['json'] } },
};

/** What the record is to hold, in either way. */
export const recordFields: readonly INodeProperties[] = [
	recordAsField,
	recordFieldsField,
	recordField,
];
