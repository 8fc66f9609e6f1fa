import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { authorize } from './authorize';
import { resolveBaseUrl } from './baseUrl';

/** A Cloud Elements account as its credential describes it, blanks trimmed. */
export interface Account {
	/** Without a slash at the end. */
	baseUrl: string;
	userSecret: string;
	organizationSecret: string;
	/** As n8n decrypted it, for handing it back to n8n. */
	credential: ICredentialDataDecryptedObject;
}

/** Any n8n context that has credentials. */
export interface CredentialContext {
	getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
}

/** @throws InvalidInput when a secret or the base URL of the credential cannot be used */
export async function getAccount(context: CredentialContext): Promise<Account> {
	const credential = await context.getCredentials('cloudElementsApi');
	// Here, because what n8n's request helper throws looks like a call that got no answer.
	authorize(credential, { url: '' });
	const text = (name: string) => String(credential[name] ?? '').trim();
	return {
		baseUrl: resolveBaseUrl({ environment: text('environment'), baseUrl: text('baseUrl') }),
		userSecret: text('userSecret'),
		organizationSecret: text('organizationSecret'),
		credential,
	};
}
