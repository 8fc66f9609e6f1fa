import { describe, expect, it } from '@jest/globals';
import { outputOf } from '../../n8n/client/executions.mts';
import { until } from '../../n8n/polling.mts';
import { COMPANIES } from '../../simulator/seed.mts';
import { answerConsent, type Choice } from '../support/consent.mts';
import { pressButton } from '../support/connect-page.mts';
import { useHarness } from './harness.mts';
import { startUntil } from './onboarding.mts';
import { START } from './workflows.mts';

const harness = useHarness();
const [bakery] = COMPANIES;

/** Answers the provider after a button of a page was pressed. */
async function callbackFrom(page: string, button: string, choice?: Choice): Promise<string> {
	const { headers } = await pressButton(page, button);
	return await answerConsent(headers.get('location') as string, choice);
}

/** Makes a link by an example, and answers the provider. */
async function callbackOf(workflowId: string, choice?: Choice): Promise<string> {
	const execution = await harness.client.run(workflowId, START);
	const { oauthUrl } = outputOf(execution, 'Get OAuth URL')[0]?.json ?? {};
	return await answerConsent(oauthUrl as string, choice);
}

async function callbackOfInvited(): Promise<string> {
	await startUntil(harness.client, 'ceExInviteWait01', 'waiting');
	const invitation = harness.mailbox.mails()[0]?.text ?? '';
	harness.mailbox.empty();
	return await callbackFrom(/https?:\S+$/.exec(invitation)?.[0] ?? '', 'Xero');
}

const reconnectPage = () => `${harness.session.origin}/webhook/reconnect`;
const toldUs = async () => await until('the e-mail to us', async () => harness.mailbox.mails()[0]);

describe('We are told', () => {
	it.each<[example: string, who: string, callback: () => Promise<string>]>([
		['04', 'cus_50', callbackOfInvited],
		[
			'08a',
			'somebody without an invitation',
			async () => await callbackFrom(reconnectPage(), 'QuickBooks'),
		],
		['10b', 'cus_7', async () => await callbackOf('ceExAnyElemLink1')],
		['11b', bakery.realmId, async () => await callbackOf('ceExGuideLink001')],
		['12b', 'cus_9', async () => await callbackOf('ceExDropsLink001')],
	])('by the example %s why %s could not be connected', async (_, who, callback) => {
		const url = await callback();
		harness.simulator.fault({ method: 'POST', path: '/instances', status: 401 });
		await fetch(url);
		expect(await toldUs()).toMatchObject({
			to: 'us@mycoolapp.example',
			subject: `Not connected: ${who}`,
			text: expect.stringContaining('refused the user secret'),
		});
	});

	it.each<[example: string, who: string, callback: () => Promise<string>]>([
		[
			'08a',
			'somebody without an invitation',
			async () => await callbackFrom(reconnectPage(), 'QuickBooks', { decision: 'deny' }),
		],
		[
			'12b',
			'somebody who denied',
			async () => await callbackOf('ceExDropsLink001', { decision: 'deny' }),
		],
	])('by the example %s that %s denied', async (_, who, callback) => {
		await fetch(await callback());
		expect(await toldUs()).toMatchObject({ subject: `Not connected: ${who}` });
	});
});
