import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ORIGINS_IN_FILES, readExamples, type Origins } from '../../demo/examples.mts';
import { openWorkflow, signIn } from './by-hand.mts';
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
const WITHOUT_IT = `${OVER_IT.map((name) => `[data-test-id="${name}"]`).join()}, [role="dialog"], [role="radiogroup"], [role="menu"], [class*="_divider_"], button { visibility: hidden !important; }`;

/** The ports of this run are nobody else's. */
async function writeUsualPorts(page: Page, origins: Partial<Origins>): Promise<void> {
	const moves = Object.entries(origins).map(([name, from]): [string, string] => [
		from,
		ORIGINS_IN_FILES[name as keyof Origins],
	]);
	await page
		.locator('[data-test-id="canvas"] :not(:has(*))')
		.evaluateAll((leaves, pairs: Array<[string, string]>) => {
			for (const leaf of leaves) {
				for (const [from, to] of pairs) {
					if (leaf.textContent.includes(from)) {
						leaf.textContent = leaf.textContent.replace(from, to);
					}
				}
			}
		}, moves);
}

/** Height of what n8n lets hang into the canvas from above. */
const TABS = 16;

/** Takes a picture of each example's canvas into a folder, by the number of the example. */
export async function pictureCanvases(
	browser: Browser,
	origins: Partial<Origins> & Pick<Origins, 'n8n'>,
	folder: string,
): Promise<void> {
	await mkdir(folder, { recursive: true });
	const { workflows } = await readExamples();
	await inWindow(browser, {}, async ({ page }) => {
		await page.setViewportSize({ width: 1200, height: 640 });
		await signIn(page, origins.n8n);
		for (const { id, name } of workflows) {
			await openWorkflow(page, origins.n8n, id);
			await page.addStyleTag({ content: WITHOUT_IT });
			await writeUsualPorts(page, origins);
			await page.waitForLoadState('networkidle');
			const box = await page.locator('[data-test-id="canvas"]').boundingBox();
			if (box === null) throw new Error(`${name} has no canvas`);
			const [number] = name.split(' ');
			await page.screenshot({
				path: join(folder, `${number}.png`),
				clip: { ...box, y: box.y + TABS, height: box.height - TABS },
				animations: 'disabled',
			});
		}
	});
}
