import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { COMPANIES } from '../../simulator/seed.mts';
import { useHarness } from '../n8n/harness.mts';
import {
	DEMO,
	invite,
	pageWorkflow,
	whilePublished,
	type Change,
	type Place,
} from '../n8n/onboarding.mts';
import { formsIn } from '../support/connect-page.mts';
import { escapeHtml } from '../../simulator/providers/pages.mts';
import { call } from '../support/platform.mts';
import { byPointer, connect, CONSENT, expectHeading, goToConsent } from './trips.mts';
import { useBrowser } from './use-browser.mts';

const harness = useHarness();
const inWindow = useBrowser();
const [bakery] = COMPANIES;
const CONNECTED = `Connected: ${bakery.name}`;

const place = (): Place => ({
	client: harness.client,
	origin: harness.session.origin,
	...DEMO,
});

const withPage = async (
	work: (visit: { workflowId: string; inviteUrl: string }) => Promise<void>,
	change: Change = {},
) =>
	await whilePublished(place(), pageWorkflow(place(), change), async ({ id }) => {
		await work({ workflowId: id, inviteUrl: await invite(place()) });
	});

const instances = async () =>
	(await call(harness.simulator, 'GET', '/instances')).body as Array<Record<string, unknown>>;

describe('A reload', () => {
	it.each<[string, Change]>([
		[CONNECTED, {}],
		['Approval received', { callback: { options: { answer: 'atOnce' } } }],
	])('of the page "%s" shows it again, and there is one instance', async (heading, change) => {
		await withPage(async ({ workflowId, inviteUrl }) => {
			await inWindow({}, async ({ page }) => {
				await connect(page, inviteUrl);
				await expectHeading(page, heading);
				await page.reload();
				await expectHeading(page, heading);
			});
			for (const { id } of await harness.client.executions(workflowId)) {
				expect(await harness.client.finishedExecution(id)).toMatchObject({ status: 'success' });
			}
			expect(await instances()).toHaveLength(1);
		}, change);
	});

	it('of the page of a customer who denied connects nothing', async () => {
		await withPage(async ({ inviteUrl }) => {
			await inWindow({}, async ({ page }) => {
				await goToConsent(page, inviteUrl);
				await byPointer.press(page, 'Deny');
				await expectHeading(page, 'Nothing was connected');
				await page.reload();
				await expectHeading(page, 'Nothing was connected');
			});
			expect(await instances()).toEqual([]);
		});
	});

	it('of the page with a wrong site address starts nothing', async () => {
		await withPage(async ({ workflowId, inviteUrl }) => {
			await inWindow({}, async ({ page }) => {
				await page.goto(inviteUrl);
				await page.getByLabel(/address at FreshBooks/).fill('my shop');
				await byPointer.press(page, 'Continue with FreshBooks');
				const wrong = page.getByText('Please enter the first part of your address');
				await wrong.waitFor();
				await page.reload();
				await wrong.waitFor();
			});
			expect(await harness.client.executions(workflowId)).toEqual([]);
		});
	});
});

describe('The way back from the software', () => {
	it('leads to the page, which works again', async () => {
		await withPage(async ({ inviteUrl }) => {
			await inWindow({ size: 'phone' }, async ({ page }) => {
				await goToConsent(page, inviteUrl);
				await page.goBack();
				await expectHeading(page, 'Connect your accounting software');
				await byPointer.press(page, 'Continue with QuickBooks Online');
				await expectHeading(page, CONSENT);
				await byPointer.press(page, 'Approve');
				await expectHeading(page, CONNECTED);
			});
		});
	});
});

describe('Two tabs with one invitation', () => {
	it('each come to the end, for the same customer', async () => {
		await withPage(async ({ inviteUrl }) => {
			await inWindow({}, async ({ page }) => {
				const other = await page.context().newPage();
				await goToConsent(page, inviteUrl);
				await goToConsent(other, inviteUrl);
				await byPointer.press(page, 'Approve');
				await expectHeading(page, CONNECTED);
				await byPointer.press(other, 'Approve');
				await expectHeading(other, CONNECTED);
			});
			const tags = (await instances()).map((instance) => instance.tags);
			expect(tags.length).toBeGreaterThan(0);
			for (const each of tags) expect(each).toContain('customer:cus_77');
		});
	});
});

/** A site of somebody else whose page posts a form as soon as its button is pressed. */
async function withForgery(
	{ action, fields }: { action: string; fields: Record<string, string> },
	work: (port: number) => Promise<void>,
): Promise<void> {
	const inputs = Object.entries(fields).map(
		([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
	);
	const html = `<form method="post" action="${escapeHtml(action)}">${inputs.join('')}<button>Win a prize</button></form>`;
	const server = createServer((_, response) => {
		response.setHeader('content-type', 'text/html').end(html);
	});
	await new Promise<void>((listening) => server.listen(0, listening));
	try {
		await work((server.address() as AddressInfo).port);
	} finally {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	}
}

describe('A form on another site', () => {
	it.each(['localhost', '127.0.0.1'])(
		'that posts what the page would, from %s, starts nothing',
		async (host) => {
			await withPage(async ({ workflowId, inviteUrl }) => {
				const [form] = formsIn(await (await fetch(inviteUrl)).text());
				const forgery = { action: inviteUrl, fields: form?.fields ?? {} };
				await withForgery(forgery, async (port) => {
					await inWindow({}, async ({ page }) => {
						await page.goto(`http://${host}:${port}/`);
						await byPointer.press(page, 'Win a prize');
						await expectHeading(page, 'This link cannot be used');
					});
				});
				expect(await harness.client.executions(workflowId)).toEqual([]);
			});
		},
	);
});
