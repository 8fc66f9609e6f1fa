import fc from 'fast-check';

/** Texts with which somebody would break out of a page, a header or a line. */
export const HOSTILE = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' onmouseover='alert(1)",
	'</title><script>1</script>',
	'</style><b>',
	'<!--',
	']]>',
	'&lt;script&gt;',
	'javascript:alert(1)',
	'a\r\nSet-Cookie: a=b\r\n\r\n<h1>mine</h1>',
	'invoice\u202efdp.exe',
	'\u2066\u2068a\u2069\u200f',
] as const;

/** Any text, and often a hostile one. */
export const anyText = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: 'binary' }),
	fc.constantFrom(...HOSTILE),
);

/** All tags of a page, with their attributes. */
export const tagsIn = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
