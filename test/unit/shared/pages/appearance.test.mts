import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../../support/compiled.mts';
import { anyText, tagsIn } from '../../../support/hostile-texts.mts';

const { lookOf, wordsOf } = compiled<typeof import('../../../../nodes/shared/pages/appearance.ts')>(
	'nodes/shared/pages/appearance',
);
const { policyOf, renderPage } =
	compiled<typeof import('../../../../nodes/shared/pages/page.ts')>('nodes/shared/pages/page');

type Appearance = import('../../../../nodes/shared/pages/appearance.ts').Appearance;

describe('A setting of the pages', () => {
	it.each([
		'red',
		'#12',
		'#12345',
		'#1f6feb; } body { display: none',
		'#fff"><script>',
		'#fff\n',
		'url(https://a.example/)',
	])('is no color: "%s"', (accentColor) => {
		expect(lookOf({ accentColor })).toEqual({});
	});

	it.each([
		['#ABC', '#ABC'],
		['#abcd', '#abc'],
		['#0f766e', '#0f766e'],
		['#0f766e33', '#0f766e'],
	])(
		'is a color: %s, which becomes %s, as nobody can read on a ground that shines through',
		(accentColor, color) => {
			expect(lookOf({ accentColor })).toEqual({ accentColor: color });
		},
	);

	it.each([
		'http://a.example/logo.svg',
		'javascript:alert(1)',
		'data:image/svg+xml,x',
		'logo.svg',
		"https://a;script-src'self'/logo.svg",
		'https://a,img-src*/logo.svg',
	])('is no picture: %s', (logoUrl) => {
		expect(lookOf({ logoUrl })).toEqual({});
	});

	it.each(['"><script>', 'en" onload="x', 'e', 'english language', 'en_US'])(
		'is no language: %s',
		(language) => {
			expect(lookOf({ language })).toEqual({});
		},
	);

	it.each(['de', 'pt-BR', 'zh-Hant-TW', 'haw'])('is a language: %s', (language) => {
		expect(lookOf({ language })).toEqual({ language });
	});

	it('never opens a tag, an attribute or a source, whatever it is', () => {
		const page = (look: Appearance) =>
			renderPage({ mood: 'success', title: 'a', text: 'b', look: lookOf(look) });
		const names = (html: string) => tagsIn(html).map((tag) => /^<\/?\w+/.exec(tag)?.[0]);
		const plain = names(page({}));
		const withLogo = names(page({ logoUrl: 'https://a.example/b.svg' }));
		const part = fc.tuple(fc.constantFrom('https://', 'https://a.example/'), anyText);
		const url = fc.oneof(
			anyText,
			part.map(([start, text]) => start + text),
		);
		fc.assert(
			fc.property(anyText, anyText, url, (accentColor, language, logoUrl) => {
				const settings = { accentColor, language, logoUrl };
				const look = lookOf(settings);
				expect(names(page(settings))).toEqual(look.logoUrl ? withLogo : plain);
				for (const tag of tagsIn(page(settings)))
					expect(tag).not.toMatch(/^<[^"]*("[^"]*"[^"]*)*\son\w+=/);
				expect(policyOf(look)).toMatch(
					/^default-src 'none'; style-src 'unsafe-inline';( img-src https:\/\/[a-z0-9.:[\]-]+;)? base-uri 'none'; form-action 'none'$/,
				);
			}),
		);
	});
});

describe('A text of the pages', () => {
	const TEXTS = {
		button: { label: 'Button', text: 'Continue with {software}', about: '' },
	} as const;
	const words = (own: string | undefined, values: Record<string, string> = {}) =>
		wordsOf(TEXTS, { button: own })('button', values);

	it.each<[string, string | undefined, string]>([
		['built in', undefined, 'Continue with Xero'],
		['empty', '', 'Continue with Xero'],
		['of blanks', '  ', 'Continue with Xero'],
		["the builder's", 'Weiter mit {software}', 'Weiter mit Xero'],
		['with the value twice', '{software} {software}', 'Xero Xero'],
		['with an unknown name', '{soft} {toString} {software}', '{soft} {toString} Xero'],
	])('that is %s', (_, own, shown) => {
		expect(words(own, { software: 'Xero' })).toBe(shown);
	});

	it('takes a value as it is, even one that looks like a name or a pattern', () => {
		for (const software of ['{software}', '$&', '$1 {button}']) {
			expect(words('a {software} b', { software })).toBe(`a ${software} b`);
		}
	});
});
