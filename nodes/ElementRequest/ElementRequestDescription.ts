import type { INodeProperties } from 'n8n-workflow';

import { instanceField } from '../shared/fields/instanceLocator';
import { bulkFields, bulkOperationField } from './BulkDescription';
import { customCallFields, customCallOperationField } from './CustomCallDescription';
import { filterFields } from './FilterDescription';
import { optionsField } from './OptionsDescription';
import { recordFields, recordOperationField } from './RecordDescription';

const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Account',
			value: 'account',
			description: 'One credential for every instance of the account; each item says which',
		},
		{
			name: 'Single Instance',
			value: 'instance',
			description: 'A credential that holds the token of one instance',
		},
	],
	default: 'account',
};

const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Bulk File', value: 'bulk' },
		{ name: 'Custom Call', value: 'customCall' },
		{ name: 'Record', value: 'record' },
	],
	default: 'record',
};

const objectField: INodeProperties = {
	displayName: 'Object',
	name: 'object',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Kind of records, as the instance calls it',
	displayOptions: { show: { resource: ['record', 'bulk'] } },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchObjects', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'customers' },
	],
};

export const properties: INodeProperties[] = [
	authenticationField,
	{
		...instanceField,
		default: { mode: 'token', value: '={{ $json.token }}' },
		displayOptions: { show: { authentication: ['account'] } },
	},
	resourceField,
	recordOperationField,
	bulkOperationField,
	customCallOperationField,
	objectField,
	...recordFields,
	...bulkFields,
	...filterFields,
	...customCallFields,
	optionsField,
];
