import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../support/compiled.mts';

const { isSigned, sign, signatureKey } = compiled<
	typeof import('../../../nodes/ElementEventTrigger/signature.ts')
>('nodes/ElementEventTrigger/signature');

// docs/platform-api.md, "Webhooks out": the documentation's own key and body, angle brackets and all.
const KEY = 'MySecretEventSignatureKey';
const BODY = Buffer.from('<INSERT_EVENT_NOTIFICATION_RESPONSE_BODY>');
const SIGNATURE = 'sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=';

describe('The signature of an event', () => {
	it('is the documented one', () => {
		expect(sign(KEY, BODY)).toBe(SIGNATURE);
		expect(isSigned(SIGNATURE, KEY, BODY)).toBe(true);
	});

	it.each([
		['nothing', undefined],
		['nothing in it', ''],
		['a longer one', `${SIGNATURE}=`],
		['another case', SIGNATURE.toLowerCase()],
		['another algorithm', SIGNATURE.replace('sha256', 'sha1')],
		['hexadecimal', `sha256=${Buffer.from(SIGNATURE.slice(7), 'base64').toString('hex')}`],
		['several headers', [SIGNATURE, SIGNATURE]],
	])('is not %s', (_, header) => {
		expect(isSigned(header, KEY, BODY)).toBe(false);
	});

	it('needs the bytes of the body', () => {
		expect(isSigned(SIGNATURE, KEY, undefined)).toBe(false);
		expect(isSigned(SIGNATURE, KEY, BODY.toString())).toBe(false);
	});
});

describe('The key of the signatures', () => {
	const account = { userSecret: 'u', organizationSecret: 'o', baseUrl: 'https://x.example' };
	const key = signatureKey(account, '1', 'w');

	it('is the same each time, so that nobody has to keep it', () => {
		expect(signatureKey({ ...account }, '1', 'w')).toBe(key);
	});

	it.each([
		[{ ...account, userSecret: 'v' }, '1', 'w'],
		[{ ...account, organizationSecret: 'p' }, '1', 'w'],
		[{ ...account, baseUrl: 'https://y.example' }, '1', 'w'],
		[account, '2', 'w'],
		[account, '1', 'x'],
		[{ ...account, userSecret: 'uo', organizationSecret: '' }, '1', 'w'],
		[account, '', '1w'],
	])('is another one for %j, %s, %s', (...of) => {
		expect(signatureKey(...of)).not.toBe(key);
	});
});
