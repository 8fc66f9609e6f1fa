import { describe, expect, it } from '@jest/globals';
import { SAGE_ONE_US_APP } from '../../../simulator/seed-providers.mts';
import { INTUIT_OAUTH2_TOKENS, INTUIT_USER_TOKENS } from '../../../simulator/seed.mts';
import {
	CALLBACK_URL,
	appOf,
	credentialsOf,
	type Authentication,
} from '../../support/credentials.mts';
import { outputOf, runNode, wordsOf, type RunOptions } from '../../support/engine/run-node.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const requests = () => holder.simulator.requests();
const tokens = INTUIT_OAUTH2_TOKENS[0] as (typeof INTUIT_OAUTH2_TOKENS)[number];

const run = async (authentication: Authentication, options: Partial<RunOptions> = {}) =>
	await runNode({
		type: 'quickProvisionQbo',
		credentials: credentialsOf(holder.simulator, authentication),
		...options,
		parameters: { authentication, ...options.parameters },
	});

const BEARER = {
	realmId: tokens.realmId,
	accessToken: tokens.accessToken,
	refreshToken: tokens.refreshToken,
};

describe('Quick Provision with OAuth 2.0 tokens:', () => {
	it('the body is the documentation’s', async () => {
		const parameters = { ...BEARER, refreshInterval: 3600 };
		const [instance] = outputOf(await run('oAuth2', { parameters }));
		const { key, secret } = appOf('oAuth2');
		expect(requests()).toHaveLength(1);
		expect(requests()[0]?.body).toEqual({
			element: { key: 'quickbooks' },
			configuration: {
				'oauth.callback.url': CALLBACK_URL,
				'quickbooks.datasource': 'QBO',
				'quickbooks.realm.id': tokens.realmId,
				'oauth.user.refresh_interval': '3600',
				'oauth.user.token': tokens.accessToken,
				'oauth.user.refresh_token': tokens.refreshToken,
				'oauth.api.key': key,
				'oauth.api.secret': secret,
				'authentication.type': 'oauth2',
				scope: 'com.intuit.quickbooks.accounting openid profile email phone address',
			},
			name: `QuickBooks Online ${tokens.realmId}`,
			externalAuthentication: 'initial',
		});
		expect(instance).toMatchObject({
			externalAuthentication: 'initial',
			valid: true,
			configuration: { 'oauth.user.token': '********', 'oauth.user.refresh_token': '********' },
		});
	});

	it('no access token is needed', async () => {
		outputOf(await run('oAuth2', { parameters: { ...BEARER, accessToken: '' } }));
		expect(requests()[0]?.body).not.toHaveProperty(['configuration', 'oauth.user.token']);
	});

	it('tokens that the provider does not know are explained', async () => {
		const parameters = { ...BEARER, refreshToken: 'refreshTokenOfNobody' };
		const words = wordsOf(await run('oAuth2', { parameters }));
		expect(words).toMatch(/invalid_grant/);
		expect(words).not.toContain('refreshTokenOfNobody');
		expect(words).not.toMatch(/did not confirm/);
	});
});

describe('What is sent', () => {
	const configurationOf = async (parameters: RunOptions['parameters']) => {
		outputOf(await run('oAuth2', { parameters: { ...BEARER, ...parameters } }));
		return (requests()[0]?.body as { configuration: unknown }).configuration;
	};

	it.each(['2016-07-05T16:50:43.234Z', '={{ new Date(1467737443234) }}', '={{ 1467737443234 }}'])(
		'for the time %s is epoch milliseconds',
		async (refreshTime) => {
			expect(await configurationOf({ refreshTime })).toMatchObject({
				'oauth.user.refresh_time': '1467737443234',
			});
		},
	);

	it.each([
		['among the options', { options: { dataSource: 'QBX' } }],
		['where earlier workflows hold it', { dataSource: 'QBX' }],
	])('is the data source %s', async (_, parameters) => {
		expect(await configurationOf(parameters)).toMatchObject({ 'quickbooks.datasource': 'QBX' });
	});
});

describe('A table of customers', () => {
	it('becomes one instance a row, in order', async () => {
		const production = INTUIT_USER_TOKENS.filter(({ appKey }) => appKey === appOf('oAuth1').key);
		expect(production.length).toBeGreaterThan(2);
		const result = await run('oAuth1', {
			items: production.map(({ realmId, token, secret }) => ({ realmId, token, secret })),
			parameters: {
				realmId: '={{ $json.realmId }}',
				userToken: '={{ $json.token }}',
				userTokenSecret: '={{ $json.secret }}',
				refreshTime: '=1467737443234',
				tags: '={{ ["row " + $itemIndex] }}',
			},
		});
		const instances = outputOf(result);
		expect(
			instances.map(({ configuration }) => (configuration as never)['quickbooks.realm.id']),
		).toEqual(production.map(({ realmId }) => realmId));
		expect(await instancesAt(holder.simulator)).toHaveLength(production.length);
	});
});

describe('Quick Provision sends nothing', () => {
	it.each(['', '4620816365012345'])(
		'for an app of another element, with the company "%s"',
		async (realmId) => {
			const { key: apiKey, secret: apiSecret, signature } = SAGE_ONE_US_APP;
			const app = { element: 'sageoneus', apiKey, apiSecret, signature };
			const words = wordsOf(
				await run('oAuth2', {
					credentials: credentialsOf(holder.simulator, app),
					parameters: { ...BEARER, realmId: `={{ "${realmId}" }}` },
				}),
			);
			expect(words).toMatch(
				/Sage One US cannot be provisioned from tokens of a company[^]*Create Instance/,
			);
			expect(requests()).toEqual([]);
		},
	);

	it.each<[string, Authentication, object, RegExp]>([
		[
			'an interval in milliseconds',
			'oAuth2',
			{ refreshInterval: 3_600_000_000 },
			/number of seconds/,
		],
		['a time in seconds', 'oAuth2', { refreshTime: '1467737443' }, /epoch milliseconds, 13 digits/],
		['a time that is none', 'oAuth2', { refreshTime: 'yesterday' }, /Refresh Time is not a date/],
		[
			'a company id from a number cell',
			'oAuth2',
			{ realmId: '={{ 4620816365012345670 }}' },
			/realmId is too long for a number[^]*Give it as text/,
		],
		[
			'a token from a number cell',
			'oAuth2',
			{ refreshToken: '={{ 12345678901234567890 }}' },
			/refreshToken is too long for a number/,
		],
		[
			'a tag that has been rounded',
			'oAuth2',
			{ tags: '={{ [9130350604308577] }}' },
			/tags → 0 is too long for a number/,
		],
		[
			'a name that has been rounded',
			'oAuth2',
			{ name: '={{ 9130350604308577 }}' },
			/name is too long for a number/,
		],
		[
			'configuration that has been rounded',
			'oAuth2',
			{ options: { configuration: '={{ {a: {b: [9130350604308577] } } }}' } },
			/configuration → a → b → 0 is too long for a number/,
		],
		['a company id that is none', 'oAuth2', { realmId: 'Acme Ltd.' }, /must be digits only/],
		['no refresh token', 'oAuth2', { refreshToken: '={{ "" }}' }, /Refresh Token is empty/],
		[
			'tokens of the other kind',
			'oAuth2',
			{ authentication: 'oAuth1', userToken: 'a', userTokenSecret: 'b' },
			/app credential holds OAuth 2\.0 keys/,
		],
		[
			'events that contradict',
			'oAuth2',
			{ options: { commonConfiguration: { eventsEnabled: false, eventVendorType: 'polling' } } },
			/while Events Enabled is off/,
		],
		[
			'configuration that is a list',
			'oAuth2',
			{ options: { configuration: '[1]' } },
			/Configuration must be an object/,
		],
		[
			'tags that are an object',
			'oAuth2',
			{ tags: '={{ {a: 1} }}' },
			/Tags must be text separated by commas/,
		],
	])('for %s', async (_, authentication, parameters, words) => {
		const result = await run(authentication, { parameters: { ...BEARER, ...parameters } as never });
		expect(wordsOf(result)).toMatch(words);
		expect(requests()).toEqual([]);
	});
});
