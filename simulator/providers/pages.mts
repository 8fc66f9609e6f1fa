import type { FastifyReply } from 'fastify';

/** Text safe inside HTML, attribute values included. */
export function escapeHtml(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	};
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** How a provider's pages look. */
export interface Brand {
	readonly name: string;
	readonly colour: string;
}

/** What the customer can choose between on the consent page. */
export interface Choices {
	readonly label: string;
	readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }>;
}

function page(brand: Brand, title: string, content: string): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
	body { margin: 0; background: #f4f5f8; color: #21262c; font: 1rem/1.5 system-ui, sans-serif; }
	header { background: ${brand.colour}; color: #fff; padding: 1rem 1.5rem; font-weight: 700; }
	main { max-width: 28rem; margin: 3rem auto; padding: 2rem; background: #fff; border-radius: .5rem; box-shadow: 0 1px 4px #0003; }
	h1 { margin-top: 0; font-size: 1.4rem; }
	label { display: block; font-weight: 600; }
	select { width: 100%; margin: .25rem 0 1.5rem; padding: .6rem; font: inherit; }
	button { padding: .6rem 1.4rem; border: 1px solid ${brand.colour}; border-radius: .3rem; background: #fff; color: #21262c; font: inherit; cursor: pointer; }
	button.primary { background: ${brand.colour}; color: #fff; }
	:focus-visible { outline: 3px solid #1a6fd4; outline-offset: 2px; }
	code { overflow-wrap: anywhere; }
	small { color: #55606b; }
</style>
</head>
<body>
<header>${escapeHtml(brand.name)}</header>
<main>
${content}
<p><small>This page belongs to a simulator. No real account is touched.</small></p>
</main>
</body>
</html>
`;
}

function send(reply: FastifyReply, status: number, html: string): FastifyReply {
	return reply
		.code(status)
		.header('content-type', 'text/html; charset=utf-8')
		.header('cache-control', 'no-store')
		.header('referrer-policy', 'no-referrer')
		.header('x-frame-options', 'DENY')
		.header(
			'content-security-policy',
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
		)
		.send(html);
}

/** The consent page: who asks, what for, and the two answers. The form posts to the page's own address. */
export function sendConsentPage(
	reply: FastifyReply,
	brand: Brand,
	app: string,
	choices: Choices,
): FastifyReply {
	const options = choices.options
		.map(({ value, label }) => `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`)
		.join('\n');
	return send(
		reply,
		200,
		page(
			brand,
			`Authorize access to ${brand.name}`,
			`<h1>Share your data with an application?</h1>
<p>The application <code>${escapeHtml(app)}</code> would like to read and change data in ${escapeHtml(brand.name)} for you.</p>
<form method="post">
<label for="choice">${escapeHtml(choices.label)}</label>
<select id="choice" name="choice">
${options}
</select>
<button class="primary" name="decision" value="approve">Approve</button>
<button name="decision" value="deny">Deny</button>
</form>`,
		),
	);
}

/** A page that ends the journey at the provider: nothing is sent to the application. */
export function sendErrorPage(reply: FastifyReply, brand: Brand, message: string): FastifyReply {
	return send(
		reply,
		400,
		page(
			brand,
			`${brand.name}: something is wrong`,
			`<h1>This connection cannot be made</h1>\n<p role="alert">${escapeHtml(message)}</p>`,
		),
	);
}

/** Adds parameters to an address without touching what is there: callbacks are compared byte by byte. */
export function withParameters(
	address: string,
	parameters: Readonly<Record<string, string>>,
): string {
	const added = Object.entries(parameters)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
		.join('&');
	return `${address}${address.includes('?') ? '&' : '?'}${added}`;
}
