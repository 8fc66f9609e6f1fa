import { describe, expect, it } from '@jest/globals';
import {
	NOW,
	TOKEN,
	URL_OF_LINK,
	approvedBy,
	judge,
	link,
	type Receiver,
} from '../../../support/callback-of-link.mts';
import {
	ACCOUNT,
	CLAIMS,
	KEY,
	sealing,
	sealWithJose,
	VERSION_1,
} from '../../../support/sealing.mts';

const { deriveStateKey, sealState } = sealing;
const STATE = sealState(link(), KEY);

/** What the item says of the link, whatever became of it. */
const ABOUT = {
	element: 'quickbooks',
	customerId: null,
	context: { customerId: 'cus_42' },
	instanceId: null,
};

describe('Authorized', () => {
	it('holds what Create Instance needs, and neither the secret nor the state twice', () => {
		const verdict = judge(approvedBy(STATE));
		expect(verdict).toMatchObject({
			kind: 'authorized',
			json: {
				element: 'quickbooks',
				state: STATE,
				providerData: {
					oauth_token: TOKEN,
					oauth_verifier: 'br6qctk',
					realmId: '193514340994122',
					dataSource: 'QBO',
				},
				callbackUrl: URL_OF_LINK,
				context: { customerId: 'cus_42' },
				customerId: null,
				instanceId: null,
				receivedAt: '2026-05-06T07:08:09.000Z',
			},
		});
		const item = verdict.kind === 'authorized' ? JSON.stringify(verdict.json) : '';
		expect(item).not.toContain(CLAIMS.s);
		expect(item.split(STATE)).toHaveLength(2);
	});

	it('needs no oauth_token where the link has none', () => {
		const { s: _s, t: _t, ...claims } = link({ a: 'oAuth2' });
		const query = { state: sealState(claims, KEY), code: 'AB11', realmId: '1' };
		expect(judge(query)).toMatchObject({
			kind: 'authorized',
			json: { providerData: { code: 'AB11', realmId: '1' } },
		});
	});

	it('has an empty context when none was given', () => {
		const { c: _c, ...claims } = link();
		const verdict = judge(approvedBy(sealState(claims, KEY)));
		expect(verdict).toMatchObject({ kind: 'authorized', json: { context: {} } });
	});
});

describe('Denied', () => {
	it.each([
		[{ error: 'access_denied', error_description: 'No' }, 'access_denied', 'No'],
		[{ denied: TOKEN }, 'denied', 'The customer did not approve the connection'],
		[{ not_approved: 'true' }, 'not_approved', 'The customer did not approve the connection'],
		[{}, 'no_approval', 'The provider sent the customer back without an approval'],
	])('%j with its context', (query, error, errorDescription) => {
		expect(judge({ state: STATE, ...query })).toMatchObject({
			kind: 'denied',
			json: { ...ABOUT, error, errorDescription },
		});
	});

	it('as expired, with its context, so that a new link can be sent', () => {
		const state = sealState(link({ x: NOW.getTime() / 1000 }), KEY);
		expect(judge(approvedBy(state))).toMatchObject({
			kind: 'denied',
			json: {
				...ABOUT,
				error: 'expired',
				errorDescription: 'The link expired at 2026-05-06T07:08:09.000Z',
			},
		});
	});
});

describe('The item of a link for a known customer', () => {
	const state = sealState(link({ k: 'cus_77', j: '558412' }), KEY);

	it.each<[string, object]>([
		['who approved', approvedBy(state)],
		['who did not', { state, error: 'access_denied' }],
	])('%s names the customer and the instance that is to be connected anew', (_, query) => {
		expect(judge(query)).toMatchObject({ json: { customerId: 'cus_77', instanceId: '558412' } });
	});
});

describe('A parameter that means nothing here', () => {
	it.each([
		['twice', { utm_source: ['mail', 'web'] }],
		['as an object', { utm: { source: 'mail' } }],
	])('%s is left out, and the callback is good', (_, query) => {
		const verdict = judge({ ...approvedBy(STATE), ...query });
		expect(verdict).toMatchObject({ kind: 'authorized' });
		expect(JSON.stringify(verdict)).not.toContain('mail');
	});
});

describe('An error beside an approval', () => {
	it('counts as no, and the item says why', () => {
		expect(judge({ ...approvedBy(STATE), error: 'access_denied' })).toMatchObject({
			kind: 'denied',
			json: {
				error: 'access_denied',
				errorDescription: expect.stringMatching(/holds an approval beside "error"; it is not used/),
			},
		});
	});
});

describe('What the log says of a state', () => {
	const version1 = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAECAwQFBgcICQoL.eyJlIjoi';
	const CUT = /state cut off[^]*only its first \d+ characters[^]*Shorten Context/;
	const OURS = /Accept Custom States/;

	it.each<[string, string | undefined, RegExp]>([
		['cut in its last part', STATE.slice(0, -1), CUT],
		['cut in its content', STATE.slice(0, 90), CUT],
		['cut behind its vector', STATE.slice(0, 57), CUT],
		['cut in its vector', STATE.slice(0, 50), CUT],
		['cut behind its header', STATE.slice(0, 39), CUT],
		['cut in its header', STATE.slice(0, 20), CUT],
		['of an earlier version, cut', version1, CUT],
		['with something behind', `${STATE}x`, /state malformed$/],
		['altered', `${STATE.slice(0, -3)}abc`, /state (malformed|not sealed by this account)$/],
		['missing', undefined, /state missing[^]*Custom State/],
	])('%s, it is ours and nobody is told to accept custom ones', (_, state, words) => {
		for (const acceptCustomStates of state === undefined ? [false] : [false, true]) {
			const verdict = judge({ ...approvedBy(''), state }, { acceptCustomStates });
			expect(verdict).toMatchObject({ kind: 'refused', reason: expect.stringMatching(words) });
			expect(JSON.stringify(verdict)).not.toMatch(OURS);
		}
	});

	it.each(['quickbooks', 'a.b.c', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'])(
		'%s, it is not ours, and there is an option for that',
		(state) => {
			const verdict = judge(approvedBy(state));
			expect(verdict).toMatchObject({ kind: 'refused', reason: expect.stringMatching(OURS) });
		},
	);
});

describe('Refused, so that no execution starts', () => {
	it.each<[string, object]>([
		['no state', approvedBy('')],
		['an empty query', {}],
		['a state of the person’s own', approvedBy('quickbooks')],
		['an altered state', approvedBy(`${STATE.slice(0, -3)}abc`)],
		['a state given twice', { ...approvedBy(STATE), state: [STATE, STATE] }],
		['a state as an object', { ...approvedBy(STATE), state: { a: STATE } }],
		['a code given twice', { state: STATE, code: ['a', 'b'] }],
		['a company given twice', { ...approvedBy(STATE), realmId: ['1', '2'] }],
		['an over-long state', approvedBy('x'.repeat(20_000))],
		['the oauth_token of another link', { ...approvedBy(STATE), oauth_token: 'another' }],
		['no oauth_token', { ...approvedBy(STATE), oauth_token: undefined }],
	])('%s', (_, query) => {
		const verdict = judge(query);
		expect(verdict.kind).toBe('refused');
		expect(JSON.stringify(verdict)).not.toContain(STATE);
	});

	it.each([
		['another account', { ...ACCOUNT, userSecret: 'another' }],
		[
			'another base URL',
			{ ...ACCOUNT, baseUrl: 'https://staging.cloud-elements.com/elements/api-v2' },
		],
	])('a state of %s', (_, account) => {
		const state = sealState(link(), deriveStateKey(account));
		expect(judge(approvedBy(state))).toMatchObject({
			kind: 'refused',
			reason: 'state not sealed by this account',
		});
	});

	it('a state of an unknown version', async () => {
		const state = await sealWithJose({ ...VERSION_1, v: 3 });
		expect(judge(approvedBy(state))).toMatchObject({
			kind: 'refused',
			reason: 'state unknown version',
		});
	});

	it('a denial for a link that nobody made', () => {
		expect(judge({ state: 'quickbooks', error: 'access_denied' }).kind).toBe('refused');
	});
});

describe('The callback path', () => {
	const at = (u: string, receiver: Partial<Receiver> = {}) =>
		judge(approvedBy(sealState(link({ u }), KEY)), receiver).kind;

	it('must be the one that the link was made with', () => {
		expect(at('https://n8n.example.com/webhook/another')).toBe('refused');
		expect(at('https://n8n.example.com/webhook/quickbooks-callback-2')).toBe('refused');
		expect(at('https://n8n.example.com/webhook/my-quickbooks-callback')).toBe('refused');
		expect(at('https://n8n.example.com/webhook/quickbooks-callback/')).toBe('authorized');
	});

	it('of the test URL is another one', () => {
		expect(at(URL_OF_LINK, { path: '/webhook-test/quickbooks-callback' })).toBe('refused');
		expect(
			at('https://n8n.example.com/webhook-test/quickbooks-callback', {
				path: '/webhook-test/quickbooks-callback',
			}),
		).toBe('authorized');
	});

	it('may be longer outside than n8n sees behind a proxy', () => {
		expect(at('https://example.com/n8n/webhook/quickbooks-callback')).toBe('authorized');
	});

	it('may be one that is forwarded here, if the trigger lists it letter by letter', () => {
		const u = 'https://www.mycoolapp.com/auth';
		expect(at(u)).toBe('refused');
		expect(at(u, { forwardedFrom: ['https://other.example/', u] })).toBe('authorized');
		expect(at(u, { forwardedFrom: ['https://www.mycoolapp.com/auth2'] })).toBe('refused');
		expect(at(u, { forwardedFrom: ['https://evil.example/auth'] })).toBe('refused');
	});
});

describe('A custom state', () => {
	const custom = { acceptCustomStates: true };

	it('is taken when told so; element and context are not known then', () => {
		expect(judge(approvedBy('quickbooks'), custom)).toMatchObject({
			kind: 'authorized',
			json: {
				element: null,
				customerId: null,
				instanceId: null,
				state: 'quickbooks',
				context: null,
				callbackUrl: URL_OF_LINK,
				providerData: { oauth_token: TOKEN },
			},
		});
	});

	it('may be missing altogether', () => {
		const { state: _, ...query } = approvedBy('');
		expect(judge(query, custom)).toMatchObject({ kind: 'authorized', json: { state: null } });
	});

	it('can be denied too', () => {
		expect(judge({ state: 'quickbooks', denied: 't' }, custom)).toMatchObject({
			kind: 'denied',
			json: { element: null, context: null, error: 'denied' },
		});
	});

	it('never lets an altered sealed one through', () => {
		expect(judge(approvedBy(`${STATE}A`), custom).kind).toBe('refused');
		expect(judge(approvedBy(STATE.slice(0, -1)), custom).kind).toBe('refused');
		expect(judge(approvedBy(STATE.replace('..', '.')), custom).kind).toBe('refused');
	});

	it('does not keep a sealed one from being opened', () => {
		expect(judge(approvedBy(STATE), custom)).toMatchObject({
			kind: 'authorized',
			json: { element: 'quickbooks', context: { customerId: 'cus_42' } },
		});
	});

	it('given twice is refused all the same', () => {
		expect(judge({ ...approvedBy('a'), state: ['a', 'a'] }, custom).kind).toBe('refused');
	});
});
