import { describe, expect, test } from '@jest/globals';
import {
	collect,
	expectedSignature,
	parseHeader,
} from '../../simulator/providers/oauth1/signature.mts';

// The examples of RFC 5849 §1.2 and §3.4.1.1, which no part of this repository had a hand in.
const printer = { key: 'dpf43f3p2l4k3l03', secret: 'kd94hf93k423kf44' };

describe('An OAuth 1.0a signature', () => {
	test('is right for the temporary credentials of RFC 5849 §1.2', () => {
		const header =
			'OAuth realm="Photos", oauth_consumer_key="dpf43f3p2l4k3l03", oauth_signature_method="HMAC-SHA1", oauth_timestamp="137131200", oauth_nonce="wIjqoS", oauth_callback="http%3A%2F%2Fprinter.example.com%2Fready", oauth_signature="74KNZJeDHnMBp0EMJ9ZHt%2FXKycU%3D"';
		const { realm, oauth_signature: signature, ...protocol } = parseHeader(header);
		expect(realm).toBe('Photos');
		const parts = {
			method: 'POST',
			url: 'https://photos.example.net/initiate',
			protocol,
			parameters: {},
		};
		expect(expectedSignature(parts, printer, '')).toBe(signature);
	});

	test('is right for the token request of RFC 5849 §1.2, signed with the token secret', () => {
		const protocol = {
			oauth_consumer_key: printer.key,
			oauth_token: 'hh5s93j4hdidpola',
			oauth_signature_method: 'HMAC-SHA1',
			oauth_timestamp: '137131201',
			oauth_nonce: 'walatlh',
			oauth_verifier: 'hfdp7dh39dks9884',
		};
		const parts = {
			method: 'POST',
			url: 'https://photos.example.net/token',
			protocol,
			parameters: {},
		};
		expect(expectedSignature(parts, printer, 'hdhd0244k9j7ao03')).toBe(
			'gKgrFCywp7rO0OXSjdot/IHF7IU=',
		);
	});

	test('covers the query parameters of RFC 5849 §1.2', () => {
		const protocol = {
			oauth_consumer_key: printer.key,
			oauth_token: 'nnch734d00sl2jdk',
			oauth_signature_method: 'HMAC-SHA1',
			oauth_timestamp: '137131202',
			oauth_nonce: 'chapoH',
		};
		const parts = {
			method: 'GET',
			url: 'http://photos.example.net/photos',
			protocol,
			parameters: collect(new URLSearchParams('file=vacation.jpg&size=original')),
		};
		expect(expectedSignature(parts, printer, 'pfkkdhi9sl3r4s00')).toBe(
			'MdpQcU8iPSUjWoN/UDMsK2sui9I=',
		);
	});

	test('has repeated names sorted by value', () => {
		const parts = (text: string) => ({
			method: 'POST',
			url: 'http://example.com/request',
			protocol: { oauth_nonce: '7d8f3e4a' },
			parameters: collect(new URLSearchParams(text)),
		});
		const one = expectedSignature(parts('a3=2+q&a3=a'), printer, '');
		expect(one).toBe(expectedSignature(parts('a3=a&a3=2%20q'), printer, ''));
		expect(one).not.toBe(expectedSignature(parts('a3=a'), printer, ''));
	});

	test('is refused in a header that is not OAuth, malformed or ambiguous', () => {
		expect(() => parseHeader('Bearer x')).toThrow(/not signed/);
		expect(() => parseHeader('OAuth oauth_nonce=1')).toThrow(/malformed/);
		expect(() => parseHeader('OAuth oauth_nonce="1", oauth_nonce="2"')).toThrow(/twice/);
		expect(() => parseHeader('OAuth oauth_nonce="%zz"')).toThrow(/percent/);
	});
});
