import type { INodeProperties } from 'n8n-workflow';

import { elementLocator } from '../shared/fields/searchElements';

/** How many calls a poll makes to look closer unless the option says otherwise. */
export const CALLS_PER_POLL = 200;

export const properties: INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		options: [
			{ name: 'All Instances', value: 'all' },
			{ name: 'Instances With a Tag', value: 'tag' },
		],
		default: 'all',
		description: 'Whose connections are watched',
		noDataExpression: true,
	},
	{
		displayName: 'Tag',
		name: 'tag',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. production',
		description: 'Tag of the instances whose connections are watched',
		displayOptions: { show: { scope: ['tag'] } },
		noDataExpression: true,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		noDataExpression: true,
		options: [
			{
				displayName: 'Calls per Poll',
				name: 'callsPerPoll',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 10000 },
				default: CALLS_PER_POLL,
				description:
					'How many calls a poll may make to look closer at instances, most of which take one. Whoever is left comes with the next poll. Reading the list, a call for 200 instances, is not counted.',
			},
			{
				displayName: 'Element',
				name: 'element',
				...elementLocator,
				description: 'Element of which the instances are',
				hint: 'Empty: all of them',
			},
		],
	},
];
