import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ORIGINS_IN_FILES, readExamples } from '../../demo/examples.mts';
import { openWorkflow, signIn } from './editor.mts';
import { inWindow } from './windows.mts';

/** What lies over the canvas and is no part of the workflow. */
const OVER_IT = [
	'canvas-controls',
	'execute-workflow-button',
	'node-creator-plus-button',
	'command-bar-button',
	'add-sticky-button',
	'toggle-focus-panel-button',
	'instance-ai-canvas-action-button',
	'canvas-handle-plus-wrapper',
];
const WITHOUT_IT = `${OVER_IT.map((name) => `[data-test-id="${name}"]`).join()}, [role="dialog"], [role="radiogroup"], [role="menu"], button { visibility: hidden !important; }`;

/** The port of this run is nobody else's. */
async function replaceTexts(page: Page, from: string, to: string): Promise<void> {
	await page.locator('[data-test-id="sticky"] a').evaluateAll(
		(links, [before = '', after = '']) => {
			for (const link of links) link.textContent = link.textContent.replace(before, after);
		},
		[from, to],
	);
}

/** Takes a picture of each example's canvas into a folder, by the number of the example. */
export async function pictureCanvases(
	browser: Browser,
	origin: string,
	folder: string,
): Promise<void> {
	await mkdir(folder, { recursive: true });
	const { workflows } = await readExamples();
	await inWindow(browser, {}, async ({ page }) => {
		await page.setViewportSize({ width: 1200, height: 640 });
		await signIn(page, origin);
		for (const { id, name } of workflows) {
			await openWorkflow(page, origin, id);
			await page.addStyleTag({ content: WITHOUT_IT });
			await replaceTexts(page, origin, ORIGINS_IN_FILES.n8n);
			await page.waitForLoadState('networkidle');
			const [number] = name.split(' ');
			await page
				.locator('[data-test-id="canvas"]')
				.screenshot({ path: join(folder, `${number}.png`), animations: 'disabled' });
		}
	});
}
