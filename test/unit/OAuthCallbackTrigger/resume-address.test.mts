import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../support/compiled.mts';
import { RESUME_URL } from '../../support/invitations.mts';

const { resumeAddress } = compiled<
	typeof import('../../../nodes/OAuthCallbackTrigger/resumeAddress.ts')
>('nodes/OAuthCallbackTrigger/resumeAddress');

const PATH = '/webhook/quickbooks-callback';
const queryAt = (search: string) => new URL(resumeAddress(RESUME_URL, PATH + search)).searchParams;

describe('Where a callback goes on', () => {
	it('is the resume URL, with the approval as the provider gave it', () => {
		const address = resumeAddress(RESUME_URL, `${PATH}?state=a.b&code=A%2FB+C%26&realmId=1`);
		expect(address.startsWith(RESUME_URL)).toBe(true);
		const { searchParams } = new URL(address);
		expect(searchParams.get('state')).toBe('a.b');
		expect(searchParams.get('code')).toBe('A/B C&');
	});

	it('is the resume URL alone where there is no query', () => {
		expect(resumeAddress(RESUME_URL, PATH)).toBe(RESUME_URL);
		expect(resumeAddress(RESUME_URL, `${PATH}?`)).toBe(RESUME_URL);
	});

	it.each([
		'?signature=mine',
		'?signature=mine&signature=mine2',
		'?sign%61ture=mine',
		'?state=a&signature=',
	])('keeps its own signature with %s', (search) => {
		const own = new URL(RESUME_URL).searchParams.getAll('signature');
		expect(queryAt(search).getAll('signature')).toEqual(own);
	});

	it('keeps a parameter that came twice twice, so that it is refused there', () => {
		expect(queryAt('?state=a&state=b').getAll('state')).toEqual(['a', 'b']);
	});

	it('never leads elsewhere, whatever the query is', () => {
		const { origin, pathname, searchParams } = new URL(RESUME_URL);
		const signature = searchParams.get('signature');
		fc.assert(
			fc.property(fc.string(), (search) => {
				const address = new URL(resumeAddress(RESUME_URL, `${PATH}?${search}`));
				expect([address.origin, address.pathname, address.hash]).toEqual([origin, pathname, '']);
				expect(address.searchParams.getAll('signature')).toEqual([signature]);
			}),
			{ numRuns: 1000 },
		);
	});
});
