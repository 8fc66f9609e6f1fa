import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { connectFirstCompanies } from '../../demo/provision.mts';
import { openHarness } from '../n8n/open-harness.mts';
import { DEMO } from '../n8n/onboarding.mts';
import { startSession } from '../n8n/session.mts';
import { pictureCanvases } from './canvases.mts';
import { foreignOnes } from './foreign.mts';
import { pictureInvoices } from './invoices.mts';
import { serveChoice, servePages, show, type Served } from './served.mts';
import { inWindow, launch, type Scheme, type Size } from './windows.mts';

/** Takes the pictures of docs/images: what customers see, served by a real n8n, the canvases of the examples, and what one of them reads. */

const FOLDER = join(import.meta.dirname, '../../docs/images');

/** Which pages are worth a picture, and how. */
const PICTURES: Array<[name: string, page: string, size: Size, scheme: Scheme]> = [
	['connect-page', 'choice', 'desktop', 'light'],
	['connect-page-phone', 'choice', 'phone', 'light'],
	['connect-page-phone-dark', 'choice', 'phone', 'dark'],
	['connect-page-site-address', 'siteWrong', 'phone', 'light'],
	['connect-page-right-to-left', 'rightToLeft', 'phone', 'light'],
	['connect-page-own-color', 'ownColor', 'phone', 'dark'],
	['connect-page-expired', 'expired', 'phone', 'light'],
	['connect-page-failed', 'failed', 'phone', 'light'],
	['reconnect', 'reconnect', 'phone', 'light'],
	['connected', 'connected', 'desktop', 'light'],
	['connected-phone-dark', 'connected', 'phone', 'dark'],
	['received', 'received', 'phone', 'light'],
	['denied', 'denied', 'phone', 'light'],
	['not-connected', 'notConnected', 'phone', 'dark'],
	['slow', 'slow', 'phone', 'light'],
];

async function pagesOfOneN8n(browser: Browser): Promise<Record<string, Served>> {
	const { session, end } = await startSession();
	try {
		const { harness, close } = await openHarness(session);
		const place = { client: harness.client, origin: session.origin, ...DEMO };
		try {
			const pages: Record<string, Served> = await servePages(place, harness.simulator);
			for (const [name, change] of Object.entries(foreignOnes)) {
				pages[name] = await serveChoice(place, change);
			}
			await pictureCanvases(
				browser,
				{ n8n: session.origin, simulator: harness.simulator.origin },
				join(FOLDER, 'examples'),
			);
			await connectFirstCompanies(harness.client, () => undefined);
			await pictureInvoices(browser, session.origin, join(FOLDER, 'invoices.png'));
			return pages;
		} finally {
			await close();
		}
	} finally {
		await end();
	}
}

const browser = await launch();
try {
	const pages = await pagesOfOneN8n(browser);
	await mkdir(FOLDER, { recursive: true });
	for (const [name, page, size, scheme] of PICTURES) {
		await inWindow(browser, { size, scheme }, async (window) => {
			await show(window.page, pages[page] as Served);
			await window.page.screenshot({ path: join(FOLDER, `${name}.png`) });
		});
	}
} finally {
	await browser.close();
}
