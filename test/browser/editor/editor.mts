import type { Locator, Page } from 'playwright-core';
import { owner } from '../../../demo/settings.mts';
import type { N8nClient, Workflow } from '../../../n8n/client/client.mts';

/** A node to look at: its name on the canvas, its type without the package, and what is set in it. */
export interface Sample {
	name: string;
	type: string;
	parameters?: Record<string, unknown>;
}

/** Longer than the editor waits for who types, and than it takes to find a fault in a text. */
const PAUSE_MS = 3000;

/** Longer than a new n8n takes to load its editor for the first time. */
const LOAD_MS = 30_000;

/** By the mark that n8n gives to parts of its editor. */
export const byTestId = (page: Page, id: string): Locator => page.locator(`[data-test-id="${id}"]`);

/** Goes to an address of the editor, which may be the first. */
export async function load(page: Page, url: string): Promise<void> {
	await page.goto(url, { timeout: LOAD_MS });
}

/** Signs in as the owner, with a clock that can be moved. */
export async function signIn(page: Page, origin: string): Promise<void> {
	const { email: emailOrLdapLoginId, password } = owner;
	const browserId = 'editor-tests';
	await page.clock.install();
	await page.addInitScript(`localStorage.setItem('n8n-browserId', '${browserId}')`);
	const answer = await page.request.post(`${origin}/rest/login`, {
		data: { emailOrLdapLoginId, password },
		headers: { 'browser-id': browserId },
	});
	if (!answer.ok()) throw new Error(`n8n did not let the owner in: ${answer.status()}`);
}

/** Lets everything happen for which the editor waits a moment. */
export const letPass = async (page: Page): Promise<void> => await page.clock.runFor(PAUSE_MS);

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Makes a workflow of nodes that stand beside each other. */
export async function place(client: N8nClient, samples: readonly Sample[]): Promise<Workflow> {
	return await client.createWorkflow({
		name: 'Nodes to look at',
		nodes: samples.map(({ name, type, parameters = {} }, index) => ({
			id: idOf(index),
			name,
			type: `n8n-nodes-cloud-elements.${type}`,
			typeVersion: 1,
			position: [(index % 5) * 320, Math.floor(index / 5) * 240],
			parameters,
		})),
		connections: {},
		settings: {},
	});
}

/** Goes to an address of the editor; it loads the editor only where it is not open yet. */
async function visit(page: Page, origin: string, path: string): Promise<void> {
	if (!page.url().startsWith(`${origin}/workflow/`)) {
		await load(page, origin + path);
		return;
	}
	await page.locator('html').evaluate(({ ownerDocument: { defaultView: window } }, to) => {
		window.history.pushState({}, '', to);
		window.dispatchEvent(new window.PopStateEvent('popstate', { state: {} }));
	}, path);
}

/** Opens the form of a node of {@link place}. */
export async function openForm(
	page: Page,
	origin: string,
	{ id, nodes }: Workflow,
	index: number,
): Promise<void> {
	await visit(page, origin, `/workflow/${id}/${idOf(index)}`);
	const form = byTestId(page, 'ndv');
	// The name that can be typed over stands there once more, to be measured.
	await form
		.getByText(nodes[index]?.name ?? '', { exact: true })
		.first()
		.waitFor({ state: 'attached', timeout: LOAD_MS });
	await form.locator('[data-test-id="parameter-item"]').first().waitFor();
	await letPass(page);
}

/** Names of the parameters that the open form shows in red. */
export async function redFields(page: Page): Promise<string[]> {
	const field = '.parameter-value-container';
	const red = page.locator(`${field}.has-issues, ${field}:has(.cm-lint-marker-error)`);
	const marks = await red.evaluateAll((all) =>
		all.map((element) => String(element.getAttribute('data-test-id'))),
	);
	return marks.map((mark) => mark.replace('parameter-input-', ''));
}

/** Texts of the open form that do not fit into their place, what its fields hold and propose included. n8n leaves the modes of a locator no room. */
export async function cutTexts(page: Page): Promise<string[]> {
	const inForm = (selector: string) =>
		byTestId(page, 'parameter-item').locator(
			`${selector}:not([data-test-id="rlc-mode-selector"] *)`,
		);
	const inFields = await inForm('input').evaluateAll((inputs) =>
		inputs
			.filter((input) => {
				const { value, placeholder, scrollWidth, clientWidth, ownerDocument } = input;
				if (value !== '') return scrollWidth > clientWidth + 1;
				const style = ownerDocument.defaultView.getComputedStyle(input);
				const pen = ownerDocument.createElement('canvas').getContext('2d');
				pen.font = style.font;
				const room = clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
				return pen.measureText(placeholder).width > room;
			})
			.map(({ value, placeholder }) => String(value || placeholder)),
	);
	const around = await inForm(':not(:has(*))').evaluateAll((leaves) =>
		leaves
			.filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
			.filter(
				(leaf) => leaf.ownerDocument.defaultView.getComputedStyle(leaf).overflowX !== 'visible',
			)
			.map(({ textContent }) => String(textContent).trim())
			.filter((text) => text !== ''),
	);
	return [...new Set([...inFields, ...around])];
}

/** Texts of the open form that hold something meant for a program, not for a reader. */
export async function rawTexts(page: Page): Promise<string[]> {
	const texts = await byTestId(page, 'parameter-item').evaluateAll((items) =>
		items.map((item) => {
			const copy = item.cloneNode(true);
			// What is edited as an expression is one.
			for (const editor of copy.querySelectorAll('.cm-editor')) editor.remove();
			return String(copy.textContent);
		}),
	);
	return texts.filter((text) =>
		/\{\{|undefined|\[object|NaN|\$parameter|&\w+;|<\w+[ >/]/.test(text),
	);
}
