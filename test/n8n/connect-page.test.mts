import { describe, expect, it } from '@jest/globals';
import type { Workflow, WorkflowNode } from '../../n8n/client/client.mts';
import { answerConsent } from '../support/consent.mts';
import { formsIn, pressButton } from '../support/connect-page.mts';
import { useHarness } from './harness.mts';
import { account, jsonOf, node, ours, runChain } from './workflows.mts';

const harness = useHarness();

const apps = {
	quickbooks: { id: 'ceDemoQboOAuth201', name: 'QuickBooks app OAuth 2.0 (demo)' },
	freshbooks: { id: 'ceDemoFreshBooks1', name: 'FreshBooks app (demo)' },
};
const withApp = (
	name: string,
	type: string,
	app: keyof typeof apps,
	parameters: Record<string, unknown>,
): WorkflowNode =>
	node(name, `n8n-nodes-cloud-elements.${type}`, parameters, {
		credentials: { ...account, cloudElementsAppApi: apps[app] },
	});

const pageUrl = () => `${harness.session.origin}/webhook/connect-here`;
const callbackUrl = () => `${harness.session.origin}/webhook/connected-here`;

/** A workflow with the page, its links, the callback trigger and the creation of the instance. */
async function publishPage(change: Partial<Record<'page' | 'quickbooks' | 'create', object>> = {}) {
	const { client } = harness;
	const link = (name: string, app: keyof typeof apps, more: object = {}) =>
		withApp(name, 'getOAuthUrl', app, {
			callbackUrl: callbackUrl(),
			options: { answerBrowser: true },
			...more,
		});
	const workflow = await client.createWorkflow({
		name: 'Connect Page',
		nodes: [
			node(
				'Page',
				'n8n-nodes-cloud-elements.connectPage',
				{
					path: 'connect-here',
					offers: {
						software: [
							{ element: 'quickbooks', label: 'QuickBooks Online' },
							{ element: 'freshbooks', label: 'FreshBooks' },
						],
					},
					...change.page,
				},
				{ credentials: account, webhookId: 'connect-here' },
			),
			link('QuickBooks Link', 'quickbooks', change.quickbooks),
			link('FreshBooks Link', 'freshbooks'),
			node(
				'Callback',
				'n8n-nodes-cloud-elements.oAuthCallbackTrigger',
				{ path: 'connected-here', options: { answer: 'whenDone' } },
				{ credentials: account, webhookId: 'connected-here' },
			),
			withApp('Create', 'createInstance', 'quickbooks', {
				options: { answerBrowser: true },
				...change.create,
			}),
		],
		connections: {
			Page: {
				main: [
					[{ node: 'QuickBooks Link', type: 'main', index: 0 }],
					[{ node: 'FreshBooks Link', type: 'main', index: 0 }],
				],
			},
			Callback: { main: [[{ node: 'Create', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	return workflow;
}

/** An invitation as Invite Customer makes it. */
async function invite(parameters: Record<string, unknown> = {}): Promise<string> {
	const made = await runChain(harness.client, 'Invite', [
		ours('Invite', 'inviteCustomer', { pageUrl: pageUrl(), customerId: 'cus_77', ...parameters }),
	]);
	return jsonOf(made, 'Invite')[0]?.inviteUrl as string;
}

async function withPage(work: (workflow: Workflow) => Promise<void>, change = {}): Promise<void> {
	const workflow = await publishPage(change);
	try {
		await work(workflow);
	} finally {
		await harness.client.unpublish(workflow.id);
	}
}

/** What a customer reads when it does not work: a page in words, with a reference and never n8n's JSON. */
async function expectFailurePage(answer: Response, title: string): Promise<string> {
	const html = await answer.text();
	expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
	expect(answer.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
	expect(html).toContain(`<h1>${title}</h1>`);
	return /Reference: ([0-9A-F]{8})/.exec(html)?.[1] ?? `no reference in ${html}`;
}

describe('A customer with an invitation', () => {
	it('chooses QuickBooks, approves, and reads which company is connected', async () => {
		await withPage(async ({ id }) => {
			const inviteUrl = await invite();
			const page = await fetch(inviteUrl);
			expect(page.status).toBe(200);
			expect(formsIn(await page.text()).map(({ button }) => button)).toEqual([
				'Continue with QuickBooks Online',
				'Continue with FreshBooks',
			]);

			const answer = await pressButton(inviteUrl, 'QuickBooks');
			expect(answer.status).toBe(303);
			const callback = await answerConsent(answer.headers.get('location') as string);
			const done = await fetch(callback);
			expect(await done.text()).toContain('Connected: Harbor Lane Bakery');
			expect(done.status).toBe(200);

			const execution = await harness.client.nextExecution(id);
			expect(jsonOf(execution, 'Page').concat(jsonOf(execution, 'Callback'))).toEqual([
				expect.objectContaining({ customerId: 'cus_77', element: 'quickbooks' }),
			]);
		});
	});
});

describe('A customer whose choice leads nowhere', () => {
	it('reads so when the link cannot be made, and the execution has the reference', async () => {
		await withPage(async ({ id }) => {
			const inviteUrl = await invite();
			harness.simulator.fault({ path: '.*/oauth/url', status: 401, times: 9 });
			const answer = await pressButton(inviteUrl, 'QuickBooks');
			const reference = await expectFailurePage(answer, 'That did not work');
			const execution = await harness.client.nextExecution(id);
			expect(execution.status).toBe('error');
			expect(execution.customData).toMatchObject({ cloudElementsReference: reference });
		});
	});

	it('reads so when no node answers', async () => {
		const silent = { quickbooks: { options: {} } };
		await withPage(async () => {
			const answer = await pressButton(await invite(), 'QuickBooks');
			await expectFailurePage(answer, 'That did not work');
		}, silent);
	});

	it('reads so when the workflow fails before any node could answer', async () => {
		const broken = { quickbooks: { context: '{"a":', options: {} } };
		await withPage(async () => {
			const answer = await pressButton(await invite(), 'QuickBooks');
			await expectFailurePage(answer, 'That did not work');
		}, broken);
	});
});
