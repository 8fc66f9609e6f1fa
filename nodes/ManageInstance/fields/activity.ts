import type { INodeProperties } from 'n8n-workflow';

/** Fields of Get Usage Log. */
export const activityFields: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'logFilters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { operation: ['getUsageLog'] } },
		options: [
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'Without it the platform goes back some days',
			},
			{
				displayName: 'Search Text',
				name: 'searchText',
				type: 'string',
				default: '',
				placeholder: '/customers',
				description: 'Part of the address of the call',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Refused or Faulty', value: 'FAILED' },
					{ name: 'Successful', value: 'SUCCESS' },
				],
				default: 'FAILED',
			},
			{ displayName: 'To', name: 'to', type: 'dateTime', default: '' },
		],
	},
];
