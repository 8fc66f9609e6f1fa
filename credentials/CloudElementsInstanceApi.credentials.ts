import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { authorizeInstance } from '../nodes/shared/api/authorize';
import { BASE_URL_EXPRESSION } from '../nodes/shared/api/baseUrl';
import { CREDENTIAL_ICON, accountFields, serviceRules } from './common';

/**
 * One connected account, for a workflow that only ever works on that one: its token is kept encrypted
 * by n8n, and without the organization's secret nobody can reach other instances with it.
 */
export class CloudElementsInstanceApi implements ICredentialType {
	name = 'cloudElementsInstanceApi';

	displayName = 'Cloud Elements Instance API';

	icon = CREDENTIAL_ICON;

	documentationUrl =
		'https://github.com/n8n-nodes-cloud-elements/n8n-nodes-cloud-elements/blob/main/docs/credentials.md#cloud-elements-instance-api';

	properties: INodeProperties[] = [
		...accountFields,
		{
			displayName: 'Element Token',
			name: 'elementToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Token of the instance, as Create Instance puts it out',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return authorizeInstance(credentials, requestOptions);
	}

	// Unlike everything else that an instance answers, the list of its objects is given while it is disabled.
	test: ICredentialTestRequest = {
		request: { baseURL: BASE_URL_EXPRESSION, url: '/objects' },
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Cloud Elements does not know this user secret, or this element token. Copy both again; the instance may also have been deleted.',
				},
			},
			...serviceRules,
		],
	};
}
