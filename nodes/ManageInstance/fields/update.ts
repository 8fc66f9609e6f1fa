import type { INodeProperties } from 'n8n-workflow';

/** Fields of Update. */
export const updateFields: INodeProperties[] = [
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { operation: ['update'] } },
		options: [
			{
				displayName: 'Add Tags',
				name: 'addTags',
				type: 'string',
				default: '',
				placeholder: 'reconnect, 2026',
				description: 'Tags to add to those that are there, separated by commas',
			},
			{
				displayName: 'Configuration',
				name: 'configuration',
				type: 'json',
				default: '{}',
				description:
					"Entries to set, by the platform's own keys. All others stay as they are. A secret that is shown as asterisks cannot be written back.",
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'Acme Ltd. QuickBooks',
			},
			{
				displayName: 'Remove Tags',
				name: 'removeTags',
				type: 'string',
				default: '',
				placeholder: 'trial',
				description: 'Tags to take away, separated by commas',
			},
			{
				displayName: 'Replace Tags',
				name: 'tags',
				type: 'string',
				default: '',
				placeholder: 'customer-42, production',
				description:
					'Tags that the instance has from now on, separated by commas. All others are lost; empty removes all.',
			},
		],
	},
];
