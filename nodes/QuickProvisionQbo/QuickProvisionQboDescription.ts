import type { INodeProperties } from 'n8n-workflow';

import { configurationField, nameField, parallelRequestsField, tagsField } from '../shared/fields';
import { commonConfigurationField } from '../shared/fields/commonConfiguration';
import { dataSourceField, tokenFields } from '../shared/fields/tokenFields';
import { customerIdField } from '../shared/instances/customer';

export const properties: INodeProperties[] = [
	...tokenFields,
	nameField,
	tagsField,
	customerIdField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Check Tokens First',
				name: 'checkTokensFirst',
				type: 'boolean',
				default: true,
				description:
					'Whether to read the company at Intuit with the tokens before an instance is made from them, so that dead tokens or a mix-up of sandbox and production are explained',
			},
			configurationField,
			dataSourceField,
			commonConfigurationField,
			{
				displayName: 'Intuit API',
				name: 'intuitApi',
				type: 'options',
				options: [
					{ name: 'Custom', value: 'custom', description: 'The address in Intuit Base URL' },
					{ name: 'Production', value: 'production' },
					{ name: 'Sandbox', value: 'sandbox' },
				],
				default: 'production',
				description:
					'Where Check Tokens First asks. Without it: as Sandbox of the app credential says.',
			},
			{
				displayName: 'Intuit Base URL',
				name: 'intuitBaseUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://quickbooks.api.intuit.com',
				description: 'Address of the API when Intuit API is Custom',
			},
			parallelRequestsField,
		],
	},
];
