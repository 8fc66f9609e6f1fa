import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMailbox, type Mailbox } from '../../demo/mailbox/index.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { connect } from '../support/connected.mts';
import { sendMail } from '../support/mail.mts';
import { violations } from './axe.mts';
import { useBrowser } from './use-browser.mts';
import type { Scheme } from './windows.mts';

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

// A table that scrolls sideways on a phone hides cells, of whose contrast axe can tell nothing.
const schemes: Scheme[] = ['light', 'dark'];

describe.each(schemes)('In %s', (scheme) => {
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
			await inWindow({ scheme }, async ({ page, complaints }) => {
				await page.goto(origin());
				await page.getByRole('main').getByRole('heading', { level: 1, name: heading }).waitFor();
				expect(await violations(page)).toEqual([]);
				expect(complaints).toEqual(blocked);
			});
		},
	);
});
