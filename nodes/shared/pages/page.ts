import { SYMBOLS, STYLE } from './style';
import type { Mood } from './style';

/** How the pages look, as set in the trigger. */
export interface Look {
	/** `#rgb` or `#rrggbb`. */
	accentColor?: string;
	/** Language of the texts, such as `de` or `pt-BR`. */
	language?: string;
	/** An https address. */
	logoUrl?: string;
}

/** A page for the customer's browser that says how things stand. All of it is text; {@link renderPage} escapes it. */
export interface Page {
	/** Success, denial, expiry and failure are told apart at a glance. */
	mood: Mood;
	title: string;
	text: string;
	/** A line of its own, such as the company or a reference number. */
	detail?: string;
	/** Where the customer can go from here. */
	link?: { href: string; text: string };
	look: Look;
}

/** Headers of every page. The URL in the address bar holds the approval or an invitation, so nobody may learn it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'X-Frame-Options': 'DENY',
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store, no-transform',
	'X-Content-Type-Options': 'nosniff',
};

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Makes a text safe inside HTML elements and quoted attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/** What steers a line without being seen: control characters, line ends, and marks of direction. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

const LONGEST_FOREIGN_TEXT = 200;

/** A text from outside, such as a company's name, so that it cannot pretend to be anything else on a page. */
export function foreignText(text: string): string {
	const seen = text.replace(UNSEEN, ' ').trim();
	return seen.length > LONGEST_FOREIGN_TEXT ? `${seen.slice(0, LONGEST_FOREIGN_TEXT)}…` : seen;
}

/** Content security policy of a page: text and at most the logo, no scripts and no requests. */
export function policyOf({ logoUrl }: Look, formAction = "'none'"): string {
	const images = logoUrl ? ` img-src ${new URL(logoUrl).origin};` : '';
	return `default-src 'none'; style-src 'unsafe-inline';${images} base-uri 'none'; form-action ${formAction}`;
}

/** The same policy as a response header, where frames can be forbidden too. */
export const policyHeaderOf = (policy: string) => `${policy}; frame-ancestors 'none'`;

/** Black or white, whichever can be read on a colour. */
function inkOn(color: string): string {
	const given = color.slice(1);
	const digits = given.length === 3 ? given.replace(/./g, '$&$&') : given;
	const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
		const share = parseInt(digits.slice(at, at + 2), 16) / 255;
		return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	// Where white and black have the same contrast (WCAG 2, relative luminance).
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}

const accentOf = ({ accentColor }: Look) =>
	accentColor ? ` style="--accent: ${accentColor}; --ink: ${inkOn(accentColor)}"` : '';

/**
 * A whole document, readable without JavaScript, in light and dark, on a phone and by a screen reader.
 *
 * @param content HTML of the page's main part
 */
export function renderDocument(title: string, look: Look, policy: string, content: string): string {
	const logo = look.logoUrl
		? `\n<img src="${escapeHtml(look.logoUrl)}" alt="" height="40" class="logo">`
		: '';
	// n8n puts a header of its own over ours on pages that start an execution, hence the meta element.
	return `<!DOCTYPE html>
<html lang="${escapeHtml(look.language ?? 'en')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body${accentOf(look)}>
<main dir="auto">${logo}
${content}
</main>
</body>
</html>
`;
}

/** A page that says how things stand, as HTML. */
export function renderPage(page: Page): string {
	const { mood, title, text, detail, link, look } = page;
	const rest = [
		detail && `<p class="detail"><bdi>${escapeHtml(detail)}</bdi></p>`,
		link && `<a class="button" href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a>`,
	].filter(Boolean);
	return renderDocument(
		title,
		look,
		policyOf(look),
		[
			`<div class="mood ${mood}">${SYMBOLS[mood]}</div>`,
			`<h1>${escapeHtml(title)}</h1>`,
			`<p>${escapeHtml(text)}</p>`,
			...rest,
		].join('\n'),
	);
}
