import type { INodeProperties } from 'n8n-workflow';

import { configurationField, nameField, parallelRequestsField, tagsField } from '../shared/fields';
import { commonConfigurationField } from '../shared/instances/commonConfiguration';

export const properties: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Callback of a Customer Who Approved',
				value: 'callback',
				description: 'For elements with OAuth; the app credential says which element',
			},
			{
				name: 'Configuration Only',
				value: 'configuration',
				description: 'For elements without OAuth, such as those with a user name or an API key',
			},
		],
		default: 'callback',
	},
	{
		displayName: 'Element',
		name: 'element',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'Element of the catalogue of your account',
		displayOptions: { show: { source: ['configuration'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchElements', searchable: true },
			},
			{ displayName: 'By Key', name: 'key', type: 'string', placeholder: 'servicenow' },
		],
	},
	{
		displayName: 'Callback',
		name: 'callback',
		type: 'json',
		default: '={{ $json }}',
		required: true,
		description:
			'What came back from the provider: the item of the OAuth Callback Trigger or of a Webhook node, its query, or the whole callback URL as text',
		displayOptions: { show: { source: ['callback'] } },
	},
	nameField,
	tagsField,
	{
		displayName: 'Element Fields',
		name: 'elementFields',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		description: 'What this element wants to know about the account, as its catalogue entry says',
		typeOptions: {
			loadOptionsDependsOn: ['source', 'element.value'],
			resourceMapper: {
				resourceMapperMethod: 'getElementFields',
				mode: 'add',
				valuesLabel: 'Element Fields',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				supportAutoMap: false,
				noFieldsError: 'This element needs nothing here.',
			},
		},
	},
	configurationField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Callback URL',
				name: 'callbackUrl',
				type: 'string',
				default: '',
				placeholder: 'https://www.mycoolapp.com/auth',
				description:
					'With a custom state only: the callback URL that the link was made with, when it is not the one of the app credential',
			},
			commonConfigurationField,
			parallelRequestsField,
			{
				displayName: 'Request Token Secret',
				name: 'requestTokenSecret',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description:
					'With a custom state and OAuth 1.0a: requestToken.secret of Get OAuth URL, kept by you. A sealed state carries it itself.',
			},
			{
				displayName: 'Site Address',
				name: 'siteAddress',
				type: 'string',
				default: '',
				placeholder: 'targetcompany',
				description:
					"With a custom state only: this customer's site, when it is not the one of the app credential",
			},
		],
	},
];
