import type { INodeProperties } from 'n8n-workflow';

import { instanceFields } from '../shared/fields/instanceLocator';
import { fieldsOf } from '../shared/run/operation';
import { operationFields } from './fields/operation';
import { optionsField } from './fields/options';
import { operations } from './operations';

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

export const properties: INodeProperties[] = [
	authenticationField,
	...instanceFields.map(
		(field): INodeProperties => ({
			...field,
			...(field.name === 'instance' && { default: { mode: 'token', value: '={{ $json.token }}' } }),
			displayOptions: { show: { authentication: ['account'], ...field.displayOptions?.show } },
		}),
	),
	resourceField,
	...operationFields,
	...fieldsOf(operations),
	optionsField,
];
