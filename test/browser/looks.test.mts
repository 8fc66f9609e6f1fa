import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useHarness } from '../n8n/harness.mts';
import { DEMO } from '../n8n/onboarding.mts';
import { serveChoice, servePages, show, type PageName, type Served } from './served.mts';
import { foreignOnes } from './foreign.mts';
import { useBrowser } from './use-browser.mts';
import { violations } from './axe.mts';
import { styleOf, type Scheme, type Size } from './windows.mts';

const harness = useHarness();
const inWindow = useBrowser();

type Look = PageName | 'rightToLeft' | 'ownColor';

const pages = {} as Record<Look, Served>;

beforeAll(async () => {
	const { client, session, simulator } = harness;
	const place = { client, origin: session.origin, ...DEMO };
	Object.assign(pages, await servePages(place, simulator));
	for (const [name, change] of Object.entries(foreignOnes)) {
		pages[name as Look] = await serveChoice(place, change);
	}
}, 300_000);

const titles: Record<Look, string> = {
	choice: 'Connect your accounting software',
	reconnect: 'Reconnect your accounting software',
	siteWrong: 'Connect your accounting software',
	chooseAgain: 'Connect your accounting software',
	expired: 'This invitation has expired',
	refused: 'This link cannot be used',
	failed: 'That did not work',
	received: 'Approval received',
	connected: 'Connected: Harbor Lane Bakery',
	denied: 'Nothing was connected',
	linkRefused: 'This link cannot be used',
	notConnected: 'The connection was not made',
	slow: 'This takes longer than usual',
	rightToLeft: 'اربط برنامج المحاسبة الخاص بك',
	ownColor: 'Connect your accounting software',
};
const names = Object.keys(titles) as Look[];

/** By how many pixels a page is wider than its window. */
const overflow = async (page: Page): Promise<number> =>
	await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);

const windows: Array<[Size, Scheme]> = [
	['phone', 'light'],
	['phone', 'dark'],
	['desktop', 'light'],
	['desktop', 'dark'],
];

describe.each(windows)('On a %s, %s', (size, scheme) => {
	it.each(names)('axe finds nothing on the page %s, nor does the browser', async (name) => {
		await inWindow({ size, scheme }, async ({ page, complaints }) => {
			await show(page, pages[name]);
			expect(await page.locator('h1').textContent()).toBe(titles[name]);
			expect(await violations(page)).toEqual([]);
			expect(await overflow(page)).toBe(0);
			expect(complaints).toEqual([]);
		});
	});
});

describe('Nothing has to be scrolled sideways', () => {
	it.each(names)('on the page %s in a window of 320 pixels', async (name) => {
		await inWindow({ width: 320 }, async ({ page }) => {
			await show(page, pages[name]);
			expect(await overflow(page)).toBe(0);
		});
	});

	it.each(names)('on the page %s with letters of twice the size', async (name) => {
		await inWindow({ size: 'phone' }, async ({ page }) => {
			const devtools = await page.context().newCDPSession(page);
			await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
			await show(page, pages[name]);
			const heading = page.locator('h1');
			expect(await styleOf(heading, 'font-size')).toBe('48px');
			expect(await overflow(page)).toBe(0);
		});
	});
});

describe('What can be pressed', () => {
	it.each(names)('is large enough for a finger on the page %s', async (name) => {
		await inWindow({ size: 'phone' }, async ({ page }) => {
			await show(page, pages[name]);
			for (const target of await page.locator('button, a, input:not([type=hidden])').all()) {
				const box = await target.boundingBox();
				expect(box?.height).toBeGreaterThanOrEqual(44);
				expect(box?.width).toBeGreaterThanOrEqual(44);
			}
		});
	});
});

describe('A page in a language that is written from the right', () => {
	it('runs from the right, the signs and the fields too', async () => {
		await inWindow({ size: 'phone' }, async ({ page }) => {
			await show(page, pages.rightToLeft);
			expect(await page.locator('html').getAttribute('lang')).toBe('ar');
			const sign = await page.locator('.mark').first().boundingBox();
			const label = await page.locator('h2').first().boundingBox();
			expect(sign?.x).toBeGreaterThan(label?.x as number);
			const field = page.locator('input[name=siteAddress]');
			expect(await styleOf(field, 'direction')).toBe('rtl');
		});
	});
});
