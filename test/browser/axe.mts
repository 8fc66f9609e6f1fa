import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong or cannot tell, in one line for each element; it can tell nothing of text in a drawing. */
export async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	const found = await page.evaluate(async () => {
		const { violations, incomplete } = await (globalThis as unknown as { axe: typeof axe }).axe.run(
			{ exclude: ['.mark'] },
			// A frame without scripts lets no axe in.
			{ iframes: false, rules: { 'frame-tested': { enabled: false } } },
		);
		return [...violations, ...incomplete].flatMap(({ id, nodes }) =>
			nodes.map(({ html }) => `${id}: ${html}`),
		);
	});
	return found;
}
