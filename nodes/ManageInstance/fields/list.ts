import type { INodeProperties } from 'n8n-workflow';

import { elementLocator } from '../../shared/fields/searchElements';

const LISTS = ['list', 'getEvents', 'getObjects', 'getUsageLog'];

/** How much of a list is returned. */
export const pageFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show: { operation: LISTS } },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { operation: LISTS, returnAll: [false] } },
	},
];

/** Fields of Get Many. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { operation: ['list'] } },
		options: [
			{
				displayName: 'Disabled',
				name: 'disabled',
				type: 'boolean',
				default: true,
				description: 'Whether to return the disabled instances or, when off, all others',
			},
			{
				displayName: 'Element',
				name: 'element',
				...elementLocator,
				description: 'Element of which the instances are',
			},
			{
				displayName: 'Search Text',
				name: 'searchText',
				type: 'string',
				default: '',
				placeholder: 'Acme',
				description: 'Part of the name of the instance or of the element key',
			},
			{
				displayName: 'Tags',
				name: 'tags',
				type: 'string',
				default: '',
				placeholder: 'customer-42, production',
				description:
					'Tags that the instance must carry, all of them, separated by commas. An expression may give a list when a tag holds a comma.',
			},
			{
				displayName: 'Valid',
				name: 'valid',
				type: 'boolean',
				default: true,
				description:
					'Whether to return the instances that the platform calls valid or, when off, those that it calls invalid',
			},
		],
	},
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'options',
		options: [
			{ name: 'Full', value: 'full', description: 'With tags, state and configuration' },
			{ name: 'Light', value: 'light', description: 'ID, name, token and element only; faster' },
		],
		default: 'full',
		description: 'How much to return of each instance',
		displayOptions: { show: { operation: ['list'] } },
	},
];
