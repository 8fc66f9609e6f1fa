import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMailbox, type Mailbox } from '../../demo/mailbox/index.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { connect } from '../support/connected.mts';
import { sendMail } from '../support/mail.mts';
import { violations } from './axe.mts';
import { useBrowser } from './use-browser.mts';
import type { Scheme, Size } from './windows.mts';

const inWindow = useBrowser();

let simulator: Simulator;
let mailbox: Mailbox;

beforeAll(async () => {
	simulator = await startSimulator();
	mailbox = await startMailbox();
	await connect(simulator, 'quickbooks');
	await sendMail(mailbox.smtpPort);
});
afterAll(async () => {
	await simulator.close();
	await mailbox.close();
});

const windows: Array<[Size, Scheme]> = [
	['phone', 'light'],
	['desktop', 'dark'],
];

describe.each(windows)('On a %s, %s', (size, scheme) => {
	it.each([
		['home page of the simulator', () => simulator.origin, 'Simulated Cloud Elements'],
		['mailbox', () => mailbox.origin, 'Mailbox of the demo'],
	])('axe finds nothing on the %s, nor does the browser', async (_, origin, heading) => {
		await inWindow({ size, scheme }, async ({ page, complaints }) => {
			await page.goto(origin());
			await page.getByRole('main').getByRole('heading', { level: 1, name: heading }).waitFor();
			expect(await violations(page)).toEqual([]);
			expect(complaints).toEqual([]);
		});
	});
});
