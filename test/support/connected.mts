import { beforeEach } from '@jest/globals';
import type { Simulator } from '../../simulator/index.mts';
import { LOGIN } from '../../simulator/seed-providers.mts';
import {
	INTUIT_OAUTH1_APPS,
	INTUIT_OAUTH2_APPS,
	INTUIT_OAUTH2_TOKENS,
	INTUIT_USER_TOKENS,
} from '../../simulator/seed.mts';
import { call, decide, location, query } from './platform.mts';

/** A customer's connected account, as a table of one's own would hold it. */
export type Connected = {
	id: number;
	token: string;
};

const oAuth1 = INTUIT_OAUTH1_APPS.production;
const oAuth2 = INTUIT_OAUTH2_APPS.production;
const [userTokens] = INTUIT_USER_TOKENS;
const [bearerTokens] = INTUIT_OAUTH2_TOKENS;

const tokensOfQuickbooks = (app: { key: string; secret: string }, tokens: object) => ({
	'oauth.api.key': app.key,
	'oauth.api.secret': app.secret,
	'oauth.callback.url': 'http://www.demonstrab.ly',
	'quickbooks.realm.id': userTokens?.realmId,
	'quickbooks.datasource': 'QBO',
	'oauth.user.refresh_interval': '13046400',
	...tokens,
});

/** Configuration with which an account is connected without a consent screen. */
const CONFIGURATIONS = {
	stripe: { 'api.key': LOGIN.apiKey },
	hubspot: { 'authentication.type': 'apiKey', 'hubspot.authorization.apikey': LOGIN.apiKey },
	quickbooks: tokensOfQuickbooks(oAuth1, {
		'oauth.user.token': userTokens?.token,
		'oauth.user.token.secret': userTokens?.secret,
	}),
	'quickbooks by OAuth 2.0': tokensOfQuickbooks(oAuth2, {
		'authentication.type': 'oauth2',
		'oauth.user.token': bearerTokens?.accessToken,
		'oauth.user.refresh_token': bearerTokens?.refreshToken,
		'oauth.user.refresh_interval': '3600',
	}),
};

/** Connects an account at the platform, not through a node. */
export async function connect(
	simulator: Simulator,
	account: keyof typeof CONFIGURATIONS = 'stripe',
	{ configuration, ...more }: { name?: string; tags?: string[]; configuration?: object } = {},
): Promise<Connected> {
	const [element = ''] = account.split(' ');
	const body = {
		element: { key: element },
		name: `${element} of a customer`,
		...more,
		configuration: { ...CONFIGURATIONS[account], ...configuration },
		...(element === 'quickbooks' && { externalAuthentication: 'initial' }),
	};
	const answer = await call(simulator, 'POST', '/instances', { body });
	if (answer.status !== 200) throw new Error(answer.text);
	return { id: answer.body.id as number, token: answer.body.token as string };
}

/** An account that is connected anew for each test of a file. */
export function useConnected(
	holder: { simulator: Simulator },
	account?: keyof typeof CONFIGURATIONS,
): Connected {
	const connected = { id: 0, token: '' };
	beforeEach(async () => {
		Object.assign(connected, await connect(holder.simulator, account));
	});
	return connected;
}

/** {@link connect} by an approval: the element's token for a customer who chose a company on the consent page. */
export async function connectByCode(
	simulator: Simulator,
	element: string,
	{ key, secret }: { key: string; secret: string },
	company: string,
	more: Record<string, string> = {},
): Promise<string> {
	const callbackUrl = 'https://www.mycoolapp.com/auth';
	const asked = query({ apiKey: key, apiSecret: secret, callbackUrl });
	const link = await call(simulator, 'GET', `/elements/${element}/oauth/url${asked}`);
	const page = (link.body as { oauthUrl: string }).oauthUrl;
	const code = location(await decide(page, 'approve', company)).searchParams.get('code');
	const configuration = {
		'oauth.api.key': key,
		'oauth.api.secret': secret,
		'oauth.callback.url': callbackUrl,
		...more,
	};
	const body = { element: { key: element }, name: element, providerData: { code }, configuration };
	const answer = await call(simulator, 'POST', '/instances', { body });
	return (answer.body as { token: string }).token;
}
