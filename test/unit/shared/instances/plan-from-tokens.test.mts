import { describe, expect, it } from '@jest/globals';
import { compiled, thrownBy } from '../../../support/compiled.mts';

const { planFromTokens } = compiled<
	typeof import('../../../../nodes/shared/instances/planFromTokens.ts')
>('nodes/shared/instances/planFromTokens');
const { chooseFlow, readAppFields } =
	compiled<typeof import('../../../../nodes/shared/app/app.ts')>('nodes/shared/app/app');
const { findElement } = compiled<typeof import('../../../../nodes/shared/elements/index.ts')>(
	'nodes/shared/elements/index',
);
type Parameters_ = Parameters<typeof planFromTokens>[1];
type Tokens = Parameters_['tokens'];

const NOW = Date.parse('2026-05-06T07:08:09Z');
const appOf = (authentication: string) => {
	const element = findElement('quickbooks');
	if (!element) throw new Error('QuickBooks is gone');
	const credential = {
		authentication,
		apiKey: 'key',
		apiSecret: 'secret-of-app',
		callbackUrl: 'https://www.mycoolapp.com/auth',
	};
	return { element, ...chooseFlow(element, credential), fields: readAppFields(credential) };
};

const plan = (
	tokens: Partial<Tokens>,
	{ app = 'oAuth1', ...difference }: Partial<Parameters_> & { app?: string } = {},
) =>
	planFromTokens(
		appOf(app),
		{
			authentication: 'oAuth1',
			tokens: {
				realmId: '12345678910',
				dataSource: 'QBO',
				userToken: 'token',
				userTokenSecret: 'secret',
				accessToken: '',
				refreshToken: '',
				refreshInterval: '13046400',
				refreshTime: '',
				...tokens,
			},
			name: '',
			tags: [],
			customerId: '',
			configuration: {},
			...difference,
		},
		NOW,
	);
const refusal = (tokens: Partial<Tokens>, difference?: object) =>
	thrownBy(() => plan(tokens, difference));

describe('Before anything is sent of tokens,', () => {
	it.each<[Partial<Tokens>, string]>([
		[{ realmId: '' }, 'Company ID (Realm) is empty'],
		[{ dataSource: '' }, 'Data Source is empty'],
		[{ userToken: '' }, 'User Token is empty'],
		[{ userTokenSecret: '' }, 'User Token Secret is empty'],
		[{ refreshInterval: '' }, 'Refresh Interval is empty'],
		[{ userToken: '', userTokenSecret: '' }, 'User Token and User Token Secret are empty'],
	])('%j is refused', (tokens, words) => {
		const { message, description } = refusal(tokens);
		expect(message).toBe(words);
		expect(description).toMatch(/expression/);
	});

	it('OAuth 2.0 needs the refresh token, not the access token', () => {
		const oAuth2 = { authentication: 'oAuth2', app: 'oAuth2' } as const;
		expect(refusal({}, oAuth2).message).toBe('Refresh Token is empty');
		const { body } = plan({ refreshToken: 'refresh' }, oAuth2);
		expect(body.configuration).toMatchObject({ 'oauth.user.refresh_token': 'refresh' });
		expect(body.configuration).not.toHaveProperty(['oauth.user.token']);
	});

	it.each(['123a', '12 34', '-1', '1.5', 'https://qbo.intuit.com/12345'])(
		'the company id "%s" is refused',
		(realmId) => {
			expect(refusal({ realmId }).message).toContain('must be digits only');
		},
	);

	it.each(['0', '-1', '1.5', '1h', '1e9', '1000000000', '13046400000', '1467737443234'])(
		'the interval "%s" is refused: it is in seconds',
		(refreshInterval) => {
			const { message, description } = refusal({ refreshInterval });
			expect(message).toContain('must be a number of seconds');
			expect(description).toMatch(/13046400.*milliseconds/);
		},
	);

	it.each(['1', '3600', '13046400', '999999999'])('the interval "%s" is taken', (seconds) => {
		const { body } = plan({ refreshInterval: seconds });
		expect(body.configuration['oauth.user.refresh_interval']).toBe(seconds);
	});

	it.each(['1467737443', '14677374432340', '2016-07-05', '0', '1.467e12', 'now'])(
		'the time "%s" is refused: it is in epoch milliseconds',
		(refreshTime) => {
			expect(refusal({ refreshTime }).message).toMatch(/epoch milliseconds, 13 digits/);
		},
	);

	it('a time in the future is refused: it says when the tokens were obtained', () => {
		const { message, description } = refusal({ refreshTime: '1999999999999' });
		expect(message).toBe('Refresh Time lies in the future: 2033-05-18T03:33:19.999Z');
		expect(description).toMatch(/when the tokens were obtained, not when they end/);
	});

	it('a clock of a few hours ahead is forgiven', () => {
		const refreshTime = String(NOW + 3_600_000);
		expect(plan({ refreshTime }).body.configuration['oauth.user.refresh_time']).toBe(refreshTime);
	});

	it('tokens of one kind with keys of the other are refused', () => {
		const { message, description } = refusal({}, { app: 'oAuth2' });
		expect(message).toMatch(/said to be OAuth 1\.0a, the app credential holds OAuth 2\.0 keys/);
		expect(description).toMatch(/choose the other app credential/);
	});

	it('no token is repeated in the words', () => {
		const { message, description } = refusal({ realmId: 'x', userToken: 'tokenOfCustomer' });
		expect(`${message} ${description}`).not.toContain('tokenOfCustomer');
	});
});

describe('What is sent of tokens', () => {
	it('has a name by default, and tags only when there are some', () => {
		expect(plan({}).body.name).toBe('QuickBooks Online 12345678910');
		expect(plan({}).body).not.toHaveProperty('tags');
		expect(plan({}, { tags: ['a'] }).body.tags).toEqual(['a']);
	});

	it('lets further configuration win over what the node sets', () => {
		const { body } = plan({}, { configuration: { 'quickbooks.datasource': 'QBX', extra: true } });
		expect(body.configuration).toMatchObject({ 'quickbooks.datasource': 'QBX', extra: true });
	});

	it('names the secrets that no error may show', () => {
		const { secrets } = plan({});
		expect(secrets).toEqual(expect.arrayContaining(['secret-of-app', 'token', 'secret']));
	});
});
