import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

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

/** @throws Error with words for the user when the credential's base URL cannot be used */
export async function getAccount(context: CredentialContext): Promise<Account> {
	const credential = await context.getCredentials('cloudElementsApi');
	const text = (name: string) => String(credential[name] ?? '').trim();
	return {
		baseUrl: resolveBaseUrl({ environment: text('environment'), baseUrl: text('baseUrl') }),
		userSecret: text('userSecret'),
		organizationSecret: text('organizationSecret'),
		credential,
	};
}
