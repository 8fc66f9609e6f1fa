import type { INodeProperties } from 'n8n-workflow';

import { instanceFields } from '../../shared/fields/instanceLocator';
import { elementLocator } from '../../shared/fields/searchElements';

/** What can be done with common resources. */
export const commonResourceOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['commonResource'] } },
	options: [
		{
			name: 'Define',
			value: 'define',
			action: 'Define a common resource',
			description: 'Say which fields it has: create it, or give it other fields',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a common resource',
			description: 'Delete its mappings and its definition at one level; no record is touched',
		},
		{
			name: 'Export',
			value: 'export',
			action: 'Export a common resource',
			description: 'Put out its definition and its mappings as one document',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a common resource',
			description: 'Get its fields, and which elements map it',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many common resources',
			description: 'Get those that are defined',
		},
		{
			name: 'Import',
			value: 'import',
			action: 'Import common resources',
			description: 'Create or replace them from a document, or from the starter set',
		},
		{
			name: 'Map',
			value: 'map',
			action: 'Map a common resource',
			description: 'Say where an element, or one instance, has its fields',
		},
	],
	default: 'getAll',
};

const levelField: INodeProperties = {
	displayName: 'Level',
	name: 'level',
	type: 'options',
	options: [
		{ name: 'Account', value: 'account', description: 'For all instances of the account' },
		{
			name: 'Instance',
			value: 'instance',
			description: 'For one instance, as for fields that only one customer has',
		},
		{
			name: 'Organization',
			value: 'organization',
			description: 'For all accounts; not every user may change it',
		},
	],
	default: 'account',
	description:
		'For whom it holds. An instance wins over the account, and that over the organization.',
};

/** For whom the item's common resource holds. */
export const levelFields: readonly INodeProperties[] = [
	levelField,
	...instanceFields.map(
		(field): INodeProperties => ({
			...field,
			displayOptions: { show: { level: ['instance'], ...field.displayOptions?.show } },
		}),
	),
];

/** Which common resource. */
export const commonResourceField: INodeProperties = {
	displayName: 'Common Resource',
	name: 'commonResource',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'Give a new one a name that no element has, such as common-invoices: a name like invoices changes what everybody reads there',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCommonResources', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. common-invoices' },
	],
};

/** Which element maps it. An instance has just one. */
export const mappedElementField: INodeProperties = {
	displayName: 'Element',
	name: 'element',
	...elementLocator,
	required: true,
	description: 'Element whose fields are mapped',
	displayOptions: { show: { level: ['account', 'organization'] } },
};

/** Which elements' mappings the item is about. */
export const elementsField: INodeProperties = {
	displayName: 'Elements',
	name: 'elements',
	type: 'string',
	default: '',
	placeholder: 'e.g. quickbooks, xero',
	description: 'Keys of the elements whose mappings are meant, separated by commas',
	hint: 'Empty: all of them',
	displayOptions: { show: { level: ['account', 'organization'] } },
};
