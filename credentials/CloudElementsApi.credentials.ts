import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { authorize } from '../nodes/shared/api/authorize';
import { BASE_URL_EXPRESSION } from '../nodes/shared/api/baseUrl';

export class CloudElementsApi implements ICredentialType {
	name = 'cloudElementsApi';

	displayName = 'Cloud Elements API';

	icon: Icon = {
		light: 'file:../icons/cloudElements.svg',
		dark: 'file:../icons/cloudElements.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-cloud-elements/n8n-nodes-cloud-elements/blob/main/docs/credentials.md#cloud-elements-api';

	properties: INodeProperties[] = [
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
			placeholder: 'https://api.openconnectors.us2.ext.hana.ondemand.com',
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
			placeholder: 'https://elements.example.com/elements/api-v2',
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
		{
			displayName: 'Organization Secret',
			name: 'organizationSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Secret of the organization, shown beside the user secret',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return authorize(credentials, requestOptions);
	}

	// Listing instances is refused unless both secrets are right; the catalogue would answer anybody.
	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_EXPRESSION,
			url: '/instances',
			qs: { 'tags[]': 'n8n-credential-test', hydrate: 'false', pageSize: '1' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Cloud Elements does not know these secrets. Copy the user secret and the organization secret again, from the account of the chosen environment; an element token cannot stand in for either of them.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Cloud Elements knows the secrets, but this user may not list instances. Ask an administrator of the account for the role.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There is no Cloud Elements API at this base URL. Check the environment, the region and the spelling.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 405,
					message:
						'The base URL leads to a server that is not a Cloud Elements API. Check the environment, the region and the spelling.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'Cloud Elements is receiving too many requests. Wait a minute and test again.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 500,
					message: 'Cloud Elements answered with an internal fault (500). Test again in a minute.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 502,
					message:
						'The gateway at this base URL did not reach Cloud Elements (502). Test again in a minute.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 503,
					message: 'Cloud Elements is not available at the moment (503). Test again in a minute.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 504,
					message:
						'The gateway at this base URL waited too long for Cloud Elements (504). Test again in a minute.',
				},
			},
		],
	};
}
