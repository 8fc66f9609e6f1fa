import { describe, expect, it } from '@jest/globals';
import { INTUIT_OAUTH1_APPS, INTUIT_OAUTH2_APPS } from '../../../../simulator/seed.mts';
import { compiled } from '../../../support/compiled.mts';

const { cloudElementsAppApiTest } = compiled<
	typeof import('../../../../nodes/shared/app/credentialTest.ts')
>('nodes/shared/app/credentialTest');

const { key, secret } = INTUIT_OAUTH2_APPS.production;
const APP = {
	element: 'quickbooks',
	authentication: 'oAuth2',
	apiKey: key,
	apiSecret: secret,
	callbackUrl: 'https://n8n.example.com/webhook/quickbooks-callback',
};

const test = async (difference: object) =>
	await cloudElementsAppApiTest.call({} as never, {
		id: '1',
		name: 'app',
		type: 'cloudElementsAppApi',
		data: { ...APP, ...difference } as never,
	});
const message = async (difference: object) => (await test(difference)).message;

describe('The app credential', () => {
	it.each([
		['OAuth 2.0', {}],
		[
			'OAuth 1.0a',
			{
				authentication: 'oAuth1',
				apiKey: INTUIT_OAUTH1_APPS.production.key,
				apiSecret: INTUIT_OAUTH1_APPS.production.secret,
			},
		],
		['a callback on this machine', { callbackUrl: 'http://localhost:5678/webhook/a' }],
		['an OAuth 2.0 callback with a query', { callbackUrl: 'https://a.example/cb?tenant=1' }],
		[
			'a path that only looks like that of a test URL',
			{ callbackUrl: 'https://a.example/webhook-tests/x' },
		],
		['keys that look like no others', { apiKey: 'abc', apiSecret: 'def' }],
	])('with %s passes', async (_, difference) => {
		expect(await test(difference)).toMatchObject({ status: 'OK' });
	});

	it.each([
		[{ apiKey: '' }, 'The API key is empty'],
		[{ apiKey: undefined }, 'The API key is empty'],
		[{ apiSecret: '  ' }, 'The API secret is empty'],
		[{ apiKey: `${key} ` }, 'The API key begins or ends with a blank'],
		[{ apiSecret: `\t${secret}` }, 'The API secret begins or ends with a blank'],
		[{ apiSecret: key }, 'The API key and the API secret are the same text'],
		[{ apiKey: secret, apiSecret: key }, 'The API key and the API secret look swapped'],
		[{ callbackUrl: '' }, 'The callback URL is empty'],
		[
			{ callbackUrl: 'n8n.example.com/x' },
			'The callback URL "n8n.example.com/x" is not a web address',
		],
		[{ callbackUrl: 'ftp://a.example/x' }, 'The callback URL must begin with https://'],
		[{ callbackUrl: 'https://a.example/x#y' }, 'The callback URL must not have a part behind #'],
		[{ element: 'other', elementKey: '' }, 'The element key is empty'],
		[{ element: 'other', elementKey: 'hub spot' }, 'The element key holds a blank'],
		[
			{ element: 'freshbooks', siteAddress: 'acme.freshbooks.com' },
			'Site Address is only what stands before the first dot, such as targetcompany',
		],
		[{ apiKey: 5 }, 'The API key in the credential is no text'],
		[{ callbackUrl: {} }, 'The callback URL in the credential is no text'],
		[{ scope: '\ud800' }, 'The scope in the credential holds half a character'],
		[{ sandbox: 'true' }, 'The sandbox in the credential is neither true nor false'],
		[
			{ authentication: 'oAuth3' },
			'The authentication in the credential is none of its choices: oAuth1, oAuth2',
		],
	])('with %j is told what to change', async (difference, words) => {
		expect(await test(difference)).toEqual({ status: 'Error', message: words });
	});

	it('is not said to be known to the provider, which nobody has asked', async () => {
		expect(await message({})).toMatch(/^Only the form was checked[^]*provider was not asked/);
	});

	it.each([
		'https://n8n.example.com/webhook-test/quickbooks-callback',
		'https://example.com/n8n/webhook-test/quickbooks-callback',
		'http://localhost:5678/webhook-test/5b0437c6-a1f3-4e0b-9d1c-2f8e1c7a9b44',
	])('with %s is told that it is a test URL', async (callbackUrl) => {
		expect(await test({ callbackUrl })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/webhook-test\/.* is a test URL[^]*production URL/),
		});
	});

	it('may not have a callback URL with a query where OAuth 1.0a puts the state there', async () => {
		const callbackUrl = 'https://a.example/cb?tenant=1';
		expect(await message({ authentication: 'oAuth1', callbackUrl })).toMatch(
			/must not have a question mark.*OAuth 1\.0a/,
		);
	});

	it('may not let the approval travel unencrypted', async () => {
		expect(await message({ callbackUrl: 'http://n8n.example.com/x' })).toMatch(
			/must begin with https:\/\/.*localhost.*unencrypted/,
		);
	});

	it('of any other element of the catalogue passes: only the account knows it', async () => {
		expect(await test({ element: 'other', elementKey: 'hubspot' })).toMatchObject({ status: 'OK' });
	});

	it('swapped is noticed with OAuth 1.0a keys too', async () => {
		const { key: apiSecret, secret: apiKey } = INTUIT_OAUTH1_APPS.production;
		expect(await message({ authentication: 'oAuth1', apiKey, apiSecret })).toMatch(/look swapped/);
	});

	it('is never repeated in the words', async () => {
		for (const difference of [{ apiKey: `${key} ` }, { apiKey: secret, apiSecret: key }]) {
			const words = await message(difference);
			expect(words).not.toContain(secret);
			expect(words).not.toContain(key);
		}
	});
});
