import { expect, it } from '@jest/globals';
import { useHarness } from '../../n8n/harness.mts';
import { useBrowser } from '../use-browser.mts';
import { byTestId, letPass, load, signIn } from './editor.mts';

const harness = useHarness();
const inWindow = useBrowser();

/** What the node panel shows for each text that somebody types, best first. */
async function found(queries: readonly string[]): Promise<Record<string, string[]>> {
	const shown: Record<string, string[]> = {};
	await inWindow({}, async ({ page }) => {
		await signIn(page, harness.session.origin);
		await load(page, `${harness.session.origin}/workflow/new`);
		await page.getByText('Add first step').waitFor();
		await page.keyboard.press('n');
		for (const query of queries) {
			await byTestId(page, 'node-creator-search-bar').fill(query);
			await letPass(page);
			const names = await byTestId(page, 'node-creator-item-name').allTextContents();
			shown[query] = names.map((name) => name.trim().replace('Cloud Elements: ', ''));
		}
	});
	return shown;
}

/** What somebody who types a text wants to see, and among how many. n8n has nodes of QuickBooks and Xero too. */
const WANTED: Record<string, [count: number, names: string[]]> = {
	'connect customer': [3, ['Get OAuth URL', 'Connect Page', 'Invite Customer']],
	onboard: [3, ['Get OAuth URL', 'Connect Page', 'Invite Customer']],
	quickbooks: [9, ['QuickBooks: Custom API', 'Get OAuth URL', 'Connect Page', 'Element Request']],
	oauth: [2, ['Get OAuth URL', 'OAuth Callback Trigger']],
	xero: [7, ['Get OAuth URL', 'Connect Page', 'Element Request']],
	sap: [5, ['Get OAuth URL', 'Connect Page', 'Manage Instance', 'Element Request']],
	reconnect: [2, ['Manage Instance', 'Invite Customer']],
	'webhook accounting': [1, ['Element Event Trigger']],
	'cloud elements': [4, ['Connect Page', 'Get OAuth URL', 'Manage Instance', 'Create Instance']],
};

it('The node panel finds what people look for, and no node that does without the platform by its name', async () => {
	const shown = await found(Object.keys(WANTED));
	const missing = Object.entries(WANTED).map(([query, [count, names]]) => {
		const first = shown[query]?.slice(0, count) ?? [];
		return [query, names.filter((name) => !first.includes(name))];
	});
	expect(missing).toEqual(Object.keys(WANTED).map((query) => [query, []]));
	expect(shown['cloud elements']).not.toContain('QuickBooks: Custom API');
}, 90_000);
