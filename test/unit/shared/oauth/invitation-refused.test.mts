import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compactDecrypt } from 'jose';
import { alteredOnesOf } from '../../../support/altered.mts';
import {
	INVITATION,
	INVITATION_KEY,
	VISIT_KEY,
	anyInvitation,
	invitations,
} from '../../../support/invitations.mts';
import { ACCOUNT, CLAIMS, KEY, sealWithJose, sealing } from '../../../support/sealing.mts';

const { MAX_INVITATION_LENGTH, deriveInvitationKey, openInvitation, sealInvitation } = invitations;

const SEALED = sealInvitation({ ...INVITATION, context: { plan: 'pro' } }, INVITATION_KEY);
const PARTS = SEALED.split('.');
const problemOf = (sealed: string, key = INVITATION_KEY) => {
	const opened = openInvitation(sealed, key);
	return 'problem' in opened ? opened.problem : undefined;
};
const withPart = (index: number, part: string) => PARTS.with(index, part).join('.');

describe('An altered invitation', () => {
	it.each([
		['invitation', INVITATION_KEY],
		['visit', VISIT_KEY],
	])('is never accepted: 100,000 altered texts of one %s', (_, key) => {
		const altered = alteredOnesOf(sealInvitation(INVITATION, key));
		expect(altered.length).toBeGreaterThan(95_000);
		expect(altered.filter((text) => problemOf(text, key) === undefined)).toEqual([]);
	});

	it('is never accepted: any single bit of any part turned', () => {
		for (const index of [2, 3, 4]) {
			const bytes = Buffer.from(PARTS[index] as string, 'base64url');
			for (let bit = 0; bit < bytes.length * 8; bit++) {
				const turned = Buffer.from(bytes);
				turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
				expect(problemOf(withPart(index, turned.toString('base64url')))).toBe(
					'not sealed by this account',
				);
			}
		}
	});

	it('is never accepted: a character less or more, or an end cut off', () => {
		for (let at = 0; at < SEALED.length; at++) {
			expect(problemOf(SEALED.slice(0, at) + SEALED.slice(at + 1))).toBeDefined();
			expect(problemOf(`${SEALED.slice(0, at)}A${SEALED.slice(at)}`)).toBeDefined();
			expect(problemOf(SEALED.slice(0, at))).toBeDefined();
		}
	});

	it.each([2, 3, 4])('is never accepted: part %i of another true one', (index) => {
		const other = sealInvitation({ ...INVITATION, customerId: 'cus_43' }, INVITATION_KEY);
		expect(problemOf(withPart(index, other.split('.')[index] as string))).toBe(
			'not sealed by this account',
		);
	});

	it.each([
		['compression', { zip: 'DEF' }],
		['a key id', { kid: 'mine' }],
	])('is never accepted: a header that adds %s', (_, header) => {
		const text = JSON.stringify({ alg: 'dir', enc: 'A256GCM', ...header });
		expect(problemOf(withPart(0, Buffer.from(text).toString('base64url')))).toBe('malformed');
	});
});

describe('What is sealed for another purpose', () => {
	it('is not taken for an invitation, a visit or a state, whatever it holds', () => {
		fc.assert(
			fc.property(anyInvitation, (invitation) => {
				const sealed = sealInvitation(invitation, INVITATION_KEY);
				fc.pre(sealed.length <= 1500);
				const visit = sealInvitation(invitation, VISIT_KEY);
				expect(problemOf(sealed, VISIT_KEY)).toBe('not sealed by this account');
				expect(problemOf(visit, INVITATION_KEY)).toBe('not sealed by this account');
				for (const one of [sealed, visit]) {
					expect(sealing.openState(one, KEY)).toEqual({ problem: 'not sealed by this account' });
				}
			}),
		);
	});

	it('is not taken for one the other way round: a state', () => {
		const state = sealing.sealState(CLAIMS, KEY);
		for (const key of [INVITATION_KEY, VISIT_KEY]) {
			expect(problemOf(state, key)).toBe('not sealed by this account');
		}
	});

	it.each([
		['another user secret', { userSecret: 'another' }],
		['another base URL', { baseUrl: 'https://api.cloud-elements.co.uk/elements/api-v2' }],
	])('or with %s is not opened', (_, difference) => {
		const key = deriveInvitationKey({ ...ACCOUNT, ...difference }, 'invitation');
		expect(problemOf(sealInvitation(INVITATION, key))).toBe('not sealed by this account');
	});
});

describe('A record that is no invitation of this version', () => {
	const record = async () => [...(await compactDecrypt(SEALED, INVITATION_KEY)).plaintext];
	const sealBytes = async (bytes: number[]) =>
		await sealWithJose(Uint8Array.from(bytes), { key: INVITATION_KEY });

	it.each<[string, (bytes: number[]) => number[]]>([
		['of a later version', ([, ...rest]) => [2, ...rest]],
		['with a field of a later version', ([v, , ...rest]) => [v as number, 0x20, ...rest]],
		[
			'with a field beyond the 32nd',
			([v, bits, ...rest]) => [
				v as number,
				(bits as number) | 0x80,
				0x80,
				0x80,
				0x80,
				0x10,
				...rest,
			],
		],
	])('%s is unknown, not guessed at', async (_, change) => {
		expect(problemOf(await sealBytes(change(await record())))).toBe('unknown version');
	});

	it('that is not whole, or longer, is malformed and breaks nothing', async () => {
		const bytes = await record();
		for (let length = 2; length < bytes.length; length++) {
			expect(problemOf(await sealBytes(bytes.slice(0, length)))).toBe('malformed');
		}
		expect(problemOf(await sealBytes([...bytes, 0]))).toBe('malformed');
	});

	it('made of anything is refused or read, and breaks nothing', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 120 }), async (bytes) => {
				const sealed = await sealBytes([1, ...bytes]);
				expect(() => openInvitation(sealed, INVITATION_KEY)).not.toThrow();
			}),
		);
	});
});

describe('A text that is too long', () => {
	it('is refused before it is decoded, even a true one', () => {
		const context = 'x'.repeat(MAX_INVITATION_LENGTH);
		const long = sealInvitation({ ...INVITATION, context }, INVITATION_KEY);
		expect(problemOf(long)).toBe('too long');
		expect(problemOf('.'.repeat(10_000_000))).toBe('too long');
	});

	it.each(['', 'invitation', 'a.b.c.d.e', `${SEALED}.AAAA`, `.${SEALED}`])(
		'is not "%s", which is malformed',
		(text) => {
			expect(problemOf(text)).toBe('malformed');
		},
	);
});
