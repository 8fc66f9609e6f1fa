import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { hasFocus, styleOf } from './windows.mts';

/** How a customer works a page. */
export interface Hands {
	press(page: Page, button: string): Promise<void>;
	write(page: Page, label: RegExp, text: string): Promise<void>;
}

export const byPointer: Hands = {
	press: async (page, button) => await page.getByRole('button', { name: button }).click(),
	write: async (page, label, text) => await page.getByLabel(label).fill(text),
};

const MOST_STEPS = 20;

/** Presses Tab until a thing has the focus, and looks whether one sees that it has. */
async function tabTo(page: Page, locator: Locator): Promise<void> {
	for (let step = 0; step < MOST_STEPS; step++) {
		await page.keyboard.press('Tab');
		if (!(await hasFocus(locator))) continue;
		expect(await styleOf(locator, 'outline-style')).not.toBe('none');
		expect(parseFloat(await styleOf(locator, 'outline-width'))).toBeGreaterThanOrEqual(2);
		return;
	}
	throw new Error(`Tab does not lead to ${String(locator)}`);
}

export const byKeyboard: Hands = {
	press: async (page, button) => {
		await tabTo(page, page.getByRole('button', { name: button }));
		await page.keyboard.press('Enter');
	},
	write: async (page, label, text) => {
		await tabTo(page, page.getByLabel(label));
		await page.keyboard.type(text);
	},
};

/** Waits until the page with a heading is there. */
export async function expectHeading(page: Page, heading: string): Promise<void> {
	await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

export const CONSENT = 'Share your data with an application?';

/** Chooses QuickBooks at a page and comes to its consent page. */
export async function goToConsent(page: Page, pageUrl: string, hands = byPointer): Promise<void> {
	await page.goto(pageUrl);
	await hands.press(page, 'Continue with QuickBooks Online');
	await expectHeading(page, CONSENT);
}

/** The same, and approves. */
export async function connect(page: Page, pageUrl: string, hands = byPointer): Promise<void> {
	await goToConsent(page, pageUrl, hands);
	await hands.press(page, 'Approve');
}
