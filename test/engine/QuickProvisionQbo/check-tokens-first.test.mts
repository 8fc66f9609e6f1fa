import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import {
	COMPANIES,
	INTUIT_OAUTH1_APPS,
	INTUIT_OAUTH2_APPS,
	INTUIT_OAUTH2_TOKENS,
	INTUIT_USER_TOKENS,
} from '../../../simulator/seed.mts';
import { appOf, credentialsOf, type Authentication } from '../../support/credentials.mts';
import {
	hintsOf,
	outputOf,
	runNode,
	wordsOf,
	type RunResult,
} from '../../support/engine/run-node.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const production = COMPANIES.findIndex(({ sandbox }) => !sandbox);
const sandbox = COMPANIES.findIndex((company) => company.sandbox);
const DEAD =
	/Intuit no longer accepts (these tokens|this access token), so no instance was made[^]*intuitTid: 1-[0-9a-f]+[^]*AuthenticationFailed/;

/** Parameters of the tokens of one company. */
function tokensOf(authentication: Authentication, index: number): INodeParameters {
	const oAuth1 = INTUIT_USER_TOKENS[index] as (typeof INTUIT_USER_TOKENS)[number];
	const oAuth2 = INTUIT_OAUTH2_TOKENS[index] as (typeof INTUIT_OAUTH2_TOKENS)[number];
	return authentication === 'oAuth1'
		? { realmId: oAuth1.realmId, userToken: oAuth1.token, userTokenSecret: oAuth1.secret }
		: {
				realmId: oAuth2.realmId,
				accessToken: oAuth2.accessToken,
				refreshToken: oAuth2.refreshToken,
			};
}

/** Quick Provision QBO with the check on, against the simulator's Intuit. */
async function run(
	authentication: Authentication,
	tokens: INodeParameters,
	{ app, host = '/intuit', options }: { app?: object; host?: string; options?: object } = {},
): Promise<RunResult> {
	return await runNode({
		type: 'quickProvisionQbo',
		credentials: credentialsOf(holder.simulator, authentication, { app }),
		parameters: {
			authentication,
			...tokens,
			options: {
				checkTokensFirst: true,
				intuitApi: 'custom',
				intuitBaseUrl: holder.simulator.origin + host,
				...options,
			},
		},
	});
}

/** What the node itself asked Intuit; the platform's own calls come after its POST. */
const asked = () => holder.simulator.providerRequests({ path: /\/v3\/company\// });
const nothingSent = () => expect(holder.simulator.requests()).toEqual([]);
const keysOf = (apps: typeof INTUIT_OAUTH1_APPS) => ({
	apiKey: apps.development.key,
	apiSecret: apps.development.secret,
});

describe.each<Authentication>(['oAuth1', 'oAuth2'])(
	'Check Tokens First with %s',
	(authentication) => {
		const good = tokensOf(authentication, production);
		const realm = COMPANIES[production]?.realmId;

		it('reads the company at Intuit, which accepts it, and then makes the instance', async () => {
			const result = await run(authentication, good);
			expect(outputOf(result)[0]).toMatchObject({ valid: true });
			const [check] = asked();
			expect(check).toMatchObject({
				method: 'GET',
				path: `/intuit/v3/company/${realm}/companyinfo/${realm}`,
				status: 200,
				headers: {
					accept: 'application/json',
					authorization: expect.stringMatching(
						authentication === 'oAuth1'
							? /^OAuth .*oauth_nonce="[0-9a-f]{32}".*oauth_signature_method="HMAC-SHA1"/
							: /^Bearer \S+$/,
					),
				},
			});
			expect(holder.simulator.requests()).toMatchObject([{ method: 'POST', status: 200 }]);
			expect(hintsOf(result)).toEqual([]);
		});

		it('does not ask Intuit at all when it is off', async () => {
			const options = { checkTokensFirst: false, intuitBaseUrl: 'http://127.0.0.1:9' };
			outputOf(await run(authentication, good, { options }));
			expect(holder.simulator.requests()).toHaveLength(1);
		});

		it('takes a base URL with a slash at its end', async () => {
			outputOf(await run(authentication, good, { host: '/intuit/' }));
			expect(asked()[0]?.path).toMatch(/^\/intuit\/v3\//);
		});

		it('explains tokens that nobody gave out, before anything is sent to the platform', async () => {
			const wrong = { userToken: 'lvprdTokenOfNobody', accessToken: 'accessTokenOfNobody' };
			const words = wordsOf(await run(authentication, { ...good, ...wrong }));
			expect(words).toMatch(DEAD);
			expect(words).not.toMatch(/TokenOfNobody/);
			nothingSent();
		});

		it.each<[string, number, boolean, string]>([
			['of a real company at the sandbox', production, false, '/intuit-sandbox'],
			['of the sandbox company at production', sandbox, true, '/intuit'],
		])('explains tokens %s as a mix-up (3100)', async (_, index, development, host) => {
			const apps = authentication === 'oAuth1' ? INTUIT_OAUTH1_APPS : INTUIT_OAUTH2_APPS;
			const app = development ? keysOf(apps) : {};
			const words = wordsOf(
				await run(authentication, tokensOf(authentication, index), { app, host }),
			);
			expect(words).toMatch(/does not let this app reach that company, so no instance was made/);
			expect(words).toMatch(/Compare Intuit API, the keys and the company[^]*3100/);
			nothingSent();
		});

		it('lets the sandbox company pass at the sandbox', async () => {
			const apps = authentication === 'oAuth1' ? INTUIT_OAUTH1_APPS : INTUIT_OAUTH2_APPS;
			// The flag is QuickBooks' own: without it the platform reads the company at production.
			const options = { configuration: '{ "connect.to.sandbox": "true" }' };
			const how = { app: keysOf(apps), host: '/intuit-sandbox', options };
			outputOf(await run(authentication, tokensOf(authentication, sandbox), how));
			expect(asked()[0]).toMatchObject({
				path: expect.stringContaining('/intuit-sandbox/v3/'),
				status: 200,
			});
		});

		it('explains the tokens of another company', async () => {
			const words = wordsOf(await run(authentication, { ...good, realmId: COMPANIES[1]?.realmId }));
			expect(words).toMatch(/does not let this app reach that company/);
			nothingSent();
		});

		it.each([500, 503, 302])('says that Intuit could not be asked (%i)', async (status) => {
			const headers = { location: 'https://a.example/' };
			holder.simulator.fault({ path: /\/v3\/company\//, status, body: 'Out of order', headers });
			const words = wordsOf(await run(authentication, good));
			expect(words).toMatch(new RegExp(`could not be asked about the tokens \\(HTTP ${status}\\)`));
			expect(words).toMatch(/no instance was made[^]*switch Check Tokens First off/);
			nothingSent();
		});

		it('says that nobody answers at the address', async () => {
			const options = { intuitBaseUrl: 'http://127.0.0.1:9' };
			const words = wordsOf(await run(authentication, good, { options }));
			expect(words).toMatch(
				/127\.0\.0\.1:9 refused the connection[^]*not checked[^]*no instance was made/,
			);
			nothingSent();
		});

		it.each(['', 'intuit', 'ftp://a.example', 'javascript:alert(1)'])(
			'asks for the address when it is "%s"',
			async (intuitBaseUrl) => {
				const words = wordsOf(await run(authentication, good, { options: { intuitBaseUrl } }));
				expect(words).toMatch(/Intuit Base URL (is not|must be) a web address/);
				nothingSent();
			},
		);

		it('shows no token and stores no app secret, whatever Intuit says', async () => {
			const { realmId: _, refreshToken: __, ...tokens } = good;
			const secrets = { ...tokens, apiSecret: appOf(authentication).secret };
			const message = Object.values(secrets).join(' ');
			const body = { fault: { error: [{ message, detail: message, code: '3200' }] } };
			holder.simulator.fault({ path: /\/v3\/company\//, status: 401, body });
			for (const { error, outputs, stored } of [
				await run(authentication, good),
				await run(authentication, good),
			]) {
				const told = JSON.stringify([error?.message, error?.description, error?.context, outputs]);
				for (const secret of Object.values(secrets)) expect(told).not.toContain(secret);
				// The tokens stand in the node's parameters, the app's secret nowhere.
				expect(stored).not.toContain(secrets.apiSecret);
			}
		});
	},
);

describe('Check Tokens First explains', () => {
	it('a token secret that is not the token’s: the signature is wrong', async () => {
		const tokens = { ...tokensOf('oAuth1', production), userTokenSecret: 'secretOfNobody' };
		const words = wordsOf(await run('oAuth1', tokens));
		expect(words).toMatch(DEAD);
		expect(words).toMatch(/has to approve again[^]*signature_invalid/);
		nothingSent();
	});

	it('an app secret that is not the app’s', async () => {
		const app = { apiSecret: 'secretOfNobody' };
		const words = wordsOf(await run('oAuth1', tokensOf('oAuth1', production), { app }));
		expect(words).toMatch(/check the keys of the app[^]*signature_invalid/);
		nothingSent();
	});

	it('an access token whose hour is over: the refresh token may be good still', async () => {
		holder.simulator.clock.advance(3_600_000);
		const tokens = tokensOf('oAuth2', production);
		const words = wordsOf(await run('oAuth2', tokens));
		expect(words).toMatch(/no instance was made[^]*Token expired/);
		expect(words).toMatch(/refresh token may be good[^]*leave Access Token empty/);
		nothingSent();
		outputOf(await run('oAuth2', { ...tokens, accessToken: '' }));
	});
});

describe('Check Tokens First without an access token:', () => {
	const refreshOnly = { ...tokensOf('oAuth2', production), accessToken: '' };

	it('the check is skipped, which a hint says, and the refresh token is not spent on it', async () => {
		const options = { intuitBaseUrl: 'http://127.0.0.1:9' };
		const result = await run('oAuth2', refreshOnly, { options });
		expect(outputOf(result)[0]).toMatchObject({ valid: true });
		expect(hintsOf(result)).toEqual([expect.stringMatching(/not checked.*use it up/)]);
		// The one use is the platform's own.
		const renewals = holder.simulator.providerRequests({ path: /tokens\/bearer$/ });
		expect(renewals).toHaveLength(1);
	});

	it('the other item, which has one, is checked', async () => {
		const result = await runNode({
			type: 'quickProvisionQbo',
			credentials: credentialsOf(holder.simulator, 'oAuth2'),
			items: [{ accessToken: '' }, { accessToken: 'accessTokenOfNobody' }],
			onError: 'continueErrorOutput',
			parameters: {
				authentication: 'oAuth2',
				...refreshOnly,
				accessToken: '={{ $json.accessToken }}',
				options: {
					checkTokensFirst: true,
					intuitApi: 'custom',
					intuitBaseUrl: `${holder.simulator.origin}/intuit`,
				},
			},
		});
		expect(result.outputs.map((output) => output.length)).toEqual([1, 1]);
		expect(hintsOf(result)).toHaveLength(1);
	});
});
