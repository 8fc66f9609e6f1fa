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

const looks: Array<[size: Size, scheme: Scheme]> = [
	['desktop', 'light'],
	['desktop', 'dark'],
	['phone', 'light'],
	['phone', 'dark'],
];

/** By how much it can be scrolled sideways, in pixels. */
const sidewaysOf = ({ scrollWidth, clientWidth }: { scrollWidth: number; clientWidth: number }) =>
	scrollWidth - clientWidth;

describe.each(looks)('On a %s in %s', (size, scheme) => {
	it.each([
		['home page of the simulator', () => simulator.origin, 'Simulated Cloud Elements', []],
		[
			'mailbox',
			() => mailbox.origin,
			'Mailbox of the demo',
			[expect.stringContaining('Blocked script')],
		],
	])(
		'axe finds nothing on the %s, and no script of an e-mail runs',
		async (_, origin, heading, blocked) => {
			await inWindow({ size, scheme }, async ({ page, complaints }) => {
				await page.goto(origin());
				await page.getByRole('main').getByRole('heading', { level: 1, name: heading }).waitFor();
				expect(await violations(page)).toEqual([]);
				expect(await page.locator('html').evaluate(sidewaysOf)).toBe(0);
				expect(complaints).toEqual(blocked);
			});
		},
	);
});
