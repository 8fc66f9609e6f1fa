import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findChromium, NO_CHROMIUM } from './chromium.mts';

/** Sizes of a window that customers have, in CSS pixels. */
export const SIZES = {
	phone: { width: 390, height: 844 },
	desktop: { width: 1280, height: 800 },
} as const;

export type Size = keyof typeof SIZES;
export type Scheme = 'light' | 'dark';

const SILENCED = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Starts the browser without a window on the screen. */
export async function launch(): Promise<Browser> {
	const executablePath = findChromium();
	if (executablePath === undefined) throw new Error(NO_CHROMIUM);
	return await chromium.launch({ executablePath, args: SILENCED });
}

export interface WindowOptions extends Pick<BrowserContextOptions, 'javaScriptEnabled'> {
	size?: Size;
	scheme?: Scheme;
	/** In CSS pixels, in place of the size's. */
	width?: number;
}

/** What a window shows, and what the browser found wrong with it. */
export interface Window {
	page: Page;
	/** What it wrote into the console as an error, such as a breach of the content security policy. */
	complaints: string[];
}

/** What the style of a thing came to, such as `16px`. */
export const styleOf = async (locator: Locator, property: string): Promise<string> =>
	await locator.evaluate(
		(element, name) =>
			element.ownerDocument.defaultView.getComputedStyle(element).getPropertyValue(name) as string,
		property,
	);

/** Whether what is typed goes to it. */
export const hasFocus = async (locator: Locator): Promise<boolean> =>
	await locator.evaluate((element) => element.ownerDocument.activeElement === element);

/** A page that says what went wrong has the status of that. */
const IS_STATUS = /^Failed to load resource: the server responded with a status of/;

/** Opens a window of a visitor that nobody knows. */
export async function openWindow(
	browser: Browser,
	{ size = 'desktop', scheme = 'light', width, ...options }: WindowOptions,
): Promise<Window> {
	const viewport = { ...SIZES[size], ...(width !== undefined && { width }) };
	const context = await browser.newContext({
		...options,
		viewport,
		colorScheme: scheme,
		reducedMotion: 'reduce',
	});
	const complaints: string[] = [];
	context.on('console', (message) => {
		if (message.type() === 'error' && !IS_STATUS.test(message.text())) {
			complaints.push(message.text());
		}
	});
	context.setDefaultTimeout(10_000);
	return { page: await context.newPage(), complaints };
}

/** Opens such a window for the time of some work. */
export async function inWindow<Result>(
	browser: Browser,
	options: WindowOptions,
	work: (window: Window) => Promise<Result>,
): Promise<Result> {
	const window = await openWindow(browser, options);
	try {
		return await work(window);
	} finally {
		await window.page.context().close();
	}
}
