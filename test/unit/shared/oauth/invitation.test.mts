import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compactDecrypt } from 'jose';
import {
	INVITATION,
	INVITATION_KEY,
	RESUME_URL,
	anyInvitation,
	invitations,
	type Invitation,
} from '../../../support/invitations.mts';
import { ACCOUNT, sealWithJose } from '../../../support/sealing.mts';

const {
	MAX_INVITATION_LENGTH,
	deriveInvitationKey,
	inviteQuery,
	inviteUrlOf,
	isOver,
	isSameInvitation,
	openInvitation,
	sealInvitation,
} = invitations;

const seal = (invitation: Invitation) => sealInvitation(invitation, INVITATION_KEY);
const open = (sealed: string) => openInvitation(sealed, INVITATION_KEY);

describe('An invitation', () => {
	it('comes back as it was, whatever it holds', () => {
		fc.assert(
			fc.property(anyInvitation, (invitation) => {
				const sealed = seal(invitation);
				fc.pre(sealed.length <= MAX_INVITATION_LENGTH);
				expect(open(sealed)).toEqual({
					invitation: JSON.parse(JSON.stringify(invitation)) as Invitation,
				});
			}),
			{ numRuns: 1000 },
		);
	});

	it('is opened by jose as a compact JWE with direct encryption, and the other way round', async () => {
		const { plaintext, protectedHeader } = await compactDecrypt(seal(INVITATION), INVITATION_KEY);
		expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM' });
		expect(open(await sealWithJose(plaintext, { key: INVITATION_KEY }))).toEqual({
			invitation: INVITATION,
		});
	});

	it('differs each time, and tells nothing of its customer', () => {
		const sealed = seal({ ...INVITATION, context: 'cus_4711' });
		expect(sealed).not.toBe(seal({ ...INVITATION, context: 'cus_4711' }));
		for (const part of sealed.split('.')) {
			expect(Buffer.from(part, 'base64url').toString('latin1')).not.toMatch(/cus_|connect/);
		}
	});

	it('made before an update is still opened', () => {
		const sealed =
			'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..cBCvwlpTpcN8ysJI.86Ln073qhk9SsEU1qT3eElyGZzcUoJpxoSbOzvS9AHR7DDFpYsIzMMEix8C4Dw.4iEGHJeSANzDW12NWOwgzw';
		expect(open(sealed)).toEqual({
			invitation: { ...INVITATION, elements: ['quickbooks', 'hubspot'], instanceId: '558412' },
		});
	});

	it.each([
		['a moment before', 1_701_209_599_999, false],
		['at', 1_701_209_600_000, true],
		['long after', 1_801_209_600_000, true],
	])('is over %s its end: %s', (_, now, over) => {
		expect(isOver(INVITATION, new Date(now))).toBe(over);
		expect(isOver({ ...INVITATION, expiresAt: 0 }, new Date(now))).toBe(false);
	});
});

describe('The length of an invitation', () => {
	it.each<[string, number, Partial<Invitation>]>([
		['a customer ID', 126, {}],
		['a UUID as customer ID', 157, { customerId: '5b0437c6-a1f3-4e0b-9d1c-2f8e1c7a9b44' }],
		['two elements', 130, { elements: ['quickbooks', 'xero'] }],
		['an instance', 132, { instanceId: '558412' }],
		['a small object as context', 142, { context: { plan: 'pro' } }],
		['an execution that waits', 216, { resumeUrl: RESUME_URL }],
	])('with %s stays under %i characters', (_, length, more) => {
		expect(seal({ ...INVITATION, ...more }).length).toBeLessThan(length);
	});

	it('grows by no more than one and a third for each character of a customer ID', () => {
		const plain = seal({ ...INVITATION, customerId: '' }).length;
		fc.assert(
			fc.property(fc.stringMatching(/^[!-~]{0,100}$/), (customerId) => {
				const { length } = seal({ ...INVITATION, customerId });
				expect(length - plain).toBeLessThanOrEqual(Math.ceil((customerId.length * 4) / 3) + 4);
			}),
		);
	});
});

describe('The address of an invitation', () => {
	const sealed = seal(INVITATION);

	it.each([
		['https://n8n.example.com/webhook/connect', `?invitation=${sealed}`],
		['https://www.mycoolapp.com/connect?lang=de', `?lang=de&invitation=${sealed}`],
		['https://www.mycoolapp.com/connect?invitation=old', `?invitation=${sealed}`],
	])('at %s has it in its query', (pageUrl, search) => {
		expect(new URL(inviteUrlOf(pageUrl, sealed)).search).toBe(search);
	});

	it('relative to the page has it too, or nothing', () => {
		expect(inviteQuery(sealed)).toBe(`?invitation=${sealed}`);
		expect(inviteQuery('')).toBe('?');
		expect(inviteQuery('"><script>')).toBe('?invitation=%22%3E%3Cscript%3E');
	});
});

describe('Two invitations', () => {
	const other: Partial<Invitation>[] = [
		{ pageUrl: 'https://n8n.example.com/webhook/other' },
		{ customerId: 'cus_43' },
		{ elements: ['quickbooks'] },
		{ context: {} },
		{ context: '' },
		{ instanceId: '1' },
		{ resumeUrl: RESUME_URL },
		{ siteAddress: 'targetcompany' },
		{ expiresAt: INVITATION.expiresAt + 1 },
	];

	it.each(other)('are not the same where one has %j', (difference) => {
		expect(isSameInvitation(INVITATION, { ...INVITATION, ...difference })).toBe(false);
	});

	it('are the same whenever they were made', () => {
		fc.assert(
			fc.property(anyInvitation, fc.nat(), (invitation, issuedAt) => {
				expect(isSameInvitation(invitation, { ...invitation, issuedAt })).toBe(true);
			}),
		);
	});
});

describe('The key of an invitation', () => {
	it('is bound to its purpose, both secrets and the base URL', () => {
		const accounts = [
			ACCOUNT,
			{ ...ACCOUNT, userSecret: 'another' },
			{ ...ACCOUNT, organizationSecret: 'another' },
			{ ...ACCOUNT, baseUrl: 'https://api.cloud-elements.co.uk/elements/api-v2' },
		];
		const keys = accounts.flatMap((account) =>
			(['invitation', 'visit'] as const).map((purpose) =>
				deriveInvitationKey(account, purpose).toString('hex'),
			),
		);
		expect(new Set(keys).size).toBe(8);
	});
});
