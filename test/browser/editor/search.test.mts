import { expect, it } from '@jest/globals';
import { useHarness } from '../../n8n/harness.mts';
import { useBrowser } from '../use-browser.mts';
import { byTestId, letPass, signIn } from './editor.mts';

const harness = useHarness();
const inWindow = useBrowser();

/** What the node panel shows for what somebody types, best first. */
async function found(query: string): Promise<string[]> {
	let names: string[] = [];
	await inWindow({}, async ({ page }) => {
		await signIn(page, harness.session.origin);
		await page.goto(`${harness.session.origin}/workflow/new`);
		await page.getByText('Add first step').click();
		await byTestId(page, 'node-creator-search-bar').fill(query);
		await letPass(page);
		names = await byTestId(page, 'node-creator-item-name').allTextContents();
	});
	return names.map((name) => name.trim());
}

const GET_LINK = 'Cloud Elements: Get OAuth URL';
const PAGE = 'Cloud Elements: Connect Page';
const INVITE = 'Cloud Elements: Invite Customer';
const MANAGE = 'Cloud Elements: Manage Instance';
const REQUEST = 'Cloud Elements: Element Request';

// n8n's own nodes of QuickBooks, Xero and the like stand among the first too.
it.each<[string, number, string[]]>([
	['connect customer', 3, [GET_LINK, PAGE, INVITE]],
	['onboard', 3, [GET_LINK, PAGE, INVITE]],
	['quickbooks', 9, ['QuickBooks: Custom API', GET_LINK, PAGE, REQUEST]],
	['oauth', 2, [GET_LINK, 'Cloud Elements: OAuth Callback Trigger']],
	['xero', 7, [GET_LINK, PAGE, REQUEST]],
	['sap', 5, [GET_LINK, PAGE, MANAGE, REQUEST]],
	['reconnect', 2, [MANAGE, INVITE]],
	['webhook accounting', 1, ['Cloud Elements: Element Event Trigger']],
	[
		'cloud elements',
		6,
		[PAGE, GET_LINK, MANAGE, REQUEST, INVITE, 'Cloud Elements: Create Instance'],
	],
])('Who types "%s" sees among the first %i: %j', async (query, count, wanted) => {
	expect((await found(query)).slice(0, count)).toEqual(expect.arrayContaining(wanted));
});

it('QuickBooks\' own API is not found by "cloud elements", which it does without', async () => {
	expect(await found('cloud elements')).not.toContain('QuickBooks: Custom API');
});
