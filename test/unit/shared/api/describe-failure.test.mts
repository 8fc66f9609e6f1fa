import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { describeFailure } = compiled<
	typeof import('../../../../nodes/shared/api/describeFailure.ts')
>('nodes/shared/api/describeFailure');
const { KNOWN_REFUSALS } = compiled<typeof import('../../../../nodes/shared/elements/index.ts')>(
	'nodes/shared/elements/index',
);
type Answer = Parameters<typeof describeFailure>[0];

const describeAnswer = (answer: Partial<Answer>) =>
	describeFailure({ statusCode: 400, withElementToken: false, ...answer }, KNOWN_REFUSALS);

describe('What the provider or the platform says is explained:', () => {
	it.each<[string, Partial<Answer>, RegExp]>([
		[
			'a sandbox key with a real company',
			{
				platformMessage: 'Bad Request',
				providerMessage:
					'3100 - message=AuthorizationFailed; errorCode=003100; statusCode=403 - null',
			},
			/^Intuit does not let this app reach that company$/,
		],
		[
			'a record that QuickBooks has in a newer version',
			{ providerMessage: 'Stale Object Error: You and ann were working on this at the same time' },
			/^The record was changed since its ID was read$/,
		],
		[
			'a version of a record that QuickBooks does not know',
			{ providerMessage: 'Invalid Sync Token' },
			/^The record was changed since its ID was read$/,
		],
		[
			'a filter that QuickBooks cannot read',
			{ providerMessage: 'QueryValidationError: property Nmae not found' },
			/^The filter cannot be used$/,
		],
		[
			'a wrong API key',
			{
				connecting: 'approval',
				statusCode: 401,
				providerMessage: 'oauth_problem=consumer_key_unknown',
			},
			/API key of your app/,
		],
		[
			'a wrong API secret',
			{
				connecting: 'approval',
				statusCode: 401,
				providerMessage: 'oauth_problem=signature_invalid',
			},
			/API secret of your app/,
		],
		[
			'either, where the provider does not say',
			{
				connecting: 'approval',
				statusCode: 401,
				providerMessage: 'invalid_client: Client authentication failed',
			},
			/API key or the API secret of your app/,
		],
		[
			'another callback URL',
			{ connecting: 'approval', providerMessage: 'invalid_grant: The redirect_uri does not match' },
			/callback URL is not the one/,
		],
		[
			'a code used twice',
			{
				connecting: 'approval',
				providerMessage: 'invalid_grant: The authorization code was used before.',
			},
			/used before or is too old/,
		],
		[
			'a verifier that is wrong',
			{ connecting: 'approval', providerMessage: 'oauth_problem=verifier_invalid' },
			/used before or is too old/,
		],
		[
			'a refresh token used before',
			{ connecting: 'tokens', providerMessage: 'invalid_grant: Token invalid' },
			/does not accept these tokens/,
		],
		[
			'wrong keys with given tokens',
			{ connecting: 'tokens', providerMessage: 'invalid_client' },
			/API key or the API secret of your app/,
		],
		[
			'a word of consent about something else',
			{ providerMessage: 'The promotion code was already used' },
			/could not use the request/,
		],
		[
			'missing configuration',
			{
				platformMessage: 'The following required configuration entries are missing: oauth.api.key',
			},
			/misses something it needs/,
		],
		[
			'an element that is not there',
			{ statusCode: 404, platformMessage: 'No element found with key quickbook' },
			/no element with this key/,
		],
		['nothing known', { platformMessage: 'Bad Request' }, /could not use the request/],
		['a role that is missing', { statusCode: 403, platformMessage: 'Forbidden' }, /did not allow/],
		['a wrong address', { statusCode: 404, platformMessage: 'Not Found' }, /did not find/],
		['a wrong verb', { statusCode: 405 }, /does not offer the call/],
		['a conflict', { statusCode: 409 }, /exists already/],
		['a fault', { statusCode: 500 }, /had a fault/],
		['a bad gateway', { statusCode: 502 }, /had a fault/],
		['a status of its own', { statusCode: 418 }, /could not use the request/],
	])('%s', (_, answer, words) => {
		const { message, advice } = describeAnswer(answer);
		expect(message).toMatch(words);
		expect(advice).toMatch(/\.$/);
	});
});

describe('A 401', () => {
	it.each([undefined, 'Unauthorized', 'Invalid or missing User secret', 'User secret required'])(
		'of the platform saying %j is about the secrets of the account',
		(platformMessage) => {
			const { message, advice } = describeAnswer({ statusCode: 401, platformMessage });
			expect(message).toBe('Cloud Elements refused the user secret or the organization secret');
			expect(advice).toMatch(/credential and test it/);
		},
	);

	it('with an element token may be about the token', () => {
		expect(describeAnswer({ statusCode: 401, withElementToken: true }).message).toMatch(
			/element token or the secrets/,
		);
	});

	it('of the provider is about the connection, with the token of an instance', () => {
		const answer = { statusCode: 401, providerMessage: 'Expired', withElementToken: true };
		const { message, advice } = describeAnswer(answer);
		expect(message).toBe('The provider no longer accepts the connection');
		expect(advice).toMatch(/send a new link/);
	});

	it('of the provider is about what was entered, before there is an instance', () => {
		const { message, advice } = describeAnswer({ statusCode: 401, providerMessage: 'Bad login' });
		expect(message).toBe('The provider refused what the connection was to be made with');
		expect(advice).toMatch(/user name and password/);
	});
});

describe('What else is known of a failure', () => {
	it('is kept: status, both messages, request id', () => {
		const answer = {
			statusCode: 400,
			platformMessage: 'Bad Request',
			providerMessage: 'Something odd',
			requestId: '59f894e3e4b03f1001b9ac63',
		};
		expect(describeAnswer(answer)).toMatchObject(answer);
	});

	it('is that it is a 429 even when it speaks of something required', () => {
		const { message } = describeAnswer({ statusCode: 429, platformMessage: 'Patience required' });
		expect(message).toMatch(/too many requests/);
	});

	it('is a redirect’s target without the query, which may hold a secret', () => {
		const location = 'https://login.example.com/sso?token=abc';
		const { message, advice } = describeAnswer({ statusCode: 302, location });
		expect(message).toContain('https://login.example.com/sso');
		expect(message).not.toContain('token');
		expect(advice).toMatch(/Secrets are not sent on/);
	});

	it('is not mistaken for code 3100 where a number only looks like it', () => {
		const { message } = describeAnswer({ platformMessage: 'No company with id 193100512' });
		expect(message).not.toMatch(/Intuit/);
	});
});
