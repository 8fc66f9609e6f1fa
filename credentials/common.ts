import type { INodeProperties, Icon } from 'n8n-workflow';

import { checkField } from '../nodes/shared/api/credentialCheck';

/** Icon of every credential of the platform. */
export const CREDENTIAL_ICON: Icon = {
	light: 'file:../icons/cloudElements.svg',
	dark: 'file:../icons/cloudElements.dark.svg',
};

/** Where the platform is and who calls it: what every credential of the platform begins with. */
export const accountFields: INodeProperties[] = [
	checkField,
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{
				name: 'Cloud Elements US',
				value: 'us',
				description: 'Production at api.cloud-elements.com',
			},
			{
				name: 'Cloud Elements EU',
				value: 'eu',
				description: 'Production at api.cloud-elements.co.uk',
			},
			{
				name: 'Cloud Elements Staging',
				value: 'staging',
				description: 'Staging at staging.cloud-elements.com',
			},
			{
				name: 'SAP Open Connectors',
				value: 'openConnectors',
				description: 'The base URL names your region',
			},
			{
				name: 'Custom',
				value: 'custom',
				description: 'Another brand of the platform, or a simulator',
			},
		],
		default: 'us',
	},
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://api.openconnectors.us2.ext.hana.ondemand.com',
		description:
			'Address of the API of your region, with or without /elements/api-v2. In SAP Open Connectors it is shown by "API Docs" of any instance.',
		displayOptions: { show: { environment: ['openConnectors'] } },
	},
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://elements.example.com/elements/api-v2',
		description: 'Address of the API, with or without /elements/api-v2',
		displayOptions: { show: { environment: ['custom'] } },
	},
	{
		displayName: 'User Secret',
		name: 'userSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description:
			'Secret of the Cloud Elements user. It is shown in your profile, at SAP under the gear icon.',
	},
];
