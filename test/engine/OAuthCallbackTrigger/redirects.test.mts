import { describe, expect, it } from '@jest/globals';
import { alteredAtEnd } from '../../support/altered.mts';
import { answerConsent } from '../../support/consent.mts';
import { credentialsOf, type Authentication } from '../../support/credentials.mts';
import { visitTrigger } from '../../support/engine/callback-visit.mts';
import { runNode, wordsOf } from '../../support/engine/run-node.mts';
import { makeLink } from '../../support/flow.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const both: Authentication[] = ['oAuth1', 'oAuth2'];
const PAGES = {
	successRedirect: 'https://www.mycoolapp.com/connected?from=n8n',
	deniedRedirect: 'https://www.mycoolapp.com/not-connected',
};

const visit = async (
	authentication: Authentication,
	decision: 'approve' | 'deny',
	options: Record<string, string> = PAGES,
) => {
	const link = await makeLink(holder.simulator, authentication, { options });
	const callback = await answerConsent(link.oauthUrl, { decision });
	const credentials = credentialsOf(holder.simulator, authentication);
	return await visitTrigger(callback, credentials);
};

describe.each(both)('With pages of one’s own and %s, the browser', (authentication) => {
	it('goes to the one for success after the approval, and takes nothing along', async () => {
		const { status, headers, outputs } = await visit(authentication, 'approve');
		expect([status, headers.location]).toEqual([303, PAGES.successRedirect]);
		expect(headers['referrer-policy']).toBe('no-referrer');
		expect(outputs?.[0]).toHaveLength(1);
	});

	it('goes to the other after a denial', async () => {
		const { status, headers, outputs } = await visit(authentication, 'deny');
		expect([status, headers.location]).toEqual([303, PAGES.deniedRedirect]);
		expect(outputs?.[1]).toHaveLength(1);
	});

	it('stays on the trigger’s page where none is given', async () => {
		const { status, headers, html } = await visit(authentication, 'approve', {});
		expect([status, headers.location]).toEqual([200, undefined]);
		expect(html).toContain('Approval received');
	});

	it('is never led anywhere by an altered callback', async () => {
		const link = await makeLink(holder.simulator, authentication, { options: PAGES });
		const callback = new URL(await answerConsent(link.oauthUrl));
		callback.searchParams.set('state', alteredAtEnd(link.state));
		callback.searchParams.set('successRedirect', 'https://evil.example/');
		const credentials = credentialsOf(holder.simulator, authentication);
		const { status, headers } = await visitTrigger(callback.href, credentials);
		expect([status, headers.location]).toEqual([400, undefined]);
	});
});

describe('A page of one’s own', () => {
	it.each(['http://www.mycoolapp.com/', 'javascript:alert(1)', '//evil.example', 'connected.html'])(
		'cannot be "%s"',
		async (successRedirect) => {
			const result = await runNode({
				type: 'getOAuthUrl',
				credentials: credentialsOf(holder.simulator, 'oAuth2'),
				parameters: { options: { successRedirect } },
			});
			expect(wordsOf(result)).toMatch(/Success Redirect must be a web address.*https:\/\//);
			expect(holder.simulator.requests()).toEqual([]);
		},
	);
});
