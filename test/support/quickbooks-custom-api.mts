import { INTUIT_OAUTH2_APPS, INTUIT_OAUTH2_TOKENS } from '../../simulator/seed.mts';
import { REALM } from './companies.mts';
import { runNode } from './engine/run-node.mts';
import type { Simulator } from './simulator.mts';
import type { RunOptions, RunResult, TestCredentials } from './engine/run-node.mts';

const TYPE = 'quickBooksCustomApiOAuth2Api';

/** The credential as n8n keeps it after the connect button: fields, tokens and what the callback said. */
export function customApiCredential(simulator: Simulator, overrides: object = {}): TestCredentials {
	const { key, secret } = INTUIT_OAUTH2_APPS.production;
	const [tokens] = INTUIT_OAUTH2_TOKENS;
	return {
		[TYPE]: {
			environment: 'custom',
			baseUrl: `${simulator.origin}/intuit`,
			customAuthorizationUrl: `${simulator.origin}/intuit/connect/oauth2`,
			customTokenUrl: `${simulator.origin}/intuit/oauth2/v1/tokens/bearer`,
			clientId: key,
			clientSecret: secret,
			oauthTokenData: {
				access_token: tokens?.accessToken,
				refresh_token: tokens?.refreshToken,
				token_type: 'bearer',
				callbackQueryString: { realmId: REALM },
			},
			...overrides,
		},
	};
}

/** The tokens that a run left in the credential. */
export function tokensIn(credentials: TestCredentials): Record<string, unknown> {
	return credentials[TYPE]?.oauthTokenData as Record<string, unknown>;
}

/** Runs the node against the simulator's Intuit. */
export async function runCustomApi(
	simulator: Simulator,
	parameters: RunOptions['parameters'],
	more: Partial<RunOptions> = {},
): Promise<RunResult> {
	const credentials = customApiCredential(simulator);
	return await runNode({ type: 'quickBooksCustomApi', credentials, parameters, ...more });
}

/** Requests that reached the books of the connected company. */
export function bookRequests(simulator: Simulator) {
	const base = `/intuit/v3/company/${REALM}/`;
	return simulator
		.providerRequests({ path: `${base}.*` })
		.map(({ path, ...request }) => ({ ...request, path: path.slice(base.length) }));
}

/** Every path of the connected company's books, for faults. */
export const BOOKS = `/intuit/v3/company/${REALM}/.*`;

export const JSON_TYPE = { 'content-type': 'application/json' };

/** A fault in the way that QuickBooks writes it. */
export const FAULT = { Error: [{ Message: 'Duplicate Name', Detail: 'Id=1', code: '6240' }] };

/** Parameters of an operation on a record. */
export const record = (operation: string, more: object = {}) => ({
	resource: 'record',
	operation,
	recordType: 'Invoice',
	recordId: '5',
	...more,
});

/** Parameters of a custom request. */
export const send = (more: object) => ({ resource: 'customRequest', operation: 'send', ...more });

/** {@link runCustomApi} while QuickBooks answers as it never should, or rarely does. */
export async function runAnswered(
	simulator: Simulator,
	body: unknown,
	parameters: object,
	headers: object = JSON_TYPE,
): Promise<RunResult> {
	simulator.fault({ path: BOOKS, status: 200, body, headers: { ...headers } });
	return await runCustomApi(simulator, parameters as never);
}
