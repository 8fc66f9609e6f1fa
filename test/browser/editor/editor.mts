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

/** By the mark that n8n gives to parts of its editor. */
export const byTestId = (page: Page, id: string): Locator => page.locator(`[data-test-id="${id}"]`);

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

/** Opens the form of a node of {@link place}. */
export async function openForm(
	page: Page,
	origin: string,
	id: string,
	index: number,
): Promise<void> {
	await page.goto(`${origin}/workflow/${id}/${idOf(index)}`);
	await byTestId(page, 'parameter-item').first().waitFor();
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
