/** A page for the customer's browser. All of it is text; {@link renderPage} escapes it. */
export interface Page {
	title: string;
	text: string;
	/** A line of its own, such as the company or a reference number. */
	detail?: string;
	/** `#rgb` or longer. */
	accentColor?: string;
	/** An https address. */
	logoUrl?: string;
}

/** Headers of every page. The URL in the address bar holds the approval, so nobody may learn it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'X-Frame-Options': 'DENY',
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
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

/** Content security policy of a page: text and at most the logo, no scripts, requests or forms. */
export function policyOf({ logoUrl }: Page): string {
	const images = logoUrl ? ` img-src ${new URL(logoUrl).origin};` : '';
	return `default-src 'none'; style-src 'unsafe-inline';${images} base-uri 'none'; form-action 'none'`;
}

/** The page as HTML, readable without JavaScript, in light and dark, on a phone and by a screen reader. */
export function renderPage(page: Page): string {
	const { title, text, detail, accentColor, logoUrl } = page;
	const logo = logoUrl ? `\n<img src="${escapeHtml(logoUrl)}" alt="" height="40">` : '';
	const accent = accentColor ? `border-top: 0.375rem solid ${accentColor}; ` : '';
	// n8n puts a header of its own over ours on pages that start an execution, hence the meta element.
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policyOf(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1.0625rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
main { box-sizing: border-box; width: min(30rem, calc(100vw - 3rem)); padding: 2rem; border: 1px solid GrayText; ${accent}border-radius: 0.75rem; }
img { display: block; max-width: 100%; margin: 0 0 1rem; }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0.5rem 0 0; overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>${logo}
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>${detail ? `\n<p>${escapeHtml(detail)}</p>` : ''}
</main>
</body>
</html>
`;
}
