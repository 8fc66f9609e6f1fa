import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { REALM } from '../../support/companies.mts';
import { answerConsent } from '../../support/consent.mts';
import { CALLBACK_URL, credentialsOf } from '../../support/credentials.mts';
import { visitTrigger } from '../../support/engine/callback-visit.mts';
import type { Visit } from '../../support/engine/visit.mts';
import { loader } from '../../support/engine/host.mts';
import { makeLink, reseal } from '../../support/flow.mts';
import { useSimulator } from '../../support/simulator.mts';

/** What the customer sees with the trigger's option "Pages", at the URL that the provider leads to. */
const holder = useSimulator();
const credentials = () => credentialsOf(holder.simulator, 'oAuth2');

const visit = async (
	pages: object,
	decision: 'approve' | 'deny' = 'approve',
	options: Record<string, string> = {},
): Promise<Visit> => {
	const link = await makeLink(holder.simulator, 'oAuth2', { options });
	const callback = await answerConsent(link.oauthUrl, { decision });
	return await visitTrigger(callback, credentials(), { options: { pages } } as never);
};
const policyIn = ({ html }: Visit) =>
	/http-equiv="Content-Security-Policy" content="([^"]*)"/
		.exec(html)?.[1]
		?.replaceAll('&#39;', "'");
const tagsOf = (html: string) => html.match(/<[^>]*>/g) ?? [];

const TEXTS = {
	authorizedTitle: 'Thank you!',
	authorizedText: 'Your books are being connected to My Cool App.',
	deniedTitle: 'Not connected',
	deniedText: 'Call us if you need help.',
};

describe('The texts of the trigger’s pages', () => {
	it('are those of the approval, with the company, and of the denial', async () => {
		const yes = await visit(TEXTS);
		expect(yes.html).toContain('<h1>Thank you!</h1>');
		expect(yes.html).toContain('<title>Thank you!</title>');
		expect(yes.html).toContain(TEXTS.authorizedText);
		expect(yes.html).toContain(`Company ID: ${REALM}`);
		expect(yes.html).not.toContain(TEXTS.deniedText);
		const no = await visit(TEXTS, 'deny');
		expect(no.html).toContain('<h1>Not connected</h1>');
		expect(no.html).toContain(TEXTS.deniedText);
		expect(no.html).not.toContain(TEXTS.authorizedText);
	});

	it('do not stand in for those of an expired or a refused link', async () => {
		const link = await makeLink(holder.simulator, 'oAuth2');
		const callback = new URL(await answerConsent(link.oauthUrl));
		const hourAgo = Math.floor(Date.now() / 1000) - 3600;
		const state = reseal(holder.simulator, link.state, { i: hourAgo, x: hourAgo + 1 });
		callback.searchParams.set('state', state);
		const parameters = { options: { pages: TEXTS } };
		const expired = await visitTrigger(callback.href, credentials(), parameters);
		expect(expired.html).toContain('This link has expired');
		const refused = await visitTrigger(`${CALLBACK_URL}?code=c`, credentials(), parameters);
		expect(refused.html).toContain('This link cannot be used');
		for (const { html } of [expired, refused]) {
			for (const text of Object.values(TEXTS)) expect(html).not.toContain(text);
		}
	});

	it('that are empty are as good as not set', async () => {
		const { html } = await visit({ authorizedTitle: '', authorizedText: '', accentColor: '' });
		expect(html).toContain('<h1>Approval received</h1>');
	});

	it('open no tag and no attribute', async () => {
		const hostile = '</h1></title><script>alert(1)</script><img src=x onerror="alert(1)">';
		const plain = await visit(TEXTS);
		const { html } = await visit({ authorizedTitle: hostile, authorizedText: hostile });
		expect(tagsOf(html)).toEqual(tagsOf(plain.html));
		expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
	});
});

describe('The color of the trigger’s pages', () => {
	it.each(['#0f766e', '#ABC'])('%s stands in the page', async (accentColor) => {
		expect((await visit({ accentColor })).html).toContain(`--accent: ${accentColor};`);
	});

	it.each([
		'red',
		'#12',
		'#0f766e;} body{display:none',
		'url(https://evil.example/)',
		'</style><b>',
	])('"%s" is left out', async (accentColor) => {
		const plain = await visit({});
		expect((await visit({ accentColor })).html).toBe(plain.html);
	});
});

describe('The logo of the trigger’s pages', () => {
	const logoUrl = 'https://cdn.example.com/logo.svg?size=1&b="><script>';

	it.each(['approve', 'deny'] as const)(
		'is the one thing that the page may load (%s)',
		async (how) => {
			const seen = await visit({ logoUrl }, how);
			expect(policyIn(seen)).toBe(
				"default-src 'none'; style-src 'unsafe-inline'; img-src https://cdn.example.com; base-uri 'none'; form-action 'none'",
			);
			expect(tagsOf(seen.html).filter((tag) => tag.startsWith('<img'))).toHaveLength(1);
			expect(seen.html).not.toContain('<script');
			expect(seen.headers['referrer-policy']).toBe('no-referrer');
		},
	);

	it('is let in by the header of a refused link too, and nobody may frame it', async () => {
		const parameters = { options: { pages: { logoUrl } } };
		const seen = await visitTrigger(`${CALLBACK_URL}?code=c`, credentials(), parameters);
		expect(seen.status).toBe(400);
		expect(seen.headers['content-security-policy']).toBe(
			`${policyIn(seen)}; frame-ancestors 'none'`,
		);
	});

	it.each([
		'http://cdn.example.com/a.png',
		'javascript:alert(1)',
		'data:image/png;base64,AA',
		'/a.png',
	])('"%s" is left out, and no picture is let in', async (address) => {
		const seen = await visit({ logoUrl: address });
		expect(seen.html).not.toContain('<img');
		expect(policyIn(seen)).not.toContain('img-src');
	});
});

describe('No setting of the trigger', () => {
	const walk = (properties: INodeProperties[]): INodeProperties[] =>
		properties.flatMap((property) => [
			property,
			...walk((property.options ?? []).filter((option) => 'type' in option)),
		]);

	const { description } = loader.getNode('oAuthCallbackTrigger').type as INodeType;
	const options = description.properties.find(({ name }) => name === 'options');

	it.each(
		walk((options?.options ?? []) as INodeProperties[]).map((one) => [one.name, one] as const),
	)('that the request could fill takes an expression: %s', (_, setting) => {
		expect(setting).toMatchObject({ noDataExpression: true });
	});

	it('of the pages is missing from this list', () => {
		const pages = options?.options?.find(({ name }) => name === 'pages') as INodeProperties;
		expect(walk([pages]).map(({ name }) => name)).toEqual(
			expect.arrayContaining(['accentColor', 'logoUrl', ...Object.keys(TEXTS)]),
		);
	});
});

describe('A redirect', () => {
	const redirects = {
		successRedirect: 'https://www.mycoolapp.com/connected?from=n8n',
		deniedRedirect: 'https://www.mycoolapp.com/not-connected',
	};

	it('leads to the address that was sealed, with neither state nor approval', async () => {
		for (const [how, address] of [
			['approve', redirects.successRedirect],
			['deny', redirects.deniedRedirect],
		] as const) {
			const seen = await visit(TEXTS, how, redirects);
			expect([seen.status, seen.headers.location]).toEqual([303, address]);
		}
	});

	it('is not made from a link that came too late', async () => {
		const link = await makeLink(holder.simulator, 'oAuth2', { options: redirects });
		const callback = new URL(await answerConsent(link.oauthUrl));
		const hourAgo = Math.floor(Date.now() / 1000) - 3600;
		const state = reseal(holder.simulator, link.state, { i: hourAgo, x: hourAgo + 1 });
		callback.searchParams.set('state', state);
		const seen = await visitTrigger(callback.href, credentials());
		expect([seen.status, seen.headers.location]).toEqual([200, undefined]);
	});

	it('stands in no link that can be read', async () => {
		const { oauthUrl, state } = await makeLink(holder.simulator, 'oAuth2', { options: redirects });
		for (const text of [oauthUrl, state, Buffer.from(state, 'base64url').toString('latin1')]) {
			expect(text).not.toContain('mycoolapp');
		}
	});

	it.each(Object.entries(redirects))(
		'(%s) is refused with a custom state',
		async (name, address) => {
			const options = { customState: 'mine', [name]: address };
			await expect(makeLink(holder.simulator, 'oAuth2', { options })).rejects.toMatchObject({
				message: expect.stringMatching(/Redirects travel in the sealed state/),
			});
			expect(holder.simulator.requests()).toEqual([]);
		},
	);
});
