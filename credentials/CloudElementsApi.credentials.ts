import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { authorize } from '../nodes/shared/api/authorize';
import { checkCredential, demandCheck, testRequestOf } from '../nodes/shared/api/credentialCheck';
import type { CredentialCheck } from '../nodes/shared/api/credentialCheck';
import { CREDENTIAL_ICON, accountFields } from './common';

// Listing instances is refused unless both secrets are right; the catalogue would answer anybody.
const CHECK: CredentialCheck = {
	url: '/instances',
	qs: { hydrate: 'false', pageSize: '1' },
	authorize,
	isRow: (row) => typeof row === 'object' && row !== null && 'id' in row,
	refusals: {
		401: 'does not know these secrets. Copy the user secret and the organization secret again, from the account of the chosen environment; an element token cannot stand in for either of them.',
		403: 'knows the secrets, but this user may not list instances. Ask an administrator of the account for the role.',
	},
};

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
		demandCheck(requestOptions);
		return authorize(credentials, requestOptions);
	}

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		await checkCredential(this, credentials, CHECK);
		return {};
	}

	test: ICredentialTestRequest = testRequestOf(CHECK);
}
