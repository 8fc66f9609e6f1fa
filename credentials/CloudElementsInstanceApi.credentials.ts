import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { authorizeInstance } from '../nodes/shared/api/authorize';
import { checkCredential, demandCheck, testRequestOf } from '../nodes/shared/api/credentialCheck';
import type { CredentialCheck } from '../nodes/shared/api/credentialCheck';
import { CREDENTIAL_ICON, accountFields } from './common';

// Unlike everything else that an instance answers, the list of its objects is given while it is disabled.
const CHECK: CredentialCheck = {
	url: '/objects',
	authorize: authorizeInstance,
	isRow: (row) =>
		typeof row === 'string' || (typeof row === 'object' && row !== null && 'name' in row),
	refusals: {
		401: 'does not know this user secret, or this element token. Copy both again; the instance may also have been deleted.',
		403: 'knows the secrets, but does not let this user see the objects of the instance. Ask an administrator of the account for the role.',
	},
};

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
		demandCheck(requestOptions);
		return authorizeInstance(credentials, requestOptions);
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
