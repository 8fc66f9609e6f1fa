import type { INodeProperties } from 'n8n-workflow';

import { changedFieldOption } from '../shared/fields/changedField';
import { customerElementField, instanceField } from '../shared/fields/instanceLocator';

const OF_ONE = { show: { scope: ['instance'] } };

export const properties: INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		options: [
			{ name: 'All Instances', value: 'all' },
			{ name: 'Instances With a Tag', value: 'tag' },
			{ name: 'One Instance', value: 'instance' },
		],
		default: 'all',
		description: 'Whose records are watched',
		noDataExpression: true,
	},
	{
		displayName: 'Tag',
		name: 'tag',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. production',
		description: 'Tag of the instances whose records are watched',
		displayOptions: { show: { scope: ['tag'] } },
		noDataExpression: true,
	},
	{
		...instanceField,
		description: 'The connected account whose records are watched',
		// The token of a trigger could not come from an item, so it would be stored with the workflow.
		modes: instanceField.modes?.filter(({ name }) => name !== 'token'),
		displayOptions: OF_ONE,
		noDataExpression: true,
	},
	{
		...customerElementField,
		displayOptions: { show: { ...customerElementField.displayOptions?.show, ...OF_ONE.show } },
		noDataExpression: true,
	},
	{
		displayName: 'Object',
		name: 'object',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. customers',
		description: 'Kind of records, as the instances call it',
		noDataExpression: true,
	},
	{
		displayName: 'Start At',
		name: 'startAt',
		type: 'dateTime',
		default: '',
		description: 'From when changes count, also for instances that come later',
		hint: 'Empty: from now on, and for later instances from when they were connected',
		noDataExpression: true,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		noDataExpression: true,
		options: [changedFieldOption],
	},
];
