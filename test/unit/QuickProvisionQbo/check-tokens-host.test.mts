import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../support/compiled.mts';

const { checkTokens } = compiled<typeof import('../../../nodes/QuickProvisionQbo/checkTokens.ts')>(
	'nodes/QuickProvisionQbo/checkTokens',
);
const { chooseFlow, readAppFields } =
	compiled<typeof import('../../../nodes/shared/app/app.ts')>('nodes/shared/app/app');
const { findElement } = compiled<typeof import('../../../nodes/shared/elements/index.ts')>(
	'nodes/shared/elements/index',
);
type Settings = Parameters<typeof checkTokens>[3];

/** Where the check asks. Only here, because no test reaches Intuit's own hosts. */
async function askedAt(settings: Settings, sandbox: boolean): Promise<string | undefined> {
	const element = findElement('quickbooks');
	if (!element) throw new Error('QuickBooks is gone');
	const credential = { authentication: 'oAuth2', apiKey: 'k', apiSecret: 's', sandbox };
	const app = { element, ...chooseFlow(element, credential), fields: readAppFields(credential) };
	const urls: string[] = [];
	const context = {
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequest: async ({ url }: { url: string }) => {
				urls.push(url);
				return { statusCode: 200, headers: {}, body: {} };
			},
		},
	};
	const tokens = { realmId: '42', accessToken: 'token' };
	const parameters = { authentication: 'oAuth2', tokens } as never;
	await checkTokens(context as never, app, parameters, settings);
	expect(urls).toHaveLength(1);
	return urls[0];
}

const PRODUCTION = 'https://quickbooks.api.intuit.com/v3/company/42/companyinfo/42';
const SANDBOX = 'https://sandbox-quickbooks.api.intuit.com/v3/company/42/companyinfo/42';

describe('Check Tokens First asks at', () => {
	it.each<[string, Settings, boolean, string]>([
		['production, as the keys are', {}, false, PRODUCTION],
		['the sandbox, as the keys are', {}, true, SANDBOX],
		['production, because the option says so', { intuitApi: 'production' }, true, PRODUCTION],
		['the sandbox, because the option says so', { intuitApi: 'sandbox' }, false, SANDBOX],
		[
			'the address that was given',
			{ intuitApi: 'custom', intuitBaseUrl: ' https://a.example/intuit// ' },
			false,
			'https://a.example/intuit/v3/company/42/companyinfo/42',
		],
		[
			'production, though an address is left over from another choice',
			{ intuitApi: 'production', intuitBaseUrl: 'https://a.example' },
			false,
			PRODUCTION,
		],
	])('%s', async (_, settings, sandbox, url) => {
		expect(await askedAt(settings, sandbox)).toBe(url);
	});
});
