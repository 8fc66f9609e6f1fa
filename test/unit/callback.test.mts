import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled, thrownBy } from './compiled.mts';

const { parseCallback, readQuery, denialOf } = compiled<
	typeof import('../../nodes/shared/oauth/callback.ts')
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

describe('One parameter', () => {
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
