import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../../shared/errors/failure';
import { choiceIn, textIn } from '../../shared/api/credentialFields';
import { INTUIT_ENVIRONMENTS, resolveApiBase } from '../../shared/intuit/environment';

/** Type name of the credential. */
export const CREDENTIAL = 'quickBooksCustomApiOAuth2Api';

/** What the credential says about the company it was connected to. */
export interface Connection {
	baseUrl: string;
	/** The company that was chosen when the credential was connected, as Intuit's callback named it. */
	realmId?: string;
}

/** Fields that n8n uses by itself when it connects, and when it renews the token in the middle of a call. */
const READ_BY_N8N = [
	'clientId',
	'clientSecret',
	'scope',
	'customAuthorizationUrl',
	'customTokenUrl',
] as const;

const objectOf = (value: unknown) =>
	(typeof value === 'object' && value !== null ? value : {}) as IDataObject;

const readCredential = async (context: IExecuteFunctions) =>
	await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);

/** @throws InvalidInput when the credential was not connected yet, or a field of it cannot be used */
export async function getConnection(context: IExecuteFunctions): Promise<Connection> {
	const credential = await readCredential(context);
	const tokens = objectOf(credential.oauthTokenData);
	if (!tokens.access_token) {
		throw new InvalidInput(
			'The QuickBooks credential is not connected to a company yet',
			'Open it, press Connect my account and choose the company.',
			'credential_incomplete',
		);
	}
	for (const name of READ_BY_N8N) textIn(credential, name);
	const environment = choiceIn(credential, 'environment', INTUIT_ENVIRONMENTS) ?? 'production';
	const { realmId } = objectOf(tokens.callbackQueryString);
	return {
		baseUrl: resolveApiBase(environment, textIn(credential, 'baseUrl')),
		...(typeof realmId === 'string' && realmId !== '' && { realmId }),
	};
}

/** What no error may show, as it is now: n8n renews the tokens while a node runs. */
export async function currentSecrets(context: IExecuteFunctions): Promise<string[]> {
	const { clientSecret, oauthTokenData } = await readCredential(context);
	const { access_token, refresh_token, id_token } = objectOf(oauthTokenData);
	return [clientSecret, access_token, refresh_token, id_token].filter(
		(secret) => typeof secret === 'string',
	);
}

/**
 * The company a request is about: the given one, else the connected one.
 *
 * @throws InvalidInput when there is none, or it cannot be a company ID
 */
export function resolveRealmId(given: string, connection: Connection): string {
	const realmId = given || connection.realmId;
	if (!realmId) {
		throw new InvalidInput(
			'No company was given',
			'Enter the Company ID. QuickBooks shows it under Settings, Account and settings, Billing & Subscription; Intuit calls it realm ID.',
		);
	}
	if (!/^\d+$/.test(realmId)) {
		throw new InvalidInput(`The Company ID "${realmId}" is not a number`, 'It has digits only.');
	}
	return realmId;
}
