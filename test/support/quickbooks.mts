import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startSimulator } from '../../simulator/index.mts';
import type { Simulator } from '../../simulator/index.mts';
import { COMPANIES, INTUIT_OAUTH1_APPS, INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import type { TestCredentials } from './engine/run-node.mts';

export const CALLBACK_URL = 'http://localhost:5678/webhook/quickbooks-callback';

/** The company that customers connect unless a test says otherwise. */
export const REALM = COMPANIES[0].realmId;
export const OTHER_REALM = (COMPANIES[1] as { realmId: string }).realmId;

export type { Simulator };

export type Authentication = 'oAuth1' | 'oAuth2';

/** A simulator for the tests of a file, reset before each of them. */
export function useSimulator(): { simulator: Simulator } {
	const holder = {} as { simulator: Simulator };
	beforeAll(async () => {
		holder.simulator = await startSimulator();
	});
	beforeEach(() => holder.simulator.reset());
	afterAll(async () => await holder.simulator.close());
	return holder;
}

/** Key and secret of the production app. */
export function appOf(authentication: Authentication): { key: string; secret: string } {
	return (authentication === 'oAuth1' ? INTUIT_OAUTH1_APPS : INTUIT_OAUTH2_APPS).production;
}

/** The two credentials of a user who has a QuickBooks app. */
export function quickbooksCredentials(
	simulator: Simulator,
	authentication: Authentication,
	overrides: { account?: object; app?: object } = {},
): TestCredentials {
	const { key, secret } = appOf(authentication);
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
			apiKey: key,
			apiSecret: secret,
			callbackUrl: CALLBACK_URL,
			...overrides.app,
		},
	};
}

/** An instance as the platform keeps it. */
export interface KnownInstance {
	id: number;
	name: string;
	tags: string[];
	token: string;
	configuration: Record<string, string>;
}

/** All instances of the main account, asked for as anybody could. */
export async function instancesAt(simulator: Simulator): Promise<KnownInstance[]> {
	const { userSecret, organizationSecret } = simulator.accounts.main;
	const response = await fetch(`${simulator.apiUrl}/instances`, {
		headers: { authorization: `User ${userSecret}, Organization ${organizationSecret}` },
	});
	return (await response.json()) as KnownInstance[];
}
