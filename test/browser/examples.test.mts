import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { readExamples } from '../../demo/examples.mts';
import { useHarness } from '../n8n/harness.mts';
import { openWorkflow, signIn } from './by-hand.mts';
import { byTestId, place } from './editor/editor.mts';
import { useBrowser } from './use-browser.mts';

const harness = useHarness();
const inWindow = useBrowser();
const { workflows } = await readExamples();

const STICKY = 'n8n-nodes-base.stickyNote';

/** Opens a workflow, and counts its nodes and the marks that n8n puts on those that cannot run. */
async function look(page: Page, id: string): Promise<{ nodes: number; wrong: number }> {
	await openWorkflow(page, harness.session.origin, id);
	const marks = page.locator('[data-test-id="node-issues"], [data-test-id="node-setup-required"]');
	return { nodes: await byTestId(page, 'canvas-node').count(), wrong: await marks.count() };
}

describe('On the canvas', () => {
	it('every example stands whole, and nothing in it is marked as wrong', async () => {
		const seen: unknown[] = [];
		const broken = await place(harness.client, [{ name: 'No account', type: 'createInstance' }]);
		await inWindow({}, async ({ page }) => {
			await signIn(page, harness.session.origin);
			expect(await look(page, broken.id)).toEqual({ nodes: 1, wrong: 1 });
			for (const { id, name } of workflows) seen.push({ name, ...(await look(page, id)) });
		});
		expect(seen).toEqual(
			workflows.map(({ name, nodes }) => ({
				name,
				nodes: nodes.filter(({ type }) => type !== STICKY).length,
				wrong: 0,
			})),
		);
	}, 300_000);
});
