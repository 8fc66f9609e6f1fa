import { escapeHtml } from '../../simulator/providers/pages.mts';

/** An e-mail as its reader sees it. */
export interface Mail {
	from: string;
	to: string;
	subject: string;
	/** When it arrived, in epoch milliseconds. */
	at: number;
	text: string;
	/** As its sender laid it out; some e-mails are text only. */
	html?: string;
}

/** Neither the page nor an e-mail in it runs a script or fetches anything. */
export const MAILBOX_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const clock = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

const time = (at: number) =>
	`<time datetime="${new Date(at).toISOString()}">${clock.format(at)}</time>`;

const withLinks = (text: string) =>
	escapeHtml(text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);

/** The links of an e-mail leave its frame, which is too small for a page. */
function withOwnTabs(html: string): string {
	const base = '<base target="_blank">';
	return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, `$&${base}`) : base + html;
}

/** An e-mail is a stranger's page: in its frame it has no script, no forms and no origin. */
const frame = ({ subject, html = '', text }: Mail) => `
<iframe title="E-mail: ${escapeHtml(subject)}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(withOwnTabs(html))}"></iframe>
<details><summary>As text</summary><p>${withLinks(text)}</p></details>`;

const article = (mail: Mail) => `
<article>
<h2>${escapeHtml(mail.subject)}</h2>
<p><small>To ${escapeHtml(mail.to)}, from ${escapeHtml(mail.from)}, ${time(mail.at)}</small></p>
${mail.html === undefined ? `<p>${withLinks(mail.text)}</p>` : frame(mail)}
</article>`;

/** The page of the mailbox, the newest e-mail first. */
export function mailboxPage(mails: readonly Mail[]): string {
	const list = mails.map(article).reverse().join('\n');
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailbox of the demo</title>
<style>
	body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; background: #f4f5f8; color: #21262c; font: 1rem/1.5 system-ui, sans-serif; }
	article { margin: 1rem 0; padding: 1rem 1.5rem; background: #fff; border-radius: .5rem; box-shadow: 0 1px 4px #0003; }
	h2 { margin: 0; font-size: 1.1rem; }
	iframe { display: block; width: 100%; height: 18rem; margin: .75rem 0; border: 1px solid #d5d9e0; border-radius: .25rem; background: #fff; resize: vertical; }
	small { color: #55606b; }
	p { margin: .5rem 0 0; overflow-wrap: anywhere; white-space: pre-line; }
</style>
</head>
<body>
<main>
<h1>Mailbox of the demo</h1>
${list || '<p>No e-mail has arrived yet. Reload this page after a workflow has sent one.</p>'}
<p><small>Every e-mail of the demo ends here; none leaves this machine.</small></p>
</main>
</body>
</html>
`;
}
