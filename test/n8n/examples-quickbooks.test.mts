import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { outputOf } from '../../n8n/client/executions.mts';
import { COMPANIES } from '../../simulator/seed.mts';
import { alteredAtEnd } from '../support/altered.mts';
import { answerConsent } from '../support/consent.mts';
import { useHarness } from './harness.mts';

const TRIGGER = 'Start Here';
const [bakery] = COMPANIES;

const harness = useHarness();

/** Runs an example from its button and returns the link that it made. */
async function linkFrom(workflowId: string, node = 'Get OAuth URL') {
	const execution = await harness.client.run(workflowId, TRIGGER);
	expect(execution.status).toBe('success');
	const { oauthUrl } = outputOf(execution, node)[0]?.json ?? {};
	return { executionId: execution.id, oauthUrl: oauthUrl as string };
}

describe('Onboard a QuickBooks customer', () => {
	const workflowId = 'ceExOnboardQbo01';
	const link = async () => await linkFrom('ceExOnboardLink1');

	it('leads from the link over consent and callback to a living instance', async () => {
		const { executionId, oauthUrl } = await link();
		const page = await fetch(await answerConsent(oauthUrl));
		const html = await page.text();

		expect(page.status).toBe(200);
		expect(html).toContain('Approval received');
		expect(html).toContain(`Company ID: ${bakery.realmId}`);

		const execution = await harness.client.nextExecution(workflowId, executionId);
		const [instance] = outputOf(execution, 'Create Instance');
		expect(execution.status).toBe('success');
		expect(instance?.json).toMatchObject({
			name: `QuickBooks Online ${bakery.realmId}`,
			valid: true,
			tags: ['cus_42', expect.stringMatching(/^n8n-link-.{16}$/)],
		});
		expect(instance?.json.token).toEqual(expect.stringMatching(/.{20,}/));
		expect(await harness.client.customData(execution.id)).toMatchObject({
			cloudElementsInstanceId: `${instance?.json.id as number}`,
		});
	});

	it('sends the page with headers that keep the approval from leaking', async () => {
		const { executionId, oauthUrl } = await link();
		const page = await fetch(await answerConsent(oauthUrl));

		expect(Object.fromEntries(page.headers)).toMatchObject({
			'referrer-policy': 'no-referrer',
			'x-frame-options': 'DENY',
			'cache-control': 'no-store, no-transform',
		});
		expect(await page.text()).toContain('http-equiv="Content-Security-Policy"');
		// Before the simulator forgets the approval: its execution would go on, and its e-mail reach another test.
		await harness.client.nextExecution(workflowId, executionId);
	});

	it('hands a denial to the output Denied, with the customer in its context, and e-mails us', async () => {
		const { executionId, oauthUrl } = await link();
		const page = await fetch(await answerConsent(oauthUrl, { decision: 'deny' }));

		expect(await page.text()).toContain('Nothing was connected');
		const execution = await harness.client.nextExecution(workflowId, executionId);
		expect(outputOf(execution, 'Not Connected')[0]?.json).toEqual({
			customerId: 'cus_42',
			notConnectedBecause: 'access_denied',
		});
		expect(outputOf(execution, 'Create Instance')).toEqual([]);
		expect(harness.mailbox.mails()).toEqual([
			{
				from: 'n8n@mycoolapp.example',
				to: 'us@mycoolapp.example',
				subject: 'Not connected: cus_42',
				at: expect.any(Number),
				text: expect.stringContaining('access_denied'),
			},
		]);
	});

	it('e-mails us why an approval could not be made an instance', async () => {
		const { executionId, oauthUrl } = await link();
		harness.simulator.fault({ method: 'POST', path: '/instances', status: 401 });
		await fetch(await answerConsent(oauthUrl));

		const execution = await harness.client.nextExecution(workflowId, executionId);
		expect(execution.status).toBe('success');
		expect(harness.mailbox.mails()).toEqual([
			expect.objectContaining({
				subject: 'Not connected: cus_42',
				text: expect.stringContaining('refused the user secret'),
			}),
		]);
	});

	it('makes one instance although the customer reloads the page', async () => {
		const { executionId, oauthUrl } = await link();
		const callback = await answerConsent(oauthUrl);
		await fetch(callback);
		const first = await harness.client.nextExecution(workflowId, executionId);
		await fetch(callback);
		const second = await harness.client.nextExecution(workflowId, first.id);

		const [made, found] = [first, second].map((run) => outputOf(run, 'Create Instance')[0]?.json);
		expect(found?.id).toBe(made?.id);
		expect(found?.token).toBe(made?.token);
	});

	it('refuses an altered state with a page and a reference that the log explains, and starts nothing', async () => {
		const { executionId, oauthUrl } = await link();
		const callback = new URL(await answerConsent(oauthUrl));
		const state = callback.searchParams.get('state') ?? '';
		callback.searchParams.set('state', alteredAtEnd(state));
		const page = await fetch(callback);
		const html = await page.text();
		const reference = /Reference: (\w+)/.exec(html)?.[1];

		expect(page.status).toBe(400);
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		const log = await readFile(harness.session.logFile, 'utf8');
		expect(log).toContain(`reference ${reference}: state not sealed by this account`);
		const executions = await harness.client.executions(workflowId);
		expect(executions.filter(({ id }) => Number(id) > Number(executionId))).toEqual([]);
	});
});

describe('Guide flow with the core Webhook node', () => {
	const workflowId = 'ceExGuideFlow001';
	const link = async () => await linkFrom('ceExGuideLink001');

	it('runs as the guide writes it, with state=quickbooks and the secret in a Data Table', async () => {
		const { executionId, oauthUrl } = await link();
		const callback = await answerConsent(oauthUrl);
		expect(new URL(callback).searchParams.get('state')).toBe('quickbooks');
		await fetch(callback);

		const execution = await harness.client.nextExecution(workflowId, executionId);
		expect(execution.data.resultData.error).toBeUndefined();
		expect(outputOf(execution, 'Create Instance')[0]?.json).toMatchObject({ valid: true });
		const [request] = harness.simulator.requests({ method: 'POST', path: /\/instances$/ });
		const query = new URL(callback).searchParams;
		expect(request?.body).toMatchObject({
			element: { key: 'quickbooks' },
			providerData: {
				oauth_token: query.get('oauth_token'),
				oauth_verifier: query.get('oauth_verifier'),
				realmId: bakery.realmId,
				dataSource: 'QBO',
				state: 'quickbooks',
				secret: expect.any(String),
			},
		});
	});
});

describe('Quick provision QuickBooks from tokens', () => {
	it('makes an instance of each row of the table', async () => {
		const execution = await harness.client.run('ceExQuickQbo0001', TRIGGER);

		const connected = outputOf(execution, 'Connected').map(({ json }) => json);
		expect(connected.map(({ customer }) => customer)).toEqual([
			'Harbor Lane Bakery',
			'Nordlicht Bikes',
			'O’Malley Plumbing',
		]);
		expect(new Set(connected.map(({ token }) => token)).size).toBe(3);
		expect(outputOf(execution, 'Not Connected')).toEqual([]);
	});

	it('hands a row that goes wrong to the error output with its reason', async () => {
		harness.simulator.fault({
			method: 'POST',
			path: '/instances$',
			after: 1,
			status: 400,
			body: { message: 'Missing: quickbooks.realm.id' },
		});
		const execution = await harness.client.run('ceExQuickQbo0001', TRIGGER);

		expect(outputOf(execution, 'Connected')).toHaveLength(2);
		const [failed] = outputOf(execution, 'Not Connected');
		expect(failed?.json.reason).toBe('Cloud Elements misses something it needs');
		expect(failed?.json.details).toContain('Missing: quickbooks.realm.id');
		expect(failed?.json.details).toMatch(/Request ID: [0-9a-f]{24}/);
	});
});
