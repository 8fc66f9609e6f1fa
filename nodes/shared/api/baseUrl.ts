import { InvalidInput } from '../errors/failure';
import { choiceIn, textIn } from './credentialFields';

/** Hosts of Cloud Elements' own brand (docs/platform-api.md, "Hosts"). Other brands give their base URL. */
const KNOWN_HOSTS = {
	us: 'https://api.cloud-elements.com',
	eu: 'https://api.cloud-elements.co.uk',
	staging: 'https://staging.cloud-elements.com',
} as const;

const API_PATH = '/elements/api-v2';

const ENVIRONMENTS = ['us', 'eu', 'staging', 'openConnectors', 'custom'] as const;

/**
 * The base URL of the platform's API, always ending in `/elements/api-v2` without a slash.
 * People paste the bare origin, the full base, or either with a slash; all are taken.
 *
 * @param credential any credential of the platform; its fields are `environment` and `baseUrl`
 * @throws InvalidInput with words for the user when the URL cannot be used or would send the secrets unencrypted
 */
export function resolveBaseUrl(credential: Readonly<Record<string, unknown>>): string {
	const environment = choiceIn(credential, 'environment', ENVIRONMENTS);
	const typed: string =
		KNOWN_HOSTS[environment as keyof typeof KNOWN_HOSTS] ?? textIn(credential, 'baseUrl');
	if (typed === '') {
		throw new InvalidInput(
			'The base URL is empty. Enter the address of the API in the Cloud Elements credential, for example https://api.openconnectors.us2.ext.hana.ondemand.com',
		);
	}
	if (!URL.canParse(typed)) {
		throw new InvalidInput(`The base URL "${typed}" is not a web address. It begins with https://`);
	}
	const url = new URL(typed);
	if (url.username || url.password || url.search || url.hash) {
		throw new InvalidInput(
			'The base URL holds more than an address. Enter it without user name, question mark or #',
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && environment === 'custom')) {
		throw new InvalidInput(
			`The base URL "${typed}" would send the secrets unencrypted. Use https://`,
		);
	}
	const path = url.pathname.replace(/\/+$/, '');
	return url.origin + (path.endsWith(API_PATH) ? path : path + API_PATH);
}

/**
 * The same as {@link resolveBaseUrl} as an n8n expression over `$credentials`, for the declarative
 * credential test, which cannot call a function. It checks nothing: `authenticate` does.
 */
export const BASE_URL_EXPRESSION = `={{ (${JSON.stringify(KNOWN_HOSTS)}[$credentials.environment] ?? $credentials.baseUrl.trim()).replace(/\\/+$/, "").replace(/(\\/elements\\/api-v2)?$/, "${API_PATH}") }}`;
