import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../support/compiled.mts';

const { signGet } = compiled<typeof import('../../../nodes/QuickProvisionQbo/oAuth1Signature.ts')>(
	'nodes/QuickProvisionQbo/oAuth1Signature',
);

const CONSUMER = { key: 'key', secret: 'secret' };
const TOKEN = { key: 'token', secret: 'token-secret' };

const encode = (text: string) =>
	encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

/** The signature that a server expects which knows the request by this base string URI (RFC 5849 §3.4.1). */
function expected(header: string, baseUri: string, query: Array<[string, string]>): string {
	const given = [...header.matchAll(/(\w+)="([^"]*)"/g)].map(
		([, name, value]) => [name, decodeURIComponent(value as string)] as [string, string],
	);
	const normalized = [...given.filter(([name]) => name !== 'oauth_signature'), ...query]
		.map(([name, value]) => `${encode(name)}=${encode(value)}`)
		.sort()
		.join('&');
	const base = `GET&${encode(baseUri)}&${encode(normalized)}`;
	return createHmac('sha1', 'secret&token-secret').update(base).digest('base64');
}

describe('A request is signed as the server sees it', () => {
	// The first two are the examples of RFC 5849 §3.4.1.2.
	it.each<[string, string, Array<[string, string]>]>([
		['http://EXAMPLE.COM:80/r%20v/X?id=123', 'http://example.com/r%20v/X', [['id', '123']]],
		['https://www.example.net:8080/?q=1', 'https://www.example.net:8080/', [['q', '1']]],
		['https://quickbooks.api.intuit.com:443/v3/c', 'https://quickbooks.api.intuit.com/v3/c', []],
		['https://QuickBooks.API.Intuit.com/v3/C', 'https://quickbooks.api.intuit.com/v3/C', []],
		['HTTPS://a.example', 'https://a.example/', []],
		['https://a.example:80/x', 'https://a.example:80/x', []],
		['https://a.example/x', 'https://a.example/x', []],
	])('%s as %s', (url, baseUri, query) => {
		const header = signGet(url, CONSUMER, TOKEN);
		const [, signature = ''] = /oauth_signature="([^"]+)"/.exec(header) ?? [];
		expect(decodeURIComponent(signature)).toBe(expected(header, baseUri, query));
	});
});
