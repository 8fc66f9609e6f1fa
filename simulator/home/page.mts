import { createHash } from 'node:crypto';
import { escapeHtml } from '../providers/pages.mts';
import {
	COMPANIES,
	INTUIT_OAUTH1_APPS,
	INTUIT_OAUTH2_APPS,
	ACCOUNTS,
	type OAuthApp,
} from '../seed.mts';
import {
	FRESHBOOKS_APP,
	FRESHBOOKS_SITES,
	FRESHBOOKSV2_APP,
	SAGE_ONE_APP,
	SAGE_ONE_US_APP,
	XERO_OAUTH1_APPS,
	XERO_OAUTH2_APP,
	XERO_ORGANISATIONS,
} from '../seed-providers.mts';
import type { World } from '../state.mts';
import { TRIALS } from './trials.mts';

/** Puts a value into the clipboard; the page works without it. */
const SCRIPT = `addEventListener('click', async ({ target }) => {
	const value = target.closest?.('[data-copy]')?.dataset.copy;
	if (value === undefined) return;
	await navigator.clipboard.writeText(value);
	document.getElementById('said').textContent = 'Copied.';
});
for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;`;

const hash = createHash('sha256').update(SCRIPT).digest('base64');

/** The page fetches nothing, sends its forms to itself, and runs the one script above. */
export const HOME_POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

const value = (label: string, text: string) =>
	`<dt>${escapeHtml(label)}</dt><dd><code>${escapeHtml(text)}</code> <button type="button" hidden data-copy="${escapeHtml(text)}" aria-label="Copy ${escapeHtml(label)}">Copy</button></dd>`;

const list = (rows: ReadonlyArray<readonly [label: string, text: string]>) =>
	`<dl>${rows.map(([label, text]) => value(label, text)).join('\n')}</dl>`;

const app = (
	name: string,
	{ key, secret }: OAuthApp,
	...more: ReadonlyArray<readonly [string, string]>
) =>
	`<h3>${escapeHtml(name)}</h3>\n${list([
		[`API key of ${name}`, key],
		[`API secret of ${name}`, secret],
		...more,
	])}`;

const APPS = [
	app('QuickBooks, OAuth 2.0', INTUIT_OAUTH2_APPS.production),
	app('QuickBooks, OAuth 1.0a', INTUIT_OAUTH1_APPS.production),
	app('QuickBooks sandbox, OAuth 2.0', INTUIT_OAUTH2_APPS.development),
	app('FreshBooks', FRESHBOOKS_APP),
	app('FreshBooks (New)', FRESHBOOKSV2_APP),
	app('Sage One US', SAGE_ONE_US_APP, ['Signature of Sage One US', SAGE_ONE_US_APP.signature]),
	app(
		'Sage One',
		SAGE_ONE_APP,
		['Signing secret of Sage One', SAGE_ONE_APP.signatureSecret],
		['Subscription key of Sage One', SAGE_ONE_APP.subscriptionKey],
	),
	app('Xero, OAuth 2.0 (partner)', XERO_OAUTH2_APP),
	app('Xero, OAuth 1.0a (public)', XERO_OAUTH1_APPS.public),
].join('\n');

/** On a narrow screen the cells of a row lie below each other, each beside the name of its column. */
function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>, empty: string) {
	if (rows.length === 0) return `<p>${escapeHtml(empty)}</p>`;
	const names = head.map((name) => `<th scope="col">${name}</th>`).join('');
	const body = rows.map((cells) => {
		const all = cells.map((cell, at) => `<td><span class="of">${head[at]}</span>${cell}</td>`);
		return `<tr>${all.join('')}</tr>`;
	});
	return `<table><thead><tr>${names}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

const customers = () =>
	table(
		['Software', 'Company', 'ID or site'],
		[
			...COMPANIES.map(({ name, realmId, sandbox }) => [
				sandbox ? 'QuickBooks (sandbox)' : 'QuickBooks',
				name,
				realmId,
			]),
			...FRESHBOOKS_SITES.map((site) => ['FreshBooks', `${site}.freshbooks.com`, site]),
			...XERO_ORGANISATIONS.map(({ name, tenantId }) => ['Xero', name, tenantId]),
		].map((cells) => cells.map(escapeHtml)),
		'',
	);

function stateOf({ disabled, valid }: { disabled: boolean; valid: boolean }): string {
	if (disabled) return 'disabled';
	return valid ? 'connected' : 'not valid';
}

const form = (action: string, label: string, fields: Readonly<Record<string, string>> = {}) =>
	`<form method="post" action="/_simulator/try/${action}">${Object.entries(fields)
		.map(([name, text]) => `<input type="hidden" name="${name}" value="${escapeHtml(text)}">`)
		.join('')}<button>${escapeHtml(label)}</button></form>`;

const instances = ({ state }: World) =>
	table(
		['ID', 'Name', 'Element', 'State', 'Tags', 'Try'],
		[...state.platform.instances.values()].map((instance) => [
			String(instance.id),
			escapeHtml(instance.name),
			escapeHtml(instance.element.key),
			stateOf(instance),
			escapeHtml(instance.tags.join(', ')),
			form('revoke', `Let ${instance.id} die`, { instance: String(instance.id) }),
		]),
		'None yet. Connect one in n8n, and reload this page.',
	);

/** How many of the newest requests are shown. */
const NEWEST = 20;

const requests = ({ state }: World) =>
	table(
		['Time', 'Request', 'Answer'],
		state.traffic.requests.platform
			.slice(-NEWEST)
			.reverse()
			.map(({ at, method, path, status }) => [
				new Date(at).toISOString(),
				escapeHtml(`${method} ${path}`),
				String(status || '…'),
			]),
		'None yet.',
	);

const STYLE = `
	:root { color-scheme: light dark; background: Canvas; color: CanvasText; --line: #8a919c; }
	body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
	section { margin: 2rem 0; }
	h1, h2, h3 { line-height: 1.25; }
	h3 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
	dl { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; align-items: center; gap: .25rem 1rem; margin: 0; }
	dd { margin: 0; }
	code { overflow-wrap: anywhere; }
	table { border-collapse: collapse; width: 100%; }
	th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
	.of { display: none; }
	.try { display: flex; flex-wrap: wrap; gap: .5rem; }
	form { margin: 0; }
	button { padding: .35rem .75rem; font: inherit; cursor: pointer; }
	:focus-visible { outline: 3px solid #1f6feb; outline-offset: 2px; }
	@media (max-width: 48rem) {
		dl { grid-template-columns: 1fr; }
		table, tbody, tr { display: block; }
		thead { display: none; }
		tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
		td { display: grid; grid-template-columns: 6rem minmax(0, 1fr); align-items: start; padding: 0; border: 0; overflow-wrap: anywhere; }
		.of { display: block; }
	}
`;

/** The page of the simulated world: what to enter in n8n, what is connected, and what one may want to try. */
export function homePage(world: World, apiUrl: string): string {
	const { userSecret, organizationSecret } = ACCOUNTS.main;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated Cloud Elements</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Simulated Cloud Elements</h1>
<p>A platform with its providers on this machine. Everything here is made up: no real account is touched. The clock shows <strong>${new Date(world.state.clock.now()).toISOString()}</strong>.</p>
<p id="said" role="status"></p>
<section>
<h2>What to enter in n8n</h2>
<p>In a credential of the type <em>Cloud Elements API</em>, choose the environment <em>Custom</em>.</p>
${list([
	['Base URL', apiUrl],
	['User secret', userSecret],
	['Organization secret', organizationSecret],
])}
</section>
<section>
<h2>Try</h2>
<div class="try">
${Object.entries(TRIALS)
	.map(([name, { label }]) => form(name, label))
	.join('\n')}
</div>
</section>
<section>
<h2>Connected instances</h2>
${instances(world)}
</section>
<section>
<h2>Newest requests</h2>
${requests(world)}
</section>
<section>
<h2>Customers of the providers</h2>
${customers()}
</section>
<section>
<h2>Keys of the provider apps</h2>
<p>For credentials of the type <em>Cloud Elements App API</em>.</p>
${APPS}
</section>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
