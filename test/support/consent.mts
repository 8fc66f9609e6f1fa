/** What a customer does on a consent page. */
export interface Choice {
	decision?: 'approve' | 'deny';
	/** Value of the company, business or organisation; the first of the page unless given. */
	company?: string;
}

/** Opens a link as a browser does, answers the consent page, and returns the callback URL it leads to. */
export async function answerConsent(link: string, choice: Choice = {}): Promise<string> {
	const page = await fetch(link);
	const html = await page.text();
	if (page.status !== 200) throw new Error(`The consent page answered ${page.status}: ${html}`);
	const first = /<option[^>]*value="([^"]*)"/.exec(html)?.[1] ?? '';
	const body = new URLSearchParams({
		decision: choice.decision ?? 'approve',
		choice: choice.company ?? first,
	});
	const answer = await fetch(link, { method: 'POST', body, redirect: 'manual' });
	const location = answer.headers.get('location');
	if (location === null) throw new Error(`No redirect (${answer.status}): ${await answer.text()}`);
	return location;
}
