import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compactDecrypt } from 'jose';
import { thrownBy } from '../../../support/compiled.mts';
import {
	ACCOUNT,
	CLAIMS,
	KEY,
	VERSION_1,
	sealWithJose,
	sealing,
	type StateClaims,
} from '../../../support/sealing.mts';

const {
	checkStateLength,
	deriveStateKey,
	hashOf,
	isHashOf,
	longStateHint,
	looksSealed,
	newNonce,
	openState,
	sealState,
} = sealing;

const VECTOR = {
	// HKDF-SHA256 over both secrets, computed with another implementation.
	key: '933c691ea31bebf180860959be39e979e10301fc172e2f7bd3062e1383cf7ad9',
	more: '090a0b',
	state:
		'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAECAwQFBgcICQoL.hP3pgaD5kV0E9036aslV5asIRjOxKHNqgyNTmOjkp62e0pk1uq4qz_4Hwj0DuzdriAvwkS3zyeESl4welzJBa9rZI1plPRamsVmpX2oa.cuFmXeueXDpsuZizwk7eTg',
	version1:
		'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAECAwQFBgcICQoL._dieBRMuKzeDVZUXsbqsmpq2bJzqqZW1NVZRgEuzBEp5CjkWvijCwoZTScfcc2hMjnHyzHOsf1Iz7mhcrujBUAaXIpswxGbh6WMXBf88qwmv5ACFgJP3lTkWpHtWW1RllZXiyWXvad0exD7T2DhbPrQlkpJIcksIHUrT1KkjcuFToP1y2pvZYkOTcZOjCa1KtXtpD_7TFSq5YtN0qGHSja4q8DhP7oy9deHnZ-go5ASkHPrP0rubGz1XWTC3uc0mvQWRUhElCC2a3mxMmtqRXUh2Atp_qYIzRaoKXxlRKLhmP_SubxVvhN9OPi45aSFrtDoQ507w.jwfNZzs1egRvtR0h1W0EXg',
};

describe('The test vector of a sealed state', () => {
	it('gives the key', () => {
		expect(KEY.toString('hex')).toBe(VECTOR.key);
	});

	it('gives the state', () => {
		expect(sealState(CLAIMS, KEY, Buffer.from(VECTOR.more, 'hex'))).toBe(VECTOR.state);
	});

	it('is opened, so that links made before an update still work', () => {
		expect(openState(VECTOR.state, KEY)).toEqual({ claims: CLAIMS });
		const { v: _, ...claims } = VERSION_1;
		expect(openState(VECTOR.version1, KEY)).toEqual({ claims });
	});
});

describe('A sealed state', () => {
	it('is opened by jose as a compact JWE with direct encryption', async () => {
		const { plaintext, protectedHeader } = await compactDecrypt(sealState(CLAIMS, KEY), KEY);
		expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM' });
		expect(openState(await sealWithJose(plaintext), KEY)).toMatchObject({
			claims: { ...CLAIMS, n: expect.any(String) },
		});
	});

	it('may be one of version 1, sealed by jose', async () => {
		const { v: _, ...claims } = VERSION_1;
		expect(openState(await sealWithJose(VERSION_1), KEY)).toEqual({ claims });
	});

	it('carries any claims unchanged', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: 'grapheme' }),
			fc.webUrl({ withQueryParameters: true }),
			fc.stringMatching(/^[\w-]{0,60}$/),
			fc.stringMatching(/^[0-9a-f]{0,60}$/),
			fc.uuid(),
		);
		const well = text.filter((given) => Buffer.from(given).toString() === given);
		const hash = (bytes: number) =>
			fc
				.uint8Array({ minLength: bytes, maxLength: bytes })
				.map((hashed) => Buffer.from(hashed).toString('base64url'));
		const element = fc.oneof(fc.constantFrom('quickbooks', 'xero', 'freshbooks', 'hubspot'), well);
		const resumeUrl = fc
			.stringMatching(/^[0-9a-f]{64}$/)
			.map((token) => `https://n8n.example.com/webhook-waiting/731?signature=${token}`);
		const claimsOf = fc.record<StateClaims>(
			{
				e: element,
				a: fc.constantFrom('oAuth1', 'oAuth2'),
				u: well,
				f: hash(6),
				n: hash(9),
				i: fc.nat(),
				x: fc.nat(),
				c: fc.oneof(text, fc.jsonValue({ maxDepth: 2 })),
				o: fc.record({ siteAddress: well, scope: well }, { requiredKeys: ['scope'] }),
				r: fc.record({ s: well, d: well }, { requiredKeys: ['d'] }),
				s: well,
				t: hash(9),
				k: well,
				j: fc.nat().map(String),
				w: fc.oneof(well, resumeUrl),
				p: fc.record({ u: well, e: fc.array(element, { maxLength: 4 }), x: fc.nat() }),
			},
			{ requiredKeys: ['e', 'a', 'u', 'f', 'n', 'i', 'x'] },
		);
		fc.assert(
			fc.property(claimsOf, ({ s, t, x, ...others }) => {
				const claims: StateClaims = {
					...others,
					x: others.i + x,
					...(s !== undefined && t !== undefined && { s, t }),
				};
				const state = sealState(claims, KEY);
				fc.pre(state.length <= 1500);
				expect(openState(state, KEY)).toEqual({
					claims: JSON.parse(JSON.stringify(claims)) as StateClaims,
				});
			}),
			{ numRuns: 1000 },
		);
	});

	it('names its link by a nonce that is in it already', () => {
		const state = sealState(CLAIMS, KEY);
		expect(state.split('.')[2]?.slice(0, 12)).toBe(CLAIMS.n);
	});

	it('differs each time, though the claims are the same', () => {
		expect(sealState(CLAIMS, KEY)).not.toBe(sealState(CLAIMS, KEY));
	});

	it('needs no escaping in a query', () => {
		expect(encodeURIComponent(VECTOR.state)).toBe(VECTOR.state);
	});

	it('is told from a custom state', () => {
		expect(looksSealed(VECTOR.state)).toBe(true);
		expect(looksSealed('a.b.c.d.e')).toBe(true);
		for (const custom of ['', 'quickbooks', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln', '1.2.3.4']) {
			expect(looksSealed(custom)).toBe(false);
		}
		for (const length of [8, 20, 39, 40, 50, 80, 120]) {
			expect(looksSealed(VECTOR.state.slice(0, length))).toBe(true);
		}
	});
});

describe('The length of a state', () => {
	const { s: _s, t: _t, ...oAuth2 } = CLAIMS;
	const { c: _c, ...nobody } = oAuth2;
	const uuid = 'https://n8n.example.com/webhook/5b0437c6-a1f3-4e0b-9d1c-2f8e1c7a9b44';

	it.each<[string, number, Partial<StateClaims>]>([
		['OAuth 2.0 without context', 130, nobody],
		['OAuth 2.0 with a customer id', 140, oAuth2],
		['OAuth 2.0 with a customer id in an object', 150, { ...oAuth2, c: { customerId: 'cus_42' } }],
		['OAuth 2.0 with the path that n8n gives', 165, { ...oAuth2, u: uuid }],
		['OAuth 2.0 with a customer id and an instance', 145, { ...nobody, k: 'cus_42', j: '558412' }],
		[
			'OAuth 2.0 that resumes an execution',
			220,
			{
				...nobody,
				w: `https://n8n.example.com/webhook-waiting/731?signature=${'0123456789abcdef'.repeat(4)}`,
			},
		],
		[
			'OAuth 2.0 from the Connect Page',
			168,
			{
				...nobody,
				k: 'cus_42',
				p: { u: 'https://n8n.example.com/webhook/connect', e: [], x: 1_700_999_999 },
			},
		],
		['OAuth 1.0a with a customer id', 190, CLAIMS],
		['OAuth 1.0a of an element without a code', 200, { ...CLAIMS, e: 'etsy' }],
	])('%s stays under %i characters', (_, length, claims) => {
		expect(sealState({ ...claims, n: newNonce() } as StateClaims, KEY).length).toBeLessThan(length);
	});

	const quickbooks = { displayName: 'QuickBooks Online' };
	const strict = { displayName: 'Strict', stateLimit: 250 };

	it.each<[number, { displayName: string; stateLimit?: number }, RegExp | undefined]>([
		[1500, quickbooks, undefined],
		[1501, quickbooks, /1501 characters, 1500 are possible with QuickBooks Online/],
		[250, strict, undefined],
		[251, strict, /251 characters, 250 are possible with Strict/],
	])('of %i characters, where the element is %j', (length, element, words) => {
		const check = () => checkStateLength('x'.repeat(length), element);
		if (!words) return expect(check).not.toThrow();
		const error = thrownBy(check);
		expect(error.message).toMatch(words);
		expect(error.description).toMatch(/^Shorten Context/);
	});

	it.each<[number, { displayName: string; stateLimit?: number }, RegExp | undefined]>([
		[500, quickbooks, undefined],
		[501, quickbooks, /more than 500 characters. Some providers cut it/],
		[600, { ...strict, stateLimit: 1000 }, undefined],
	])('of %i characters is worth a hint, where the element is %j', (length, element, words) => {
		const hint = longStateHint('x'.repeat(length), element);
		if (words) expect(hint).toMatch(words);
		else expect(hint).toBeUndefined();
	});
});

describe('The key of a state', () => {
	it('is bound to both secrets and the base URL', () => {
		const keys = [
			ACCOUNT,
			{ ...ACCOUNT, userSecret: 'another' },
			{ ...ACCOUNT, organizationSecret: 'another' },
			{ ...ACCOUNT, baseUrl: 'https://api.cloud-elements.co.uk/elements/api-v2' },
		].map((account) => deriveStateKey(account).toString('hex'));
		expect(new Set(keys).size).toBe(4);
	});

	it('has 256 bits', () => {
		expect(KEY).toHaveLength(32);
	});

	it('tells ("ab", "c") from ("a", "bc"), wherever the border is', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 1, unit: 'binary' }),
				fc.nat(),
				fc.nat(),
				(text, first, second) => {
					const [a, b] = [first % (text.length + 1), second % (text.length + 1)];
					const keyAt = (border: number) =>
						deriveStateKey({
							...ACCOUNT,
							userSecret: text.slice(0, border),
							organizationSecret: text.slice(border),
						}).toString('hex');
					expect(keyAt(a) === keyAt(b)).toBe(a === b);
				},
			),
		);
	});
});

describe('A fingerprint', () => {
	it('has 16 characters and tells lists apart, not only their joined text', () => {
		expect(hashOf('ab', 'c')).toMatch(/^[\w-]{16}$/);
		expect(new Set([hashOf('ab', 'c'), hashOf('a', 'bc'), hashOf('abc')]).size).toBe(3);
		expect(hashOf('ab', 'c')).toBe(hashOf('ab', 'c'));
	});

	it('is recognized by its beginning, where that is long enough to mean anything', () => {
		const hash = hashOf('ab', 'c');
		for (const length of [8, 12, 16]) {
			expect(isHashOf(hash.slice(0, length), 'ab', 'c')).toBe(true);
			expect(isHashOf(hash.slice(0, length), 'a', 'bc')).toBe(false);
		}
		expect(isHashOf('', 'ab', 'c')).toBe(false);
	});

	it('of nothing random is never given twice: nonces', () => {
		const nonces = Array.from({ length: 500 }, () => newNonce());
		expect(new Set(nonces).size).toBe(500);
		expect(nonces.every((nonce) => /^[\w-]{12}$/.test(nonce))).toBe(true);
	});
});
