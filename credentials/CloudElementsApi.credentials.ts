import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { authorize } from '../nodes/shared/api/authorize';
import { BASE_URL_EXPRESSION } from '../nodes/shared/api/baseUrl';
import { CREDENTIAL_ICON, accountFields, serviceRules } from './common';

export class CloudElementsApi implements ICredentialType {
	name = 'cloudElementsApi';

	displayName = 'Cloud Elements API';

	icon = CREDENTIAL_ICON;

	documentationUrl =
		'https://github.com/n8n-nodes-cloud-elements/n8n-nodes-cloud-elements/blob/main/docs/credentials.md#cloud-elements-api';

	properties: INodeProperties[] = [
		...accountFields,
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
			...serviceRules,
		],
	};
}
