import type { Page } from 'playwright-core';
import type { Simulator } from '../../simulator/index.mts';
import { until } from '../../n8n/polling.mts';
import { answerConsent, type Choice } from '../support/consent.mts';
import { pressButton } from '../support/connect-page.mts';
import {
	callbackUrlOf,
	invite,
	pageUrlOf,
	pageWorkflow,
	whilePublished,
	type Change,
	type Place,
} from '../n8n/onboarding.mts';

/** A page as n8n served it, so that it can be looked at again and again. */
export interface Served {
	url: string;
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** Shows a page in a window as n8n served it, headers and all. */
export async function show(page: Page, { url, ...answer }: Served): Promise<void> {
	await page.route(url, async (route) => await route.fulfill(answer));
	await page.goto(url);
}

/** Said of the connection between browser and server, not of the page. */
const OF_THE_CONNECTION = new Set([
	'connection',
	'content-encoding',
	'content-length',
	'keep-alive',
	'transfer-encoding',
]);

async function served(url: string, answer: Response): Promise<Served> {
	const headers = [...answer.headers].filter(([name]) => !OF_THE_CONNECTION.has(name));
	return {
		url,
		status: answer.status,
		headers: Object.fromEntries(headers),
		body: await answer.text(),
	};
}

/** The page after consent of a customer who pressed QuickBooks. */
async function afterConsent(place: Place, choice: Choice = {}): Promise<Served> {
	const answer = await pressButton(await invite(place), 'QuickBooks');
	const callback = await answerConsent(answer.headers.get('location') as string, choice);
	return await served(callback, await fetch(callback));
}

type Pages<Name extends string> = Record<Name, Served>;

/** What the Connect Page itself shows. */
async function connectPages(
	place: Place,
	simulator: Simulator,
): Promise<
	Pages<'choice' | 'reconnect' | 'siteWrong' | 'chooseAgain' | 'expired' | 'refused' | 'failed'>
> {
	const inviteUrl = await invite(place);
	const opened = async (url: string) => await served(url, await fetch(url));
	const pressed = async (button: string, fields: Record<string, string> = {}) =>
		await served(inviteUrl, await pressButton(inviteUrl, button, fields));
	const choice = await opened(inviteUrl);
	const reconnect = await opened(await invite(place, { instanceId: '17' }));
	const siteWrong = await pressed('FreshBooks', { siteAddress: 'my shop' });
	const chooseAgain = await pressed('FreshBooks', { siteAddress: 'myshop', offer: '9' });
	const brief = await invite(place, { expiresInDays: 0.00001 });
	const expired = await until('an invitation of a second to be over', async () => {
		const page = await opened(brief);
		return page.status === 410 ? page : undefined;
	});
	const refused = await opened(pageUrlOf(place));
	simulator.fault({ path: '.*/oauth/url', status: 401, times: 9 });
	const failed = await pressed('QuickBooks');
	simulator.reset();
	return { choice, reconnect, siteWrong, chooseAgain, expired, refused, failed };
}

/** What a customer sees after consent, of a workflow that says what came of it. */
async function callbackPages(
	place: Place,
	simulator: Simulator,
): Promise<Pages<'connected' | 'denied' | 'linkRefused' | 'notConnected' | 'slow'>> {
	const connected = await afterConsent(place);
	const denied = await afterConsent(place, { decision: 'deny' });
	const forged = `${callbackUrlOf(place)}?state=forged&code=forged`;
	const linkRefused = await served(forged, await fetch(forged));
	simulator.fault({ method: 'POST', path: '/instances', status: 401 });
	const notConnected = await afterConsent(place);
	// Longer than a browser is made to wait.
	simulator.fault({ method: 'POST', path: '/instances', delayMs: 52_000 });
	const slow = await afterConsent(place);
	return { connected, denied, linkRefused, notConnected, slow };
}

export type PageName =
	| keyof Awaited<ReturnType<typeof connectPages>>
	| keyof Awaited<ReturnType<typeof callbackPages>>
	| 'received';

/** Every page that a customer can come to, once each. Takes about a minute, for the one of a slow workflow. */
export async function servePages(place: Place, simulator: Simulator): Promise<Pages<PageName>> {
	const pages: Partial<Pages<PageName>> = {};
	await whilePublished(place, pageWorkflow(place), async () => {
		Object.assign(pages, await connectPages(place, simulator));
		Object.assign(pages, await callbackPages(place, simulator));
	});
	const atOnce = pageWorkflow(place, { callback: { options: { answer: 'atOnce' } } });
	await whilePublished(place, atOnce, async () => {
		pages.received = await afterConsent(place);
	});
	return pages as Pages<PageName>;
}

/** The page where a customer chooses, of a workflow that was changed. */
export async function serveChoice(place: Place, change: Change): Promise<Served> {
	let choice: Served | undefined;
	await whilePublished(place, pageWorkflow(place, change), async () => {
		const url = await invite(place);
		choice = await served(url, await fetch(url));
	});
	return choice as unknown as Served;
}
