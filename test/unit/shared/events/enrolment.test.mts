import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { openReference, partsOf, referenceIn, sealEnrolment } = compiled<
	typeof import('../../../../nodes/shared/events/enrolment.ts')
>('nodes/shared/events/enrolment');

const account = {
	userSecret: 'aUserSecret',
	organizationSecret: 'anOrganizationSecret',
	baseUrl: 'https://api.cloud-elements.com/elements/api-v2',
};
const enrolment = {
	receiverUrl: 'https://n8n.example.com/webhook/5b0437c6-a1f3-4e0b-9d1c-2f8e1c7a9b44/events',
	signatureVersion: 1,
	instanceId: '558412',
	element: 'quickbooks',
	customerId: 'cus_42',
	companyId: '123146090856284',
	before: {
		'event.notification.enabled': 'true',
		'event.notification.callback.url': 'https://www.mycoolapp.com/events',
		'event.notification.signature.key': 'aKeyÄ',
	},
};
/** Sealed once, with the key that belongs to it. */
const KEPT =
	'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..tLvmzRtAEfgVlTBY.6UikPM3cAeapUC3yNwdPB5_RZGAOkSNH2V70iPn16ydOr-clHfSULfip4m6t1agAJDzGmRAO8RMKuMlaQSN3kDDppyLK0Ld37ywHkasVkLsJfR5Ozwr1NHGLlL0QvdsKnzn23-JRIA.UsPU_WMPNL2VYErPTJMj-Q';
const KEPT_KEY = '0qr2ZF2pZBKp3rYWJHCv6X-5o6bs4yigldlwypdOIBg';

const referenceOf = (callbackUrl: string) => partsOf(callbackUrl)?.reference ?? '';

describe('An enrolment', () => {
	it.each([
		['in full', enrolment],
		[
			'without customer, company and what was before',
			{ ...enrolment, customerId: '', companyId: '', before: undefined },
		],
		['at a URL with a query', { ...enrolment, receiverUrl: 'https://example.com/in?to=n8n&x=1' }],
	])('comes out of its address as it was sealed, %s', (_, given) => {
		const { callbackUrl, signatureKey } = sealEnrolment(account, given);
		expect(partsOf(callbackUrl)?.receiverUrl).toBe(given.receiverUrl);
		const opened = openReference(account, referenceOf(callbackUrl));
		expect(opened).toEqual({
			enrolment: JSON.parse(JSON.stringify(given)) as unknown,
			callbackUrl,
			signatureKey,
		});
	});

	it('has an address that says nothing of it, and is not too long', () => {
		const { callbackUrl } = sealEnrolment(account, enrolment);
		expect(callbackUrl).not.toMatch(/558412|cus_42|mycoolapp|1231460/);
		expect(callbackUrl.length).toBeLessThan(400);
	});

	it('is opened by nobody else, nor with any of its characters changed', () => {
		const reference = referenceOf(sealEnrolment(account, enrolment).callbackUrl);
		for (const other of [
			{ userSecret: 'other' },
			{ organizationSecret: 'other' },
			{ baseUrl: 'https://api.cloud-elements.co.uk/elements/api-v2' },
		]) {
			expect(openReference({ ...account, ...other }, reference)).toBeUndefined();
		}
		for (let at = 0; at < reference.length; at++) {
			const changed = reference[at] === 'A' ? 'B' : 'A';
			const text = reference.slice(0, at) + changed + reference.slice(at + 1);
			expect(openReference(account, text)).toBeUndefined();
			expect(openReference(account, reference.slice(0, at))).toBeUndefined();
		}
	});

	it('is read for as long as there are instances that were enrolled by this version', () => {
		expect(openReference(account, KEPT)).toEqual({
			enrolment,
			callbackUrl: `${enrolment.receiverUrl}?enrolment=${KEPT}`,
			signatureKey: KEPT_KEY,
		});
	});

	it('is not made of an address that no URL could carry', () => {
		const url = `https://example.com/${'äx'.repeat(2000)}`;
		const before = { 'event.notification.callback.url': url };
		expect(() => sealEnrolment(account, { ...enrolment, before })).toThrow(/too long/);
		expect(openReference(account, KEPT.padEnd(4001, 'A'))).toBeUndefined();
	});

	it('signs with another key for each instance and each version', () => {
		const keys = [{}, { instanceId: '1' }, { signatureVersion: 2 }].map(
			(more) => sealEnrolment(account, { ...enrolment, ...more }).signatureKey,
		);
		expect(new Set(keys).size).toBe(3);
	});
});

describe('A reference', () => {
	it.each([
		['there is one', { enrolment: 'a' }, 'a'],
		['there are two', { enrolment: ['a', 'b'] }, undefined],
		['there is none', { other: 'a' }, undefined],
		['there is no query', undefined, undefined],
	])('is taken from a query where %s', (_, query, expected) => {
		expect(referenceIn(query)).toBe(expected);
	});

	it.each([
		[undefined],
		[null],
		[''],
		['no URL'],
		[7],
		['https://example.com/'],
		['https://example.com/?enrolment='],
	])('is not in %p', (callbackUrl) => {
		expect(partsOf(callbackUrl)).toBeUndefined();
	});
});
