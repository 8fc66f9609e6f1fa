import type { Browser } from 'playwright-core';
import { closeNode, execute, openNode, openWorkflow, signIn } from './by-hand.mts';
import { byTestId } from './editor/editor.mts';
import { inWindow } from './windows.mts';

const READ_INVOICES = 'ceExInvoices0001';

/** Of the picture: the rows, and little below them. */
const HEIGHT = 240;

/** Runs the first example by hand and takes a picture of what it read, of three companies. */
export async function pictureInvoices(browser: Browser, n8n: string, file: string): Promise<void> {
	await inWindow(browser, { width: 1500 }, async ({ page }) => {
		await signIn(page, n8n);
		await openWorkflow(page, n8n, READ_INVOICES);
		await execute(page);
		await openNode(page, 'Owed to Each');
		await byTestId(page, 'output-panel').getByText('Table', { exact: true }).click();
		await page.getByText('Workflow executed successfully').waitFor({ state: 'hidden' });
		const box = await byTestId(page, 'output-panel').boundingBox();
		if (box === null) throw new Error('The node has no output');
		await page.screenshot({ path: file, clip: { ...box, height: HEIGHT }, animations: 'disabled' });
		await closeNode(page);
	});
}
