import { describe, expect, it } from '@jest/globals';
import { COMPANIES } from '../../simulator/seed.mts';
import { useHarness } from '../n8n/harness.mts';
import {
	DEMO,
	invite,
	pageWorkflow,
	startWaiting,
	waitOutputs,
	whilePublished,
	type Place,
} from '../n8n/onboarding.mts';
import { connect as connectAtPlatform } from '../support/connected.mts';
import { locator } from '../support/locators.mts';
import { call } from '../support/platform.mts';
import {
	byKeyboard,
	byPointer,
	connect,
	CONSENT,
	expectHeading,
	goToConsent,
	type Hands,
} from './trips.mts';
import { useBrowser } from './use-browser.mts';
import { type WindowOptions } from './windows.mts';

const harness = useHarness();
const inWindow = useBrowser();
const [bakery, bikes = bakery] = COMPANIES;
const CONNECTED = `Connected: ${bakery.name}`;

const place = (): Place => ({
	client: harness.client,
	origin: harness.session.origin,
	...DEMO,
});

const withPage = async (
	work: (workflowId: string) => Promise<void>,
	connectBy?: Parameters<typeof pageWorkflow>[2],
) =>
	await whilePublished(
		place(),
		pageWorkflow(place(), {}, connectBy),
		async ({ id }) => await work(id),
	);

const instances = async () =>
	(await call(harness.simulator, 'GET', '/instances')).body as Array<Record<string, unknown>>;

const ways: Array<[string, WindowOptions, Hands]> = [
	['on a phone', { size: 'phone' }, byPointer],
	['on a desktop', { size: 'desktop', scheme: 'dark' }, byPointer],
	['with the keyboard alone', {}, byKeyboard],
	['without JavaScript', { javaScriptEnabled: false }, byPointer],
];

describe.each(ways)('A customer %s', (_, window, hands) => {
	it('comes from the invitation to a connected account, and the browser finds nothing wrong', async () => {
		await withPage(async () => {
			const inviteUrl = await invite(place());
			await inWindow(window, async ({ page, complaints }) => {
				await connect(page, inviteUrl, hands);
				await expectHeading(page, CONNECTED);
				expect(complaints).toEqual([]);
			});
			expect(await instances()).toEqual([
				expect.objectContaining({ tags: expect.arrayContaining(['customer:cus_77']) }),
			]);
		});
	});

	it('gives a site address, first a wrong one', async () => {
		await withPage(async () => {
			const inviteUrl = await invite(place());
			await inWindow(window, async ({ page }) => {
				await page.goto(inviteUrl);
				const label = /address at FreshBooks/;
				await hands.write(page, label, 'my shop');
				await hands.press(page, 'Continue with FreshBooks');
				await page.getByText('Please enter the first part of your address').waitFor();
				const field = page.getByLabel(label);
				expect(await field.inputValue()).toBe('my shop');
				await field.and(page.locator(':focus')).waitFor();
				await page.keyboard.press('ControlOrMeta+A');
				await page.keyboard.type('targetcompany');
				await hands.press(page, 'Continue with FreshBooks');
				await expectHeading(page, CONSENT);
			});
		});
	});

	it('denies, and tries again', async () => {
		await withPage(async () => {
			const inviteUrl = await invite(place());
			await inWindow(window, async ({ page }) => {
				await goToConsent(page, inviteUrl, hands);
				await hands.press(page, 'Deny');
				await expectHeading(page, 'Nothing was connected');
				await page.getByRole('link', { name: 'Try again' }).click();
				await hands.press(page, 'Continue with QuickBooks Online');
				await hands.press(page, 'Approve');
				await expectHeading(page, CONNECTED);
			});
		});
	});
});

describe('A customer who reconnects', () => {
	it('with another company reads so, and gets on with the right one', async () => {
		const { id, token } = await connectAtPlatform(harness.simulator, 'quickbooks by OAuth 2.0');
		const reprovision = {
			type: 'manageInstance',
			parameters: {
				operation: 'reprovision',
				instance: locator('id', '={{ $json.instanceId }}'),
				options: { answerBrowser: true },
			},
		};
		await withPage(async () => {
			const inviteUrl = await invite(place(), { instanceId: String(id) });
			await inWindow({ size: 'phone' }, async ({ page }) => {
				await page.goto(inviteUrl);
				await expectHeading(page, 'Reconnect your accounting software');
				await byPointer.press(page, 'Continue with QuickBooks Online');
				await page.getByRole('combobox').selectOption(bikes.realmId);
				await byPointer.press(page, 'Approve');
				await page.getByText('You chose another company').waitFor();
				await page.getByRole('link', { name: 'Try again' }).click();
				await expectHeading(page, 'Reconnect your accounting software');
				await byPointer.press(page, 'Continue with QuickBooks Online');
				await byPointer.press(page, 'Approve');
				await expectHeading(page, CONNECTED);
			});
			expect(await instances()).toEqual([expect.objectContaining({ id, token })]);
		}, reprovision);
	});
});

describe('An execution that waits for its customer', () => {
	it.each([
		['approves', 'Approve', 'Approval received', { authorized: [expect.anything()], denied: [] }],
		['denies', 'Deny', 'Nothing was connected', { authorized: [], denied: [expect.anything()] }],
	])('goes on when the customer %s', async (_, button, heading, outputs) => {
		await withPage(async () => {
			const { executionId, link } = await startWaiting(place(), 'invitation');
			await inWindow({ size: 'phone' }, async ({ page, complaints }) => {
				await goToConsent(page, link);
				await byPointer.press(page, button);
				await expectHeading(page, heading);
				expect(complaints).toEqual([]);
			});
			const execution = await harness.client.finishedExecution(executionId);
			expect(waitOutputs(execution)).toMatchObject(outputs);
		});
	});
});

describe('A customer whose software cannot be reached', () => {
	it('reads so, and gets on once it can', async () => {
		await withPage(async () => {
			const inviteUrl = await invite(place());
			harness.simulator.fault({ path: '.*/oauth/url', status: 401 });
			await inWindow({}, async ({ page }) => {
				await page.goto(inviteUrl);
				await byPointer.press(page, 'Continue with QuickBooks Online');
				await expectHeading(page, 'That did not work');
				await page.getByRole('link', { name: 'Try again' }).click();
				await byPointer.press(page, 'Continue with QuickBooks Online');
				await expectHeading(page, CONSENT);
			});
		});
	});
});
