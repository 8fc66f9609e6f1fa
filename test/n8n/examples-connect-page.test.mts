import { describe, expect, it } from '@jest/globals';
import { outputOf } from '../../n8n/client/executions.mts';
import { until } from '../../n8n/polling.mts';
import { COMPANIES } from '../../simulator/seed.mts';
import { answerConsent } from '../support/consent.mts';
import { pressButton } from '../support/connect-page.mts';
import { call } from '../support/platform.mts';
import { useHarness } from './harness.mts';
import { startUntil } from './onboarding.mts';
import { START } from './workflows.mts';

const harness = useHarness();
const [bakery] = COMPANIES;

const inviteUrlIn = (text: string) =>
	/https?:\/\/\S+[?]invitation=[\w.-]+/.exec(text)?.[0] as string;

/** The page after consent of a customer who pressed a button at the Connect Page. */
async function connectAt(
	pageUrl: string,
	button: string,
	fields: Record<string, string> = {},
): Promise<string> {
	const answer = await pressButton(pageUrl, button, fields);
	expect(answer.status).toBe(303);
	const page = await fetch(await answerConsent(answer.headers.get('location') as string));
	return await page.text();
}

const instances = async () =>
	(await call(harness.simulator, 'GET', '/instances')).body as Array<Record<string, unknown>>;

describe('Connect Page', () => {
	it.each([
		['ada', 'cus_1', 'FreshBooks', 'freshbooks', { siteAddress: 'targetcompany' }, 'targetcompany'],
		['ben', 'cus_2', 'Sage One US', 'sageoneus', {}, 'Sage One US'],
		['eva', 'cus_3', 'Xero', 'xero', {}, 'Xero'],
	])('connects %s (%s) with %s', async (name, customer, button, element, fields, company) => {
		await harness.client.run('ceExInviteCust01', START);
		const mails = harness.mailbox.mails();
		expect(mails).toHaveLength(3);
		const mail = mails.find(({ to }) => to.includes(name));
		const page = await connectAt(inviteUrlIn(mail?.text ?? ''), button, fields);
		expect(page).toContain(`Connected: ${company}`);
		expect(page).toContain('Your books are connected to My Cool App.');
		expect(page).toContain('#0f766e');
		expect(await instances()).toEqual([
			expect.objectContaining({
				element: expect.objectContaining({ key: element }),
				valid: true,
				tags: expect.arrayContaining([`customer:${customer}`]),
			}),
		]);
	});

	it('tells the customer and us when an account could not be connected', async () => {
		await harness.client.run('ceExInviteCust01', START);
		const mail = harness.mailbox.mails().find(({ to }) => to.includes('eva'));
		harness.mailbox.empty();
		harness.simulator.fault({ method: 'POST', path: '/instances', status: 401 });
		const page = await connectAt(inviteUrlIn(mail?.text ?? ''), 'Xero');
		expect(page).toContain('The connection was not made');
		const told = await until('the e-mail to us', async () => harness.mailbox.mails()[0]);
		expect(told).toMatchObject({
			subject: 'Not connected: cus_3',
			text: expect.stringContaining('refused the user secret'),
		});
	});
});

describe('Invite and wait', () => {
	it('goes on in the same execution when the customer is back', async () => {
		const waiting = await startUntil(harness.client, 'ceExInviteWait01', 'waiting');
		const [mail] = harness.mailbox.mails();
		expect(await connectAt(inviteUrlIn(mail?.text ?? ''), 'Xero')).toContain('Connected: Xero');
		const execution = await harness.client.finishedExecution(waiting.id);
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Wait for Customer', 1)[0]?.json).toMatchObject({
			customerId: 'cus_50',
		});
		expect(outputOf(execution, 'Create Instance')[0]?.json).toMatchObject({ customerId: 'cus_50' });
	});
});

describe('Reconnect by the Connect Page', () => {
	const pageUrl = () => `${harness.session.origin}/webhook/reconnect`;

	it('keeps the instance of a company that comes again', async () => {
		expect(await connectAt(pageUrl(), 'QuickBooks')).toContain(`Connected: ${bakery.name}`);
		const [before] = await instances();
		expect(await connectAt(pageUrl(), 'QuickBooks')).toContain(`Connected: ${bakery.name}`);
		expect(await instances()).toEqual([
			expect.objectContaining({ id: before?.id, token: before?.token }),
		]);
	});

	it('invites whose connection ended to reconnect the same instance', async () => {
		await connectAt(pageUrl(), 'QuickBooks');
		const [before] = await instances();
		harness.simulator.clock.advance(101 * 86_400_000);
		await harness.client.run('ceExReconnPageN1', 'Every Night');
		const mail = await until('the invitation', async () => harness.mailbox.mails()[0]);
		const page = await connectAt(inviteUrlIn(mail.text), 'QuickBooks');
		expect(page).toContain(`Connected: ${bakery.name}`);
		expect(await instances()).toEqual([
			expect.objectContaining({ id: before?.id, token: before?.token, disabled: false }),
		]);
	});
});
