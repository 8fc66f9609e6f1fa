import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { outputOf } from '../../n8n/client/executions.mts';
import { COMPANIES, INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import { useHarness } from '../n8n/harness.mts';
import {
	addAfter,
	addOurs,
	choose,
	chooseCredential,
	closeNode,
	createCredential,
	execute,
	fill,
	newWorkflow,
	openNode,
	outputText,
	productionUrl,
	publish,
	select,
	signIn,
} from './by-hand.mts';
import { CONSENT, expectHeading } from './trips.mts';
import { useBrowser } from './use-browser.mts';

const harness = useHarness();
const inWindow = useBrowser();

const ACCOUNT = 'My Cloud Elements account';
const APP = 'My QuickBooks app';
const PATH = 'my-first-callback';

/** README, "Your first connection in five minutes", steps 1 to 3: gives the ID of the workflow. */
async function buildReceiver(page: Page): Promise<string> {
	const { session, simulator } = harness;
	const { userSecret, organizationSecret } = simulator.accounts.main;
	await newWorkflow(page, session.origin);
	await addOurs(page, 'OAuth Callback', 'Cloud Elements: OAuth Callback Trigger');
	await createCredential(page, 'Cloud Elements Account', ACCOUNT, async () => {
		await select(page, 'environment', 'Custom');
		await fill(page, 'baseUrl', simulator.apiUrl);
		await fill(page, 'userSecret', userSecret);
		await fill(page, 'organizationSecret', organizationSecret);
	});
	await fill(page, 'path', PATH);
	const callbackUrl = await productionUrl(page, PATH);
	await closeNode(page);

	await addAfter(page, 'Authorized');
	await addOurs(page, 'Create Instance', 'Cloud Elements: Create Instance');
	await chooseCredential(page, 'Cloud Elements Account', ACCOUNT);
	await createCredential(page, 'Provider App', APP, async () => {
		await select(page, 'element', 'QuickBooks Online');
		await fill(page, 'apiKey', INTUIT_OAUTH2_APPS.production.key);
		await fill(page, 'apiSecret', INTUIT_OAUTH2_APPS.production.secret);
		await fill(page, 'callbackUrl', callbackUrl);
	});
	await closeNode(page);
	await publish(page);
	return new URL(page.url()).pathname.split('/')[2] as string;
}

/** Step 4: gives the link. */
async function makeLink(page: Page): Promise<string> {
	await newWorkflow(page, harness.session.origin);
	await choose(page, 'Trigger manually', 'Trigger manually');
	await addAfter(page);
	await addOurs(page, 'Get OAuth URL', 'Cloud Elements: Get OAuth URL');
	await chooseCredential(page, 'Cloud Elements Account', ACCOUNT);
	await chooseCredential(page, 'Provider App', APP);
	await fill(page, 'customerId', 'cus_77');
	await closeNode(page);
	await execute(page);
	await openNode(page, 'Get OAuth URL');
	return await outputText(page, /^https?:\S+$/);
}

it('The first connection of the README is built by hand as it says', async () => {
	await inWindow({ size: 'desktop' }, async ({ page }) => {
		await signIn(page, harness.session.origin);
		const receiver = await buildReceiver(page);
		const link = await makeLink(page);

		await page.goto(link);
		await expectHeading(page, CONSENT);
		await page.getByRole('button', { name: 'Approve' }).click();
		await expectHeading(page, 'Approval received');

		const execution = await harness.client.nextExecution(receiver);
		const [callback] = outputOf(execution, 'OAuth Callback Trigger');
		expect(callback?.json).toMatchObject({ customerId: 'cus_77' });
		const [instance] = outputOf(execution, 'Create Instance');
		expect(instance?.json).toMatchObject({
			customerId: 'cus_77',
			configuration: { 'quickbooks.realm.id': COMPANIES[0].realmId },
			valid: true,
			token: expect.any(String),
		});
	});
}, 180_000);
