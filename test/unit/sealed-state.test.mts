import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compactDecrypt } from 'jose';
import { thrownBy } from './compiled.mts';
import { ACCOUNT, CLAIMS, KEY, sealing, sealWithJose } from './sealing.mts';

const { deriveStateKey, hashOf, looksSealed, newNonce, openState, sealState } = sealing;

const VECTOR = {
	// HKDF-SHA256 over both secrets, computed with another implementation.
	key: '933c691ea31bebf180860959be39e979e10301fc172e2f7bd3062e1383cf7ad9',
	iv: '000102030405060708090a0b',
	state:
		'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAECAwQFBgcICQoL._dieBRMuKzeDVZUXsbqsmpq2bJzqqZW1NVZRgEuzBEp5CjkWvijCwoZTScfcc2hMjnHyzHOsf1Iz7mhcrujBUAaXIpswxGbh6WMXBf88qwmv5ACFgJP3lTkWpHtWW1RllZXiyWXvad0exD7T2DhbPrQlkpJIcksIHUrT1KkjcuFToP1y2pvZYkOTcZOjCa1KtXtpD_7TFSq5YtN0qGHSja4q8DhP7oy9deHnZ-go5ASkHPrP0rubGz1XWTC3uc0mvQWRUhElCC2a3mxMmtqRXUh2Atp_qYIzRaoKXxlRKLhmP_SubxVvhN9OPi45aSFrtDoQ507w.jwfNZzs1egRvtR0h1W0EXg',
};

describe('The test vector', () => {
	it('gives the key', () => {
		expect(KEY.toString('hex')).toBe(VECTOR.key);
	});

	it('gives the state', () => {
		expect(sealState(CLAIMS, KEY, Buffer.from(VECTOR.iv, 'hex'))).toBe(VECTOR.state);
	});

	it('is opened, so that links made before an update still work', () => {
		expect(openState(VECTOR.state, KEY)).toEqual({ claims: CLAIMS });
	});
});

describe('A sealed state', () => {
	it('is opened by jose as a compact JWE with direct encryption', async () => {
		const { plaintext, protectedHeader } = await compactDecrypt(sealState(CLAIMS, KEY), KEY);
		expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM' });
		expect(JSON.parse(new TextDecoder().decode(plaintext))).toEqual(CLAIMS);
	});

	it('may be sealed by jose', async () => {
		expect(openState(await sealWithJose(CLAIMS), KEY)).toEqual({ claims: CLAIMS });
	});

	it('carries any context unchanged', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 2 }), (context) => {
				const claims = { ...CLAIMS, c: context };
				if (JSON.stringify(claims).length > 900) return;
				expect(openState(sealState(claims, KEY), KEY)).toEqual({
					claims: JSON.parse(JSON.stringify(claims)),
				});
			}),
		);
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
	});
});

describe('The length of a state', () => {
	it('stays under 450 characters with a customer id as context', () => {
		const claims = { ...CLAIMS, c: 'cus_9s6XKzkNRiz8i3', n: newNonce() };
		expect(sealState(claims, KEY).length).toBeLessThan(450);
	});

	it('may be 1,500 characters and no more', () => {
		const lengthWith = (context: number) => {
			try {
				return sealState({ ...CLAIMS, c: 'x'.repeat(context) }, KEY).length;
			} catch {
				return Infinity;
			}
		};
		const lengths = Array.from({ length: 1200 }, (_, context) => lengthWith(context));
		const longest = Math.max(...lengths.filter(Number.isFinite));
		expect(longest).toBeGreaterThan(1496);
		expect(longest).toBeLessThanOrEqual(1500);
	});

	it('is refused over that with words about the context', () => {
		const error = thrownBy(() => sealState({ ...CLAIMS, c: 'x'.repeat(2000) }, KEY));
		expect(error.message).toMatch(/context is too long.*\d{4} characters.*1500 are possible/);
		expect(error.description).toMatch(/^Shorten Context/);
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

	it('of nothing random is never given twice: nonces', () => {
		const nonces = Array.from({ length: 500 }, () => newNonce());
		expect(new Set(nonces).size).toBe(500);
		expect(nonces.every((nonce) => /^[\w-]{12}$/.test(nonce))).toBe(true);
	});
});
