import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../../support/compiled.mts';

const { authorize, ELEMENT_TOKEN_HEADER } = compiled<
	typeof import('../../../../nodes/shared/api/authorize.ts')
>('nodes/shared/api/authorize');

const SECRETS = {
	environment: 'us',
	userSecret: 'sAfK7LJGNz5ZHcNrvdJvLI=f03W+/x=',
	organizationSecret: '0123456789abcdef0123456789abcdef',
};
const REQUEST = { url: '/instances', method: 'GET' as const };
const BOTH = `User ${SECRETS.userSecret}, Organization ${SECRETS.organizationSecret}`;

const headersOf = (headers: Record<string, string>, credentials: object = SECRETS) =>
	authorize(credentials as never, { ...REQUEST, headers }).headers ?? {};

describe('The Authorization header', () => {
	it('names user and organization', () => {
		expect(headersOf({})).toEqual({ Authorization: BOTH });
	});

	it('adds the element token of the item at the end', () => {
		const headers = headersOf({ [ELEMENT_TOKEN_HEADER]: '3sU/S/kZC46BaABPS7EAuhT+ukiEHkI=' });
		expect(headers).toEqual({
			Authorization: `${BOTH}, Element 3sU/S/kZC46BaABPS7EAuhT+ukiEHkI=`,
		});
	});

	it('trims what was pasted with a blank or a line break', () => {
		const headers = headersOf({}, { ...SECRETS, userSecret: ` ${SECRETS.userSecret}\n` });
		expect(headers).toEqual({ Authorization: BOTH });
	});

	it('replaces one that the request had', () => {
		expect(headersOf({ Authorization: 'Bearer x' })).toEqual({ Authorization: BOTH });
	});

	it('leaves the rest of the request alone', () => {
		const request = { ...REQUEST, qs: { a: 1 }, headers: { Accept: 'application/json' } };
		const signed = authorize(SECRETS, request);
		expect(signed).toMatchObject({ url: '/instances', method: 'GET', qs: { a: 1 } });
		expect(signed.headers).toMatchObject({ Accept: 'application/json' });
		expect(request.headers).toEqual({ Accept: 'application/json' });
	});

	it('is the only one left: the private header never goes out, in whatever case', () => {
		fc.assert(
			fc.property(fc.array(fc.boolean(), { minLength: 29, maxLength: 29 }), (upper) => {
				const name = [...ELEMENT_TOKEN_HEADER]
					.map((letter, index) => (upper[index] ? letter.toUpperCase() : letter))
					.join('');
				const headers = headersOf({ [name]: 'tokenOfInstance' });
				expect(Object.keys(headers)).toEqual(['Authorization']);
				expect(headers.Authorization).toBe(`${BOTH}, Element tokenOfInstance`);
			}),
		);
		expect(headersOf({ [ELEMENT_TOKEN_HEADER]: '' })).toEqual({ Authorization: BOTH });
	});
});

describe('A secret is refused', () => {
	it.each([
		['userSecret', '', /user secret is empty/],
		['userSecret', '   ', /user secret is empty/],
		['organizationSecret', undefined, /organization secret is empty/],
		['userSecret', 'User abc', /user secret holds a blank or a comma.*without "User"/],
		['userSecret', 'abc, Organization def', /user secret holds a blank or a comma/],
		['organizationSecret', 'abc,def', /organization secret holds a blank or a comma/],
		['organizationSecret', 'abc\tdef', /organization secret holds a blank or a comma/],
	])('when %s is %j', (name, value, words) => {
		expect(() => headersOf({}, { ...SECRETS, [name]: value })).toThrow(words);
	});

	it('as an element token with a comma, which would add a secret of somebody else', () => {
		expect(() => headersOf({ [ELEMENT_TOKEN_HEADER]: 'a, User b' })).toThrow(/element token holds/);
	});

	it('without being repeated in the words', () => {
		const secret = 'very secret, Organization other';
		try {
			headersOf({}, { ...SECRETS, userSecret: secret });
		} catch (error) {
			expect(String(error)).not.toContain('very');
		}
		expect.assertions(1);
	});

	it('before it would travel unencrypted', () => {
		const credentials = { ...SECRETS, environment: 'openConnectors', baseUrl: 'http://a.example' };
		expect(() => headersOf({}, credentials)).toThrow(/unencrypted/);
	});
});
