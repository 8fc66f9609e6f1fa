import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { authorize, authorizeInstance } from './authorize';
import { resolveBaseUrl } from './baseUrl';
import { textIn } from './credentialFields';

/** A Cloud Elements account as its credential describes it, blanks trimmed. */
export interface Account {
	/** Without a slash at the end. */
	baseUrl: string;
	userSecret: string;
	/** Empty with the credential of a single instance, which goes without it. */
	organizationSecret: string;
	/** As n8n decrypted it, for handing it back to n8n, and which type it is of. */
	credential: ICredentialDataDecryptedObject;
	credentialType: 'cloudElementsApi' | 'cloudElementsInstanceApi';
}

/** Any n8n context that has credentials. */
export interface CredentialContext {
	getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
}

function accountOf(
	credential: ICredentialDataDecryptedObject,
	credentialType: Account['credentialType'],
): Account {
	return {
		baseUrl: resolveBaseUrl(credential),
		userSecret: textIn(credential, 'userSecret'),
		organizationSecret: textIn(credential, 'organizationSecret'),
		credential: credential,
		credentialType,
	};
}

/** @throws InvalidInput when a secret or the base URL of the credential cannot be used */
export async function getAccount(context: CredentialContext): Promise<Account> {
	const credential = await context.getCredentials('cloudElementsApi');
	// Here, because what n8n's request helper throws looks like a call that got no answer.
	authorize(credential, { url: '' });
	return accountOf(credential, 'cloudElementsApi');
}

/**
 * The credential of a single instance: an account without the organization's secret, good for calls
 * with this one token only.
 *
 * @throws InvalidInput when a secret or the base URL of the credential cannot be used
 */
export async function getInstanceAccount(
	context: CredentialContext,
): Promise<{ account: Account; elementToken: string }> {
	const credential = await context.getCredentials('cloudElementsInstanceApi');
	authorizeInstance(credential, { url: '' });
	return {
		account: accountOf(credential, 'cloudElementsInstanceApi'),
		elementToken: textIn(credential, 'elementToken'),
	};
}
