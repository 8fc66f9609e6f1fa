import { InvalidInput } from '../errors/failure';

/** Intuit's API hosts by environment (guide "Authorizing the QuickBooks' API"). */
export const API_HOSTS = {
	production: 'https://quickbooks.api.intuit.com',
	sandbox: 'https://sandbox-quickbooks.api.intuit.com',
} as const;

/** Values of the field `environment`. */
export const INTUIT_ENVIRONMENTS = ['production', 'sandbox', 'custom'] as const;

export type IntuitEnvironment = (typeof INTUIT_ENVIRONMENTS)[number];

/** Its OAuth 2.0 addresses (the same guide). */
const AUTHORIZATION_URL = 'https://appcenter.intuit.com/connect/oauth2';
const TOKEN_URL = 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer';

const unlessCustom = (field: string, url: string) =>
	`={{ $self["environment"] === "custom" ? $self["${field}"] : "${url}" }}`;

/** n8n expressions for the credential's hidden fields, by which n8n signs in and renews tokens. */
export const AUTHORIZATION_URL_EXPRESSION = unlessCustom(
	'customAuthorizationUrl',
	AUTHORIZATION_URL,
);
export const TOKEN_URL_EXPRESSION = unlessCustom('customTokenUrl', TOKEN_URL);

/**
 * Where the accounting API is, without `/v3` and without a slash at the end. People paste the guide's
 * host, or what Intuit's API explorer shows up to `/v3/company`; both are taken.
 *
 * @param customBaseUrl for the environment `custom`
 * @throws InvalidInput with words for the user when the URL cannot be used
 */
export function resolveApiBase(environment: IntuitEnvironment, customBaseUrl: string): string {
	const typed = environment === 'custom' ? customBaseUrl : API_HOSTS[environment];
	if (!URL.canParse(typed) || !/^https?:$/.test(new URL(typed).protocol)) {
		throw new InvalidInput(
			`The base URL "${typed}" of the QuickBooks credential is not a web address`,
			'For example https://sandbox-quickbooks.api.intuit.com',
		);
	}
	const { origin, pathname, username, password, search, hash } = new URL(typed);
	if (username || password || search || hash) {
		throw new InvalidInput(
			'The base URL of the QuickBooks credential holds more than an address',
			'Enter it without user name, question mark or #.',
		);
	}
	return origin + pathname.replace(/\/+$/, '').replace(/\/v3(\/company)?$/, '');
}
