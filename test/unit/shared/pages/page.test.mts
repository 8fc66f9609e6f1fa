import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../../support/compiled.mts';
import { unescapeHtml } from '../../../support/connect-page.mts';
import { contrastOf, relativeLuminanceOf } from '../../../support/contrast.mts';
import { HOSTILE, anyText, tagsIn } from '../../../support/hostile-texts.mts';

const { PAGE_HEADERS, escapeHtml, foreignText, policyHeaderOf, policyOf, renderPage } =
	compiled<typeof import('../../../../nodes/shared/pages/page.ts')>('nodes/shared/pages/page');
const { STYLE } = compiled<typeof import('../../../../nodes/shared/pages/style.ts')>(
	'nodes/shared/pages/style',
);

type Page = import('../../../../nodes/shared/pages/page.ts').Page;

const pageWith = (more: Partial<Page> = {}): string =>
	renderPage({ mood: 'received', title: 'a', text: 'b', look: {}, ...more });

describe('A page', () => {
	it('opens no tag and no attribute for whatever text it is given', () => {
		const link = { href: '?', text: 'd' };
		const tags = tagsIn(pageWith({ detail: 'c', link }));
		fc.assert(
			fc.property(anyText, anyText, anyText, anyText, (title, text, detail, back) => {
				const html = pageWith({
					title,
					text,
					detail: `x${detail}`,
					link: { href: '?', text: back },
				});
				expect(tagsIn(html)).toEqual(tags);
			}),
		);
	});

	it('keeps the address of its link in its attribute, whatever that is', () => {
		fc.assert(
			fc.property(anyText, (href) => {
				const html = pageWith({ link: { href, text: 'd' } });
				const found = /<a [^>]*href="([^"]*)">d<\/a>/.exec(html)?.[1];
				expect(found === undefined ? undefined : unescapeHtml(found)).toBe(href);
			}),
		);
	});

	it('shows a text letter by letter', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(unescapeHtml(escapeHtml(text))).toBe(text);
				expect(escapeHtml(text)).not.toMatch(/[<>"']/);
			}),
		);
	});

	const html = pageWith({ title: 'Approval received', text: 'Thank you.' });

	it('has a content security policy in itself, because n8n sets its own header', () => {
		const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
		expect(unescapeHtml(policy ?? '')).toBe(
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
		);
	});

	it('is not stored, not framed, and does not pass its address on', () => {
		expect(PAGE_HEADERS).toEqual({
			'X-Frame-Options': 'DENY',
			'Referrer-Policy': 'no-referrer',
			'Cache-Control': 'no-store, no-transform',
			'Content-Type': 'text/html; charset=utf-8',
			'X-Content-Type-Options': 'nosniff',
		});
		expect(policyHeaderOf(policyOf({}))).toMatch(/; frame-ancestors 'none'$/);
	});

	it('works without scripts and loads nothing', () => {
		expect(html).not.toMatch(/<script|<link|<img|<iframe|<form|\bon\w+=|src=|@import|url\(/i);
	});

	it('can be read by a screen reader and on a phone', () => {
		expect(html).toContain('<html lang="en">');
		expect(html).toContain('<title>Approval received</title>');
		expect(html).toContain('<h1>Approval received</h1>');
		expect(html).toContain('width=device-width');
		expect(html).toMatch(/<svg [^>]*aria-hidden="true"/);
	});

	it('shows how things stand by a sign of its own for each mood', () => {
		const moods = ['success', 'received', 'denied', 'expired', 'failure'] as const;
		const signs = moods.map((mood) => /<svg.*<\/svg>/.exec(pageWith({ mood }))?.[0]);
		expect(new Set(signs).size).toBe(moods.length);
	});
});

describe('A text from outside', () => {
	it('cannot turn a line around, break it, or hide in it', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(foreignText(text)).not.toMatch(
					/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
				);
			}),
		);
		for (const text of HOSTILE) expect(foreignText(text)).not.toMatch(/[\r\n\u202e]/);
		expect(foreignText('Bikes\u202e\r\nLtd')).toBe('Bikes Ltd');
	});

	it('is cut where it is longer than any name', () => {
		expect(foreignText('x'.repeat(200))).toBe('x'.repeat(200));
		expect(foreignText('x'.repeat(5000))).toBe(`${'x'.repeat(200)}…`);
	});

	it('that is an honest name stays as it is', () => {
		for (const name of ['Bäckerei Müller & Söhne', '株式会社', 'שלום בע"מ', "O'Neill <Bikes>"]) {
			expect(foreignText(name)).toBe(name);
		}
	});
});

const color = fc
	.array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 })
	.map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);
const shortColor = fc.stringMatching(/^#[0-9a-fA-F]{3}$/);

describe('The writing', () => {
	it('on a button can be read with any accent color', () => {
		fc.assert(
			fc.property(fc.oneof(color, shortColor), (accentColor) => {
				const [, accent, ink] =
					/--accent: (#\w+); --ink: (#\w+)"/.exec(pageWith({ look: { accentColor } })) ?? [];
				expect(accent).toBe(accentColor);
				expect(contrastOf(String(accent), String(ink))).toBeGreaterThanOrEqual(4.5);
			}),
			{ numRuns: 5000 },
		);
	});

	it.each([
		['light', '#fff'],
		['dark', '#000'],
	])('on the sign of a software can be read in %s, whatever its color', (scheme, ink) => {
		const rules = [...STYLE.matchAll(/\.mark rect \{ fill: hsl\(var\(--hue\) (\d+)% (\d+)%\)/g)];
		const [, saturation, lightness] = rules[scheme === 'light' ? 0 : 1] ?? [];
		for (let hue = 0; hue < 360; hue++) {
			const ground = relativeLuminanceOf(hue, Number(saturation) / 100, Number(lightness) / 100);
			expect(contrastOf(ground, ink)).toBeGreaterThanOrEqual(4.5);
		}
	});
});
