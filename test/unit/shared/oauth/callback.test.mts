import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled, thrownBy } from '../../../support/compiled.mts';

const { parseCallback, readQuery, denialOf } = compiled<
	typeof import('../../../../nodes/shared/oauth/callback.ts')
>('nodes/shared/oauth/callback');

const QUERY = {
	state: 'quickbooks',
	oauth_token: 'qyprdlGChtClXwBpAw1vm1fJSC3mQqS3dGX0PPphEzNEUI9s',
	oauth_verifier: 'br6qctk',
	realmId: '12345678910',
	dataSource: 'QBO',
};

describe('A callback is read from', () => {
	it('the item of the OAuth Callback Trigger, with the time it arrived', () => {
		const { state, ...providerData } = QUERY;
		const receivedAt = '2026-01-02T03:04:05.678Z';
		expect(parseCallback({ element: 'quickbooks', state, providerData, receivedAt })).toEqual({
			query: QUERY,
			receivedAt: new Date(receivedAt),
		});
	});

	it("an item of n8n's Webhook node", () => {
		const item = { headers: { host: 'example.com' }, params: {}, query: QUERY, body: {} };
		expect(parseCallback(item)).toEqual({ query: QUERY });
	});

	it('a bare query object', () => {
		expect(parseCallback(QUERY)).toEqual({ query: QUERY });
	});

	it.each([
		`http://demonstrab.ly/?${new URLSearchParams(QUERY).toString()}`,
		`  http://demonstrab.ly/?${new URLSearchParams(QUERY).toString()}#_=_\n`,
		`/webhook/auth?${new URLSearchParams(QUERY).toString()}`,
		`?${new URLSearchParams(QUERY).toString()}`,
		new URLSearchParams(QUERY).toString(),
	])('the callback URL or its query as text: %s', (text) => {
		expect(parseCallback(text)).toEqual({ query: QUERY });
	});

	it.each([
		['a query', QUERY],
		['an item of the Webhook node', { query: QUERY }],
	])('%s typed into the JSON field, which gives text', (_, value) => {
		expect(parseCallback(JSON.stringify(value, null, 2))).toEqual({ query: QUERY });
		const padded = { ...QUERY, oauth_verifier: 'cGFkZGVk==' };
		expect(parseCallback(JSON.stringify(padded))).toEqual({ query: padded });
	});
});

describe('A callback URL is found in', () => {
	const address = `https://www.mycoolapp.com/auth?${new URLSearchParams(QUERY).toString()}`;
	const path = `/auth?${new URLSearchParams(QUERY).toString()}`;
	const encoded = encodeURIComponent(address);
	// As Proofpoint writes it: everything but letters and digits is taken out of the address.
	const defense2 = encoded
		.replaceAll('-', '%2D')
		.replaceAll('_', '%5F')
		.replaceAll('%2F', '_')
		.replaceAll('%', '-');
	const defense3 = (asterisks: string, taken: string) =>
		`https://urldefense.com/v3/__${asterisks}__;${Buffer.from(taken).toString('base64url')}!!Kw!a$`;

	it.each([
		['an address with the fragment that some providers add', `${address}#_=_`],
		['a path with it', `${path}#_=_`],
		['a query with it', `${new URLSearchParams(QUERY).toString()}#_=_`],
		['an address in angle brackets', `<${address}>`],
		['a request line', `GET ${path} HTTP/1.1`],
		['a request line without its end', `GET ${path}`],
		['a request line without its beginning', `${path} HTTP/2`],
		[
			'a whole line of a log',
			`10.0.0.1 - - [25/Nov/2026:11:00:00 +0000] "GET ${path} HTTP/1.1" 200 512 "https://a.example/?b=c" "Mozilla/5.0"`,
		],
		['an address out of a page', address.replaceAll('&', '&amp;')],
		['an address out of a page that was escaped twice', address.replaceAll('&', '&amp;amp;')],
		[
			'a safe link of Outlook',
			`https://eur01.safelinks.protection.outlook.com/?url=${encoded}&data=05%7C01&sdata=x%3D&reserved=0`,
		],
		[
			'a safe link out of a page',
			`<https://eur01.safelinks.protection.outlook.com/?url=${encoded}&amp;data=05%7C01&amp;reserved=0>`,
		],
		['URL Defense 1', `https://urldefense.proofpoint.com/v1/url?u=${encoded}&k=a%3D`],
		['URL Defense 2', `https://urldefense.proofpoint.com/v2/url?u=${defense2}&d=DwMF&c=a-b_c`],
		['URL Defense 3', defense3(address, '')],
		['URL Defense 3 with one character taken out', defense3(address.replace('&', '*'), '&')],
		[
			'URL Defense 3 with several taken out in a row',
			defense3(address.replace('://', '**B').replace('auth?', 'auth*'), '://?'),
		],
		['a link of a link checker', `https://linkprotect.cudasvc.com/url?a=${encoded}&c=E,1,x`],
		[
			'two wrappings',
			`https://urldefense.com/v3/__https://eur01.safelinks.protection.outlook.com/?url=${encoded}__;!!Kw!a$`,
		],
	])('%s', (_, text) => {
		expect(parseCallback(text)).toEqual({ query: QUERY });
	});

	it('a query object whose names or last value were not unescaped', () => {
		const { state, ...others } = QUERY;
		expect(parseCallback({ state, 'amp;oauth_token': others.oauth_token }).query).toEqual({
			state,
			oauth_token: others.oauth_token,
		});
		expect(parseCallback({ ...QUERY, dataSource: 'QBO#_=_' })).toEqual({ query: QUERY });
	});

	it.each([
		['a sentence around it', `The address was ${address} as far as I know`],
		['a line break in it', address.replace('oauth_verifier', 'oauth_\nverifier')],
		['two addresses', `${address} ${address}`],
	])('nothing with %s', (_, text) => {
		const error = thrownBy(() => parseCallback(text));
		expect(error.message).toBe('The callback holds more than an address');
		expect(error.description).toMatch(/the one address/);
	});

	it('nothing that a wrapper holds beside parameters of its own', () => {
		const { query } = parseCallback(`https://a.example/cb?code=c&state=s&next=${encoded}`);
		expect(query).toEqual({ code: 'c', state: 's', next: address });
	});
});

describe('A company ID of many digits', () => {
	it.each(['9130350604308577', '4620816365012345670', '9007199254740993'])(
		'%s comes out of JSON text as it is, quoted or not',
		(realmId) => {
			for (const written of [`"${realmId}"`, realmId]) {
				const text = `{"code": "c", "realmId": ${written}, "state": "s"}`;
				const query = { code: 'c', realmId, state: 's' };
				expect(parseCallback(text)).toEqual({ query });
				expect(parseCallback(`{"query": ${text}}`)).toEqual({ query });
				const item = `{"state": "s", "providerData": {"code": "c", "realmId": ${written}}}`;
				expect(parseCallback(item)).toEqual({ query });
			}
		},
	);

	it.each([
		['a query', { code: 'c', realmId: Number('9130350604308577') }],
		['an item of the Webhook node', { query: { realmId: Number('4620816365012345670') } }],
		['an item of the trigger', { providerData: { realmId: Number('4620816365012345670') } }],
	])('as a number in %s is refused: it has lost digits', (_, value) => {
		const error = thrownBy(() => parseCallback(value));
		expect(error.message).toMatch(/^realmId in Callback is too long for a number/);
		expect(error.description).toMatch(/Give it as text/);
	});

	it('may be a number where nothing is lost', () => {
		expect(parseCallback({ realmId: 193514340994122 }).query).toEqual({
			realmId: '193514340994122',
		});
	});
});

describe('A URL as text is decoded', () => {
	it('exactly once: a code with percent signs of its own stays what the provider gave', () => {
		const { query } = parseCallback('https://a.example/cb?code=4%2F0Ab%2B%25253D&state=s%20t');
		expect(query).toEqual({ code: '4/0Ab+%253D', state: 's t' });
	});

	it('to whatever values were put into it', () => {
		const name = fc.stringMatching(/^[A-Za-z_]{1,12}$/);
		fc.assert(
			fc.property(fc.dictionary(name, fc.string({ unit: 'grapheme' }), { minKeys: 1 }), (query) => {
				const text = new URLSearchParams(query).toString();
				expect(parseCallback(`https://a.example/cb?${text}`).query).toEqual({ ...query });
			}),
		);
	});
});

describe('There is no callback in', () => {
	it.each([undefined, null, '', '  ', 'quickbooks', 0, 42, true, {}, [], [QUERY]])(
		'%j',
		(value) => {
			const error = thrownBy(() => parseCallback(value));
			expect(error.message).toBe('There is no callback to read');
			expect(error.description).toMatch(/OAuth Callback Trigger.*Webhook node.*URL as text/);
		},
	);
});

describe('A parameter that comes more than once is refused', () => {
	it.each<[string, unknown]>([
		['in a query', { state: ['a', 'b'] }],
		['in a query with brackets', { state: { z: '2' } }],
		['in an item of the Webhook node', { query: { state: ['a', 'b'] } }],
		['in an item of the trigger', { state: 's', providerData: { state: ['a', 'b'] } }],
		['in text', 'https://a.example/cb?state=a&code=1&state=a'],
	])('%s', (_, value) => {
		expect(() => parseCallback(value)).toThrow('parameter "state" more than once');
	});
});

describe('A parameter that means nothing here and comes more than once is left out', () => {
	it.each<[string, unknown]>([
		['of a query', { code: 'c', utm_source: ['a', 'b'] }],
		['of a query with brackets', { code: 'c', filter: { a: '2' } }],
		['of an item of the Webhook node', { query: { code: 'c', utm_source: ['a', 'b'] } }],
		['of an item of the trigger', { providerData: { code: 'c', utm_source: ['a', 'b'] } }],
		['of text', 'https://a.example/cb?utm_source=a&code=c&utm_source=b'],
	])('%s', (_, value) => {
		expect(parseCallback(value)).toEqual({ query: { code: 'c' } });
	});

	it.each([
		'state',
		'code',
		'oauth_token',
		'oauth_verifier',
		'error',
		'denied',
		'realmId',
		'dataSource',
		'org',
		'country',
	])('but not %s', (name) => {
		expect(() => readQuery({ [name]: ['a', 'b'] })).toThrow(`"${name}" more than once`);
	});

	it('though its name is one that every object has', () => {
		expect(readQuery({ constructor: 'a', code: 'c' })).toEqual({ constructor: 'a', code: 'c' });
	});
});

describe('One parameter of a callback', () => {
	it('without a value is empty text, a number is text', () => {
		expect(readQuery({ code: undefined, error: null, realmId: 42 })).toEqual({
			code: '',
			error: '',
			realmId: '42',
		});
	});
});

describe('The provider said no', () => {
	it.each([
		[{ error: 'access_denied' }, 'access_denied'],
		[{ error: '' }, 'error'],
		[{ denied: 'qyprdToken' }, 'denied'],
		[{ not_approved: 'true' }, 'not_approved'],
		// Whoever says both said no.
		[{ error: 'access_denied', code: 'c' }, 'access_denied'],
		[{ denied: 't', oauth_verifier: 'v' }, 'denied'],
	])('with %j', (query, error) => {
		expect(denialOf(query as Record<string, string>)).toMatchObject({ error });
	});

	it.each<Record<string, string>>([{ code: 'c' }, { oauth_verifier: 'v' }])(
		'beside %j, and the words say so',
		(query) => {
			const denial = denialOf({ ...query, error: 'access_denied', error_description: 'Not today' });
			expect(denial?.errorDescription).toMatch(
				/^Not today \(the callback holds an approval beside "error"; it is not used/,
			);
		},
	);

	it('in its own words', () => {
		expect(denialOf({ error: 'access_denied', error_description: 'Not today' })).toEqual({
			error: 'access_denied',
			errorDescription: 'Not today',
		});
	});

	it.each([{}, { state: 's' }, { code: '' }, { oauth_token: 't', realmId: '1' }])(
		'by sending nothing usable: %j',
		(query) => {
			expect(denialOf(query as Record<string, string>)?.error).toBe('no_approval');
		},
	);

	it.each<Record<string, string>>([{ code: 'c' }, { oauth_verifier: 'v', oauth_token: 't' }])(
		'not with %j',
		(query) => {
			expect(denialOf(query)).toBeUndefined();
		},
	);
});
