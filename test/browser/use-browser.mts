import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { inWindow, launch, type Window, type WindowOptions } from './windows.mts';

/** A browser for the tests of a file; each opens windows of its own. */
export function useBrowser(): (
	options: WindowOptions,
	work: (window: Window) => Promise<void>,
) => Promise<void> {
	let browser: Browser | undefined;
	beforeAll(async () => {
		browser = await launch();
	});
	afterAll(async () => await browser?.close());
	return async (options, work) => await inWindow(browser as Browser, options, work);
}
