import { INTUIT_OAUTH1_APPS, INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import type { TestCredentials } from './engine/host.mts';
import type { Simulator } from './simulator.mts';

export const CALLBACK_URL = 'http://localhost:5678/webhook/quickbooks-callback';

export type Authentication = 'oAuth1' | 'oAuth2';

/** What a user enters for the app of one provider. */
export interface ElementApp {
	element: string;
	apiKey: string;
	apiSecret: string;
	[field: string]: string | boolean;
}

/** An app in full, or in short the QuickBooks app of that authentication. */
export type App = Authentication | ElementApp;

/** Key and secret of the production app at Intuit. */
export function appOf(authentication: Authentication): { key: string; secret: string } {
	return (authentication === 'oAuth1' ? INTUIT_OAUTH1_APPS : INTUIT_OAUTH2_APPS).production;
}

function quickbooksApp(authentication: Authentication): ElementApp {
	const { key, secret } = appOf(authentication);
	return { element: 'quickbooks', authentication, apiKey: key, apiSecret: secret };
}

/** The credential of the account alone, as most operations have it. */
export function accountCredential(simulator: Simulator, overrides: object = {}): TestCredentials {
	return {
		cloudElementsApi: {
			environment: 'custom',
			baseUrl: simulator.origin,
			...simulator.accounts.main,
			...overrides,
		},
	};
}

/** The account that states and invitations of these credentials are sealed for. */
export function keyAccountOf(simulator: Simulator) {
	return { ...simulator.accounts.main, baseUrl: simulator.apiUrl };
}

/** The two credentials of a user who has an app. */
export function credentialsOf(
	simulator: Simulator,
	app: App,
	overrides: { account?: object; app?: object } = {},
): TestCredentials {
	return {
		...accountCredential(simulator, overrides.account),
		cloudElementsAppApi: {
			callbackUrl: CALLBACK_URL,
			...(typeof app === 'string' ? quickbooksApp(app) : app),
			...overrides.app,
		},
	};
}
