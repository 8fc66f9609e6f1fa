import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../../support/compiled.mts';

const { maskEntries, maskText } = compiled<
	typeof import('../../../../nodes/shared/errors/mask.ts')
>('nodes/shared/errors/mask');

describe('In configuration and provider data', () => {
	it.each([
		'password',
		'oauth.api.key',
		'oauth.api.secret',
		'oauth.user.token',
		'oauth.user.token.secret',
		'oauth.user.refresh_token',
		'event.notification.signature.key',
		'signature.secret',
		'signature',
		'apim.subscription.key',
		'hubspot.authorization.apikey',
		'crm.session.id',
		'oauth_token',
		'oauth_verifier',
		'secret',
		'code',
		'access_token',
		'refresh_token',
		'api.key',
		'authorization.code',
		'client.secret',
	])('%s is masked', (key) => {
		expect(maskEntries({ [key]: 'value-of-it' })).toEqual({ [key]: '********' });
	});

	it.each([
		'oauth.callback.url',
		'oauth.token.url',
		'oauth.user.refresh_time',
		'oauth.user.refresh_interval',
		'oauth.basic.header',
		'authentication.type',
		'quickbooks.realm.id',
		'quickbooks.datasource',
		'filter.response.nulls',
		'event.notification.callback.url',
		'realmId',
		'dataSource',
		'state',
	])('%s can be read', (key) => {
		expect(maskEntries({ [key]: 'value-of-it' })).toEqual({ [key]: 'value-of-it' });
	});

	it('an entry without a value stays without one, which tells that it is not set', () => {
		const entries = { 'oauth.user.token': null, password: '', code: undefined };
		expect(maskEntries(entries)).toEqual(entries);
	});

	it('the original is not changed', () => {
		const entries = { password: 'value' };
		maskEntries(entries);
		expect(entries).toEqual({ password: 'value' });
	});
});

describe('In a text', () => {
	const secret = fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme' });

	it('no secret is left, as it is or URL-encoded', () => {
		fc.assert(
			fc.property(fc.array(secret, { minLength: 1 }), fc.string(), (secrets, around) => {
				fc.pre(secrets.every((one) => !one.includes('*')));
				const text = secrets.map((one) => around + one + encodeURIComponent(one)).join(around);
				const masked = maskText(text, secrets);
				for (const one of secrets) {
					expect(masked).not.toContain(one);
					expect(masked).not.toContain(encodeURIComponent(one));
				}
			}),
		);
	});

	it('one that holds another is masked whole', () => {
		expect(maskText('token abcdef-ghijkl!', ['abcdef', 'abcdef-ghijkl'])).toBe('token ********!');
	});

	it('each place is masked', () => {
		expect(maskText('a=s3cr3t&b=s3cr3t', ['s3cr3t'])).toBe('a=********&b=********');
	});

	it('the words stay when a value is too short to be a secret, or empty', () => {
		expect(maskText('QBO is missing', ['QBO', ''])).toBe('QBO is missing');
	});
});
