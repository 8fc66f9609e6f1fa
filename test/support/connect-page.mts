/** A form of the Connect Page, as a browser sees it. */
export interface PageForm {
	/** What stands on its button. */
	button: string;
	fields: Record<string, string>;
	/** Names of the fields that the customer fills in. */
	asked: string[];
}

const UNESCAPED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export const unescapeHtml = (html: string) =>
	html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => UNESCAPED[name] as string);

const attribute = (tag: string, name: string) =>
	unescapeHtml(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** The forms in a page. */
export function formsIn(html: string): PageForm[] {
	return [...html.matchAll(/<form[\s>].*?<\/form>/gs)].map(([form]) => {
		const inputs = form.match(/<input[^>]*>/g) ?? [];
		const [, button = ''] = /<button[^>]*>(.*?)<\/button>/s.exec(form) ?? [];
		return {
			button: unescapeHtml(button),
			fields: Object.fromEntries(
				inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]),
			),
			asked: inputs
				.filter((tag) => attribute(tag, 'type') !== 'hidden')
				.map((tag) => attribute(tag, 'name')),
		};
	});
}

/** Where the one link of a page leads; empty where it has none. */
export function linkIn(html: string): string {
	return attribute(/<a\s[^>]*>/.exec(html)?.[0] ?? '', 'href');
}

/** Presses the button that holds a text, as a browser does on that page. */
export async function pressOn(
	pageUrl: string,
	page: Response,
	button: string,
	fields: Record<string, string> = {},
): Promise<Response> {
	const html = await page.text();
	const form = formsIn(html).find((one) => one.button.includes(button));
	if (!form) throw new Error(`no button "${button}" on (${page.status}): ${html}`);
	return await fetch(pageUrl, {
		method: 'POST',
		body: new URLSearchParams({ ...form.fields, ...fields }),
		headers: { 'sec-fetch-site': 'same-origin' },
		redirect: 'manual',
	});
}

/** Opens the page and presses a button on it. */
export async function pressButton(
	pageUrl: string,
	button: string,
	fields: Record<string, string> = {},
): Promise<Response> {
	return await pressOn(pageUrl, await fetch(pageUrl), button, fields);
}
