import type { Locator, Page } from 'playwright-core';
import { owner } from '../../demo/settings.mts';
import { byTestId, load } from './editor/editor.mts';

/** Signs in as the owner, by hand. */
export async function signIn(page: Page, origin: string): Promise<void> {
	await load(page, `${origin}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
	await page.locator('input[name=password]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/home\//);
}

/** Opens an empty workflow with the node panel beside it. */
export async function newWorkflow(page: Page, origin: string): Promise<void> {
	await page.goto(`${origin}/workflow/new`);
	await byTestId(page, 'canvas-add-button').getByRole('button').click();
	await byTestId(page, 'node-creator-search-bar').waitFor();
}

/** Opens a workflow and waits until all of it is in view. */
export async function openWorkflow(page: Page, origin: string, id: string): Promise<void> {
	await page.goto(`${origin}/workflow/${id}`);
	await byTestId(page, 'canvas-node').first().waitFor();
	await byTestId(page, 'zoom-to-fit').click();
}

/** Searches the node panel and adds one of ours, which n8n wants confirmed; the node is open then. */
export async function addOurs(page: Page, search: string, displayName: string): Promise<void> {
	await choose(page, search, displayName);
	await page.getByRole('button', { name: 'Add to workflow' }).click();
	await byTestId(page, 'ndv').waitFor();
}

/** Searches the node panel and clicks what it found. */
export async function choose(page: Page, search: string, displayName: string): Promise<void> {
	await byTestId(page, 'node-creator-search-bar').fill(search);
	await byTestId(page, 'node-creator-node-item').filter({ hasText: displayName }).first().click();
}

/** Opens the node panel from the plus beside an output, which has a name where a node has several. */
export async function addAfter(page: Page, output = ''): Promise<void> {
	await byTestId(page, 'canvas-node-output-handle')
		.filter({ hasText: output })
		.locator('[data-test-id="canvas-handle-plus"]')
		.click();
	await byTestId(page, 'node-creator-search-bar').waitFor();
}

export async function closeNode(page: Page): Promise<void> {
	await byTestId(page, 'ndv-close-button').click();
	await byTestId(page, 'ndv').waitFor({ state: 'hidden' });
}

/** Fills a field of the open node or credential, by the name of its parameter. */
export async function fill(page: Page, parameter: string, text: string): Promise<void> {
	await byTestId(page, `parameter-input-${parameter}`).last().locator('input').fill(text);
}

/** Chooses from the list of a field. */
export async function select(page: Page, parameter: string, label: string): Promise<void> {
	await byTestId(page, `parameter-input-${parameter}`).last().locator('input').click();
	await page.getByRole('option').getByText(label, { exact: true }).click();
}

/** The selector of a credential in the open node. */
const credentialSelector = (page: Page, label: string): Locator =>
	byTestId(page, 'node-credentials-slot')
		.filter({ hasText: label })
		.locator('[data-test-id="node-credentials-select"]');

export async function chooseCredential(page: Page, label: string, name: string): Promise<void> {
	await credentialSelector(page, label).click();
	await page.getByRole('option').getByText(name, { exact: true }).click();
}

/** Makes a credential from a node that wants one, and names it; n8n tests it and closes its form by itself. */
export async function createCredential(
	page: Page,
	label: string,
	name: string,
	fillIn: () => Promise<void>,
): Promise<void> {
	await credentialSelector(page, label).click();
	await byTestId(page, 'node-credentials-select-item-new').last().click();
	const form = byTestId(page, 'editCredential-modal');
	await form.locator('[data-test-id="inline-edit-preview"]').click();
	await form.locator('[data-test-id="inline-edit-input"]').fill(name);
	await page.keyboard.press('Enter');
	await fillIn();
	await byTestId(page, 'credential-save-button').click();
	await form.waitFor({ state: 'hidden' });
}

/** The URL that a trigger with this path shows under Webhook URLs, Production URL. */
export async function productionUrl(page: Page, path: string): Promise<string> {
	await page.getByText('Webhook URLs').click();
	await page.getByText('Production URL', { exact: true }).click();
	return await page.getByText(new RegExp(`^https?:.*/webhook/${path}$`)).innerText();
}

export async function publish(page: Page): Promise<void> {
	await byTestId(page, 'workflow-open-publish-modal-button').click();
	await byTestId(page, 'workflow-publish-button').click();
	await page.getByText('Published', { exact: true }).first().waitFor();
}

/** Presses the large button below the canvas and waits until the workflow has ended well. */
export async function execute(page: Page): Promise<void> {
	await byTestId(page, 'execute-workflow-button').click();
	await page.getByText('Workflow executed successfully').waitFor();
}

export async function openNode(page: Page, name: string): Promise<void> {
	const label = page.getByText(name, { exact: true });
	await byTestId(page, 'canvas-node').filter({ has: label }).dblclick();
	await byTestId(page, 'ndv').waitFor();
}

/** A text in the output of the open node. */
export async function outputText(page: Page, text: RegExp): Promise<string> {
	return await byTestId(page, 'output-panel').getByText(text).first().innerText();
}
