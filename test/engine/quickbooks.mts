import { startSimulator } from '../../simulator/index.mts';
import type { Simulator } from '../../simulator/index.mts';
import { INTUIT_OAUTH1_APPS, INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import type { TestCredentials } from './engine.mts';

export const CALLBACK_URL = 'http://localhost:5678/webhook/quickbooks-callback';

export { startSimulator };
export type { Simulator };

/** The two credentials of a user who has a QuickBooks app. */
export function quickbooksCredentials(
	simulator: Simulator,
	authentication: 'oAuth1' | 'oAuth2',
	overrides: { account?: object; app?: object } = {},
): TestCredentials {
	const app = (authentication === 'oAuth1' ? INTUIT_OAUTH1_APPS : INTUIT_OAUTH2_APPS).production;
	return {
		cloudElementsApi: {
			environment: 'custom',
			baseUrl: simulator.origin,
			...simulator.accounts.main,
			...overrides.account,
		},
		cloudElementsAppApi: {
			element: 'quickbooks',
			authentication,
			apiKey: app.key,
			apiSecret: app.secret,
			callbackUrl: CALLBACK_URL,
			...overrides.app,
		},
	};
}
