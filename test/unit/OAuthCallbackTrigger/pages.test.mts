import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../support/compiled.mts';

const { renderPage, escapeHtml, PAGE_HEADERS } = compiled<
	typeof import('../../../nodes/OAuthCallbackTrigger/page.ts')
>('nodes/OAuthCallbackTrigger/page');
const { pageFor } = compiled<typeof import('../../../nodes/OAuthCallbackTrigger/pages.ts')>(
	'nodes/OAuthCallbackTrigger/pages',
);

const { safeAppearance } = compiled<
	typeof import('../../../nodes/OAuthCallbackTrigger/appearance.ts')
>('nodes/OAuthCallbackTrigger/appearance');

type Appearance = import('../../../nodes/OAuthCallbackTrigger/appearance.ts').Appearance;

const tagsOf = (html: string) => html.match(/<[^>]*>/g) ?? [];
const authorized = (
	query: Record<string, string>,
	element: string | null = 'quickbooks',
	appearance: Appearance = {},
) => renderPage(pageFor({ kind: 'authorized', json: { element }, query }, appearance));
const denied = (error: string) =>
	renderPage(pageFor({ kind: 'denied', json: { element: 'quickbooks', error } }, {}));

describe('A page', () => {
	it('opens no tag and no attribute for whatever text it is given', () => {
		const hostile = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.constantFrom(
				'<script>alert(1)</script>',
				'"><img src=x onerror=alert(1)>',
				"' onmouseover='alert(1)",
				'</title><script>1</script>',
				'<!--',
				']]>',
				'&lt;script&gt;',
			),
		);
		const tags = tagsOf(renderPage({ title: 'a', text: 'b', detail: 'c' }));
		fc.assert(
			fc.property(hostile, hostile, hostile, (title, text, detail) => {
				const html = renderPage({ title, text, detail: `x${detail}` });
				expect(tagsOf(html)).toEqual(tags);
			}),
		);
	});

	it('shows the text letter by letter', () => {
		const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
		const unescape = (html: string) =>
			html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => names[name] as string);
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(unescape(escapeHtml(text))).toBe(text);
				expect(escapeHtml(text)).not.toMatch(/[<>"']/);
			}),
		);
	});

	const html = renderPage({ title: 'Approval received', text: 'Thank you.' });

	it('has a content security policy in itself, because n8n sets its own header', () => {
		const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
		expect(policy).toContain('default-src &#39;none&#39;');
		expect(policy).toContain('form-action &#39;none&#39;');
		expect(policy).not.toContain('script-src');
		expect(policy).not.toContain('img-src');
	});

	it('works without scripts and loads nothing', () => {
		expect(html).not.toMatch(/<script|<link|<img|<iframe|<form|\bon\w+=|src=|@import|url\(/i);
	});

	it('is not stored, not framed, and does not pass its address on', () => {
		expect(PAGE_HEADERS).toMatchObject({
			'X-Frame-Options': 'DENY',
			'Referrer-Policy': 'no-referrer',
			'Cache-Control': 'no-store',
			'Content-Type': 'text/html; charset=utf-8',
		});
	});

	it('can be read by a screen reader and on a phone', () => {
		expect(html).toContain('<html lang="en">');
		expect(html).toContain('<title>Approval received</title>');
		expect(html).toContain('<main>\n<h1>Approval received</h1>');
		expect(html).toContain('width=device-width');
	});
});

describe('The customer reads', () => {
	it('that the approval arrived, for which company, and not more than that', () => {
		const page = authorized({ realmId: '193514340994122', code: 'secret-code' });
		expect(page).toContain('Approval received');
		expect(page).toContain('Company ID: 193514340994122');
		expect(page).not.toContain('secret-code');
		expect(page).not.toMatch(/\b(is|was) connected/i);
	});

	it('no company where the provider names none, or the element is not known', () => {
		expect(authorized({ code: 'c' })).not.toContain('Company ID');
		expect(authorized({ realmId: '1' }, null)).not.toContain('Company ID');
	});

	it('a hostile company id as text', () => {
		const page = authorized({ realmId: '<script>alert(1)</script>' });
		expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
	});

	it('that the link expired, and where to get another', () => {
		expect(denied('expired')).toMatch(/This link has expired[^]*ask for a new link/);
	});

	it.each(['access_denied', 'denied', 'not_approved', 'no_approval'])(
		'that nothing was connected after %s',
		(error) => {
			const page = denied(error);
			expect(page).toContain('Nothing was connected');
			expect(page).not.toContain('expired');
			expect(page).not.toContain(error);
		},
	);

	it('a reference number and no reason when the link is refused', () => {
		const page = renderPage(
			pageFor(
				{ kind: 'refused', reason: 'state not sealed by this account', reference: '0A1B2C3D' },
				{},
			),
		);
		expect(page).toContain('Reference: 0A1B2C3D');
		expect(page).toContain('Nothing was connected');
		expect(page).not.toContain('sealed');
	});
});

describe('What the user sets for the pages', () => {
	const safe = (appearance: Appearance) => safeAppearance(appearance);

	it.each([
		'red',
		'#12',
		'#1f6feb; } body { display: none',
		'#fff</style><script>alert(1)</script>',
		'url(https://a.example/)',
	])('is no color: %s', (accentColor) => {
		expect(safe({ accentColor })).not.toHaveProperty('accentColor');
	});

	it.each(['http://a.example/logo.svg', 'javascript:alert(1)', 'data:image/svg+xml,x', 'logo.svg'])(
		'is no picture: %s',
		(logoUrl) => {
			expect(safe({ logoUrl })).not.toHaveProperty('logoUrl');
		},
	);

	it('is shown as text, and the policy lets in the one picture only', () => {
		const appearance = safe({
			accentColor: '#1f6feb',
			authorizedTitle: '<b>Thanks</b>',
			logoUrl: 'https://cdn.example.com/logo.svg?a=1&b="><script>',
		});
		const page = authorized({ realmId: '1' }, 'quickbooks', appearance);
		expect(page).toContain('#1f6feb');
		expect(page).toContain('&lt;b&gt;Thanks&lt;/b&gt;');
		expect(page).toContain('img-src https://cdn.example.com;');
		expect(page).not.toContain('<script');
		expect(tagsOf(page).filter((tag) => tag.startsWith('<img'))).toHaveLength(1);
	});
});
