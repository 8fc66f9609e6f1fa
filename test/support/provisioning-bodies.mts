import type { Simulator } from '../../simulator/index.mts';
import {
	INTUIT_OAUTH1_APPS,
	INTUIT_OAUTH2_APPS,
	INTUIT_OAUTH2_TOKENS,
	INTUIT_USER_TOKENS,
	type ProviderApp,
} from '../../simulator/seed.mts';
import { REALM } from './companies.mts';
import { call, decide, location, query } from './platform.mts';

export const CALLBACK = 'http://www.demonstrab.ly';
export const OAUTH1 = INTUIT_OAUTH1_APPS.production;
export const OAUTH2 = INTUIT_OAUTH2_APPS.production;
export const SCOPE = 'com.intuit.quickbooks.accounting';

/** Query of the OAuth helpers for an app. */
export function appQuery(app: ProviderApp, more: Record<string, string> = {}): string {
	return query({ apiKey: app.key, apiSecret: app.secret, callbackUrl: CALLBACK, ...more });
}

/** Configuration for an app. */
export function appConfiguration(app: ProviderApp): Record<string, string> {
	return {
		'oauth.api.key': app.key,
		'oauth.api.secret': app.secret,
		'oauth.callback.url': CALLBACK,
	};
}

/** Steps 1 and 2 of the guide: the request token and the consent address. */
export async function oauth1Link(
	simulator: Simulator,
	app: ProviderApp = OAUTH1,
): Promise<{ token: string; secret: string; oauthUrl: string }> {
	const { body: pair } = await call(
		simulator,
		'GET',
		`/elements/quickbooks/oauth/token${appQuery(app)}`,
	);
	const path = `/elements/quickbooks/oauth/url${appQuery(app, { requestToken: pair.token, state: 'quickbooks' })}`;
	const { body } = await call(simulator, 'GET', path);
	return { token: pair.token, secret: pair.secret, oauthUrl: body.oauthUrl };
}

/** A body as the guide writes it, approved by the customer and ready to be posted. */
export async function oauth1Body(simulator: Simulator, app: ProviderApp = OAUTH1, realmId = REALM) {
	const link = await oauth1Link(simulator, app);
	const callback = location(await decide(link.oauthUrl, 'approve', realmId)).searchParams;
	return {
		element: { key: 'quickbooks' },
		providerData: { ...Object.fromEntries(callback), secret: link.secret } as Record<
			string,
			string
		>,
		configuration: appConfiguration(app) as Record<string, unknown>,
		tags: ['customer-7'],
		name: 'QuickBooks of a customer',
	};
}

/** A body for OAuth 2.0, approved by the customer and ready to be posted. */
export async function oauth2Body(simulator: Simulator, app: ProviderApp = OAUTH2, realmId = REALM) {
	const callbackUrl = 'https://www.mycoolapp.com/auth';
	const asked = query({
		apiKey: app.key,
		apiSecret: app.secret,
		callbackUrl,
		scope: SCOPE,
		'authentication.type': 'oauth2',
	});
	const { body } = await call(simulator, 'GET', `/elements/quickbooks/oauth/url${asked}`);
	const callback = location(await decide(body.oauthUrl, 'approve', realmId)).searchParams;
	return {
		element: { key: 'quickbooks' },
		providerData: Object.fromEntries(callback) as Record<string, string>,
		configuration: {
			...appConfiguration(app),
			'oauth.callback.url': callbackUrl,
			'authentication.type': 'oauth2',
			scope: SCOPE,
		} as Record<string, unknown>,
		name: 'QuickBooks by OAuth 2.0',
	};
}

/** Token based provisioning with OAuth 1.0a user tokens, as the guide writes it. */
export function quickBody(realmId = REALM, app: ProviderApp = OAUTH1) {
	const seeded = INTUIT_USER_TOKENS.find((token) => token.realmId === realmId);
	return {
		element: { key: 'quickbooks' },
		configuration: {
			...appConfiguration(app),
			'quickbooks.datasource': 'QBO',
			'oauth.user.refresh_interval': '13046400',
			'quickbooks.realm.id': realmId,
			'oauth.user.token': seeded?.token,
			'oauth.user.token.secret': seeded?.secret,
			'oauth.user.refresh_time': '1700000000000',
		} as Record<string, unknown>,
		tags: ['QBO Token'],
		name: 'QBO Token',
		externalAuthentication: 'initial',
	};
}

/** Token based provisioning with OAuth 2.0 tokens. */
export function quickBody2(realmId = REALM) {
	const seeded = INTUIT_OAUTH2_TOKENS.find((tokens) => tokens.realmId === realmId);
	return {
		element: { key: 'quickbooks' },
		configuration: {
			'authentication.type': 'oauth2',
			'oauth.api.key': OAUTH2.key,
			'oauth.api.secret': OAUTH2.secret,
			'oauth.user.refresh_token': seeded?.refreshToken,
			'quickbooks.realm.id': realmId,
		} as Record<string, unknown>,
		name: 'QBO Token 2',
		externalAuthentication: 'initial',
	};
}
