import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { companyMark, configurationMark, isLinkTag, linkMark, withoutLinkTags } = compiled<
	typeof import('../../../../nodes/shared/instances/identity.ts')
>('nodes/shared/instances/identity');

const LINK = linkMark('Zx3_abcDEF-1');
/** The same spelling with the last letter of the check changed. */
const MISSPELT = LINK.tag.slice(0, -1) + (LINK.tag.endsWith('A') ? 'B' : 'A');

describe('The tag of a link', () => {
	it.each(['Zx3_abcDEF-1', 'abcdefghijkl', '------------', '123456789012'])(
		'is known by its check, whatever the nonce: %s',
		(nonce) => {
			expect(isLinkTag(linkMark(nonce).tag)).toBe(true);
		},
	);

	it.each([
		'n8n-CustomerAcme',
		'n8n-link-CustomerAcme4242',
		'n8n-link-',
		MISSPELT,
		`${LINK.tag}x`,
		`my-${LINK.tag}`,
		LINK.formerly ?? '',
		companyMark('quickbooks', '12345678910').tag,
		companyMark('link', 'CustomerAcme4242').tag,
		configurationMark(Buffer.alloc(32, 7)).tag,
	])('is not %s', (tag) => {
		expect(isLinkTag(tag)).toBe(false);
	});

	it('alone is taken from the tags of an instance', () => {
		const tags = ['customer-42', LINK.tag, 'n8n-CustomerAcme'];
		expect(withoutLinkTags({ id: 1, name: 'Acme', token: 't', tags })).toEqual([
			'customer-42',
			'n8n-CustomerAcme',
		]);
	});
});
