import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { resolveBaseUrl } from './baseUrl';
import { InvalidInput } from '../errors/failure';
import { textIn } from './credentialFields';

/**
 * Private header in which a node hands an item's element token to the credential. It never leaves
 * n8n: {@link authorize} moves it into `Authorization`.
 */
export const ELEMENT_TOKEN_HEADER = 'x-cloud-elements-element-token';

/** Longer than any that was seen; servers refuse headers beyond some thousands. */
const LONGEST_SECRET = 1_000;

function secretPart(scheme: string, label: string, secret: string): string {
	if (secret === '') {
		throw new InvalidInput(`The ${label} is empty. Enter it in the Cloud Elements credential`);
	}
	// A comma separates the parts of the header and a secret holds no blank, so one with either was
	// pasted together with something else and would be read as another secret.
	if (/[\s,]/.test(secret)) {
		throw new InvalidInput(
			`The ${label} holds a blank or a comma. Paste the secret alone, without "${scheme}" before it`,
		);
	}
	// n8n would take out of the header what cannot stand there, and send another secret.
	if (/[^!-~]/.test(secret) || secret.length > LONGEST_SECRET) {
		throw new InvalidInput(
			`The ${label} is too long for a secret or holds a character that none has. Paste it again`,
		);
	}
	return `${scheme} ${secret}`;
}

/** @throws InvalidInput when an element token cannot be one, before n8n takes that for a lost answer */
export function checkElementToken(token: string): void {
	secretPart('Element', 'element token', token);
}

/** The request with an `Authorization` of these parts, the private header taken out and followed. */
function sign(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
	accountParts: string[],
	ownToken?: string,
): IHttpRequestOptions {
	resolveBaseUrl(credentials);
	const headers = { ...requestOptions.headers };
	let token = ownToken;
	for (const name of Object.keys(headers)) {
		if (name.toLowerCase() === ELEMENT_TOKEN_HEADER) {
			token ??= (headers[name] as string) || undefined;
			delete headers[name];
		}
	}
	const elementPart = token === undefined ? [] : [secretPart('Element', 'element token', token)];
	headers.Authorization = [...accountParts, ...elementPart].join(', ');
	return { ...requestOptions, headers };
}

/**
 * Signs a request with the account's secrets and, where a node gave one, an element token:
 * `Authorization: User …, Organization …[, Element …]` (docs/platform-api.md, "Authorization header").
 *
 * @throws InvalidInput with words for the user when a secret or the base URL cannot be used
 */
export function authorize(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
): IHttpRequestOptions {
	return sign(credentials, requestOptions, [
		secretPart('User', 'user secret', textIn(credentials, 'userSecret')),
		secretPart('Organization', 'organization secret', textIn(credentials, 'organizationSecret')),
	]);
}

/**
 * Signs a request of the credential of a single instance: `Authorization: User …, Element …`, the
 * least that resource calls need (docs/platform-api.md, "Which call needs which"). No other token is taken.
 *
 * @throws InvalidInput with words for the user when a secret or the base URL cannot be used
 */
export function authorizeInstance(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
): IHttpRequestOptions {
	const userPart = secretPart('User', 'user secret', textIn(credentials, 'userSecret'));
	return sign(credentials, requestOptions, [userPart], textIn(credentials, 'elementToken'));
}
