import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compactDecrypt } from 'jose';
import { alteredOnesOf } from '../../../support/altered.mts';
import {
	ACCOUNT,
	CLAIMS,
	KEY,
	VERSION_1,
	sealWithJose,
	sealing,
} from '../../../support/sealing.mts';

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

	it('when it was altered, 100,000 times in other places', () => {
		const altered = alteredOnesOf(STATE);
		expect(altered.length).toBeGreaterThan(95_000);
		expect(altered.filter((text) => problemOf(text) === undefined)).toEqual([]);
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
		['a padded part', 4, `${PARTS[4]}==`],
		['a part in the other base64 alphabet', 3, `+/${PARTS[3]}`],
	])('with %s', (_, index, part) => {
		expect(problemOf(withPart(index, part))).toBe('malformed');
	});

	it.each([
		['a short tag, which would be easier to guess', 4, 'AAAA'],
		['no tag', 4, ''],
	])('with %s: that is what is left of one that was cut off', (_, index, part) => {
		expect(problemOf(withPart(index, part))).toBe('cut off');
	});

	it('as cut off, wherever that was', () => {
		fc.assert(
			fc.property(fc.integer({ min: 8, max: STATE.length - 1 }), (length) => {
				expect(problemOf(STATE.slice(0, length))).toBe('cut off');
			}),
		);
	});

	it.each(['no parts', 'a.b', `${STATE}.`, `${STATE}.AAAA`, `.${STATE}`])('as "%s"', (state) => {
		expect(problemOf(state)).toBe('malformed');
	});

	it('with six parts of which five are true', () => {
		expect(problemOf(`${STATE}.${PARTS[4]}`)).toBe('malformed');
	});
});

describe('A header of a sealed state is refused', () => {
	it.each([
		['compression', { zip: 'DEF' }],
		['a key id', { kid: 'mine' }],
		['a type', { typ: 'JWT' }],
		['a critical extension', { crit: ['urn:example:critical'], 'urn:example:critical': true }],
	])('that adds %s, although the key is right', async (_, header) => {
		const state =
			'zip' in header
				? withPart(0, base64url(JSON.stringify({ alg: 'dir', enc: 'A256GCM', ...header })))
				: await sealWithJose(VERSION_1, { header });
		expect(problemOf(state)).toBe('malformed');
	});

	it('that names another encryption, although the key is right', async () => {
		const short = deriveStateKey(ACCOUNT).subarray(0, 16);
		const state = await sealWithJose(VERSION_1, { key: short, header: { enc: 'A128GCM' } });
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
		expect(problemOf(await sealWithJose({ ...VERSION_1, v }))).toBe('unknown version');
	});

	it.each(['e', 'a', 'u', 'f', 'n', 'i', 'x'] as const)(
		'this version without the claim %s is malformed',
		async (name) => {
			expect(problemOf(await sealWithJose({ ...VERSION_1, [name]: undefined }))).toBe('malformed');
		},
	);

	it.each([
		['a time that is text', { x: '1700003600' }],
		['a time with a fraction', { i: 1.5 }],
		['a secret that is a number', { s: 1 }],
		['a hash that is a list', { t: ['a'] }],
	])('this version with %s is malformed', async (_, claim) => {
		expect(problemOf(await sealWithJose({ ...VERSION_1, ...claim }))).toBe('malformed');
	});

	it.each(['not JSON', 'null', '"text"', '[]'])(
		'the right account that holds %s is refused and breaks nothing',
		async (payload) => {
			expect(problemOf(await sealWithJose(payload))).toMatch(/malformed|unknown version/);
		},
	);
});

describe('A record of version 2', () => {
	const record = async () => (await compactDecrypt(STATE, KEY)).plaintext;

	it.each<[string, (bytes: number[]) => number[]]>([
		['of a later version', ([, ...rest]) => [3, ...rest]],
		[
			'with claims that only a later version knows',
			([v, , ...rest]) => [v as number, 0x80, 0x20, ...rest],
		],
	])('%s is unknown, not guessed at', async (_, change) => {
		const changed = Uint8Array.from(change([...(await record())]));
		expect(problemOf(await sealWithJose(changed))).toBe('unknown version');
	});

	it('that is not whole, or longer, is malformed and breaks nothing', async () => {
		const bytes = [...(await record())];
		for (let length = 2; length < bytes.length; length++) {
			const cut = await sealWithJose(Uint8Array.from(bytes.slice(0, length)));
			expect(problemOf(cut)).toBe('malformed');
		}
		expect(problemOf(await sealWithJose(Uint8Array.from([...bytes, 0])))).toBe('malformed');
	});

	it('made of anything is refused or read, and breaks nothing', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 120 }), async (bytes) => {
				const state = await sealWithJose(Uint8Array.from([2, ...bytes]));
				expect(() => openState(state, KEY)).not.toThrow();
			}),
		);
	});
});

describe('The length of a state', () => {
	it('is looked at before anything is decoded', async () => {
		const true1 = await sealWithJose({ ...VERSION_1, c: 'x'.repeat(1200) });
		expect(true1.length).toBeGreaterThan(1500);
		expect(problemOf(true1)).toBe('too long');
		expect(problemOf('.'.repeat(2_000_000))).toBe('too long');
	});
});
