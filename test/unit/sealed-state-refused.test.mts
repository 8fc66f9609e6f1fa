import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACCOUNT, CLAIMS, KEY, sealing, sealWithJose } from './sealing.mts';

const { deriveStateKey, openState, sealState } = sealing;

const STATE = sealState(CLAIMS, KEY);
const PARTS = STATE.split('.');
const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** The state with one of its five parts replaced. */
const withPart = (index: number, part: string) => PARTS.with(index, part).join('.');
const problemOf = (state: string | undefined, key = KEY) => {
	const opened = openState(state, key);
	return 'problem' in opened ? opened.problem : undefined;
};

describe('A state is refused', () => {
	it.each([undefined, ''])('when it is missing (%j)', (state) => {
		expect(problemOf(state)).toBe('missing');
	});

	it('when any one character was changed', () => {
		fc.assert(
			fc.property(
				fc.nat({ max: STATE.length - 1 }),
				fc.string({ minLength: 1, maxLength: 1 }),
				(position, character) => {
					fc.pre(STATE[position] !== character);
					const altered = STATE.slice(0, position) + character + STATE.slice(position + 1);
					expect(problemOf(altered)).toBeDefined();
				},
			),
			{ numRuns: 2000 },
		);
	});

	it('when a character was taken out, put in, or the end cut off', () => {
		fc.assert(
			fc.property(fc.nat({ max: STATE.length - 1 }), (at) => {
				expect(problemOf(STATE.slice(0, at) + STATE.slice(at + 1))).toBeDefined();
				expect(problemOf(`${STATE.slice(0, at)}A${STATE.slice(at)}`)).toBeDefined();
				expect(problemOf(STATE.slice(0, at))).toBeDefined();
			}),
		);
	});

	it.each([2, 3, 4])('when part %i was exchanged for that of another true state', (index) => {
		const other = sealState({ ...CLAIMS, c: 'cus_43' }, KEY).split('.')[index] as string;
		expect(problemOf(withPart(index, other))).toBe('not sealed by this account');
	});

	it.each([
		['an encrypted key', 1, 'AAAA'],
		['no initialization vector', 2, ''],
		['a short initialization vector', 2, 'AAAAAAAA'],
		['no content', 3, ''],
		['a short tag, which would be easier to guess', 4, 'AAAA'],
		['no tag', 4, ''],
		['a padded part', 4, `${PARTS[4]}==`],
		['a part in the other base64 alphabet', 3, `+/${PARTS[3]}`],
	])('with %s', (_, index, part) => {
		expect(problemOf(withPart(index, part))).toBe('malformed');
	});

	it.each(['no parts', 'a.b', `${STATE}.`, `${STATE}.AAAA`, `.${STATE}`])('as "%s"', (state) => {
		expect(problemOf(state)).toBe('malformed');
	});

	it('with six parts of which five are true', () => {
		expect(problemOf(`${STATE}.${PARTS[4]}`)).toBe('malformed');
	});
});

describe('A header is refused', () => {
	it.each([
		['compression', { zip: 'DEF' }],
		['a key id', { kid: 'mine' }],
		['a type', { typ: 'JWT' }],
		['a critical extension', { crit: ['urn:example:critical'], 'urn:example:critical': true }],
	])('that adds %s, although the key is right', async (_, header) => {
		const state =
			'zip' in header
				? withPart(0, base64url(JSON.stringify({ alg: 'dir', enc: 'A256GCM', ...header })))
				: await sealWithJose(CLAIMS, { header });
		expect(problemOf(state)).toBe('malformed');
	});

	it('that names another encryption, although the key is right', async () => {
		const short = deriveStateKey(ACCOUNT).subarray(0, 16);
		const state = await sealWithJose(CLAIMS, { key: short, header: { enc: 'A128GCM' } });
		expect(problemOf(state, short)).toBe('malformed');
	});

	it.each([
		'{"alg":"none"}',
		'{"alg":"A256KW","enc":"A256GCM"}',
		'{"enc":"A256GCM","alg":"dir"}',
		'{"alg":"dir", "enc":"A256GCM"}',
	])('%s', (header) => {
		expect(problemOf(withPart(0, base64url(header)))).toBe('malformed');
	});
});

describe('A state of', () => {
	it.each([
		['another user secret', { userSecret: 'another' }],
		['another organization secret', { organizationSecret: 'another' }],
		['another base URL', { baseUrl: 'https://api.cloud-elements.co.uk/elements/api-v2' }],
	])('%s is not opened', (_, difference) => {
		const key = deriveStateKey({ ...ACCOUNT, ...difference });
		expect(problemOf(sealState(CLAIMS, key))).toBe('not sealed by this account');
	});

	it.each([0, 2, '1', null, undefined])('version %j is unknown, not guessed at', async (v) => {
		expect(problemOf(await sealWithJose({ ...CLAIMS, v }))).toBe('unknown version');
	});

	it.each(['e', 'a', 'u', 'f', 'n', 'i', 'x'] as const)(
		'this version without the claim %s is malformed',
		async (name) => {
			expect(problemOf(await sealWithJose({ ...CLAIMS, [name]: undefined }))).toBe('malformed');
		},
	);

	it.each([
		['a time that is text', { x: '1700003600' }],
		['a time with a fraction', { i: 1.5 }],
		['a secret that is a number', { s: 1 }],
		['a hash that is a list', { t: ['a'] }],
	])('this version with %s is malformed', async (_, claim) => {
		expect(problemOf(await sealWithJose({ ...CLAIMS, ...claim }))).toBe('malformed');
	});

	it.each(['not JSON', 'null', '"text"', '[]'])(
		'the right account that holds %s is refused and breaks nothing',
		async (payload) => {
			expect(problemOf(await sealWithJose(payload))).toMatch(/malformed|unknown version/);
		},
	);
});

describe('Length', () => {
	it('is looked at before anything is decoded', async () => {
		const true1 = await sealWithJose({ ...CLAIMS, c: 'x'.repeat(1200) });
		expect(true1.length).toBeGreaterThan(1500);
		expect(problemOf(true1)).toBe('too long');
		expect(problemOf('.'.repeat(2_000_000))).toBe('too long');
	});
});
