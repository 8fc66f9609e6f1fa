import { INTUIT_OAUTH1_APPS, INTUIT_OAUTH2_APPS } from '../simulator/seed.mts';
import type { CredentialWithData } from './n8n/client.mts';

/** Where the demo is: its credentials hold addresses of both. */
export interface DemoAddresses {
	/** Of n8n, without a slash at the end. */
	n8n: string;
	/** Of the simulated platform's API. */
	api: string;
}

/** The secrets of a Cloud Elements account. */
export interface Account {
	userSecret: string;
	organizationSecret: string;
}

/** Paths of the webhooks in the examples that receive the callbacks of each demo app. */
export const callbackPaths = { oAuth1: 'quickbooks-guide', oAuth2: 'quickbooks-callback' } as const;

/** The credentials that the example workflows name, by ids that never change. */
export function demoCredentials(addresses: DemoAddresses, account: Account): CredentialWithData[] {
	const { userSecret, organizationSecret } = account;
	return [
		{
			id: 'ceDemoAccount0001',
			name: 'Cloud Elements (demo)',
			type: 'cloudElementsApi',
			data: { environment: 'custom', baseUrl: addresses.api, userSecret, organizationSecret },
		},
		{
			id: 'ceDemoQboOAuth101',
			name: 'QuickBooks app OAuth 1.0a (demo)',
			type: 'cloudElementsAppApi',
			data: quickBooksApp('oAuth1', INTUIT_OAUTH1_APPS.production, addresses),
		},
		{
			id: 'ceDemoQboOAuth201',
			name: 'QuickBooks app OAuth 2.0 (demo)',
			type: 'cloudElementsAppApi',
			data: quickBooksApp('oAuth2', INTUIT_OAUTH2_APPS.production, addresses),
		},
	];
}

function quickBooksApp(
	authentication: 'oAuth1' | 'oAuth2',
	{ key, secret }: { key: string; secret: string },
	{ n8n }: DemoAddresses,
): Record<string, unknown> {
	return {
		element: 'quickbooks',
		authentication,
		apiKey: key,
		apiSecret: secret,
		callbackUrl: `${n8n}/webhook/${callbackPaths[authentication]}`,
	};
}
