import { describe, expect, it } from '@jest/globals';
import { until } from '../../n8n/polling.mts';
import { answerConsent } from '../support/consent.mts';
import { useHarness } from './harness.mts';
import { account, createChain, jsonOf, node, ours, START } from './workflows.mts';

const harness = useHarness();

const app = {
	cloudElementsAppApi: { id: 'ceDemoQboOAuth201', name: 'QuickBooks app OAuth 2.0 (demo)' },
};
const withApp = (name: string, type: string, parameters: Record<string, unknown>) =>
	node(name, `n8n-nodes-cloud-elements.${type}`, parameters, {
		credentials: { ...account, ...app },
	});

const callbackUrl = () => `${harness.session.origin}/webhook/awaited-here`;

/** The one callback URL of a builder whose customers are waited for elsewhere. */
async function withTrigger(work: () => Promise<void>): Promise<void> {
	const { client } = harness;
	const workflow = await client.createWorkflow({
		name: 'Callback',
		nodes: [
			node(
				'Callback',
				'n8n-nodes-cloud-elements.oAuthCallbackTrigger',
				{ path: 'awaited-here' },
				{ credentials: account, webhookId: 'awaited-here' },
			),
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	try {
		await work();
	} finally {
		await client.unpublish(workflow.id);
	}
}

/** A workflow that makes a link and waits for whoever opens it, started and waiting. */
async function startWaiting(options: Record<string, unknown> = {}, minutes = 1440) {
	const { client } = harness;
	const { id } = await createChain(client, 'Wait', [
		withApp('Link', 'getOAuthUrl', {
			callbackUrl: callbackUrl(),
			customerId: 'cus_88',
			options: { resumeThisExecution: true },
		}),
		ours('Wait', 'waitForCustomer', { timeoutMinutes: minutes, options }),
	]);
	const { executionId } = await client.rest.data<{ executionId: string }>(
		'POST',
		`/workflows/${id}/run`,
		{ triggerToStartFrom: { name: START } },
	);
	const waiting = await until('the execution to wait', async () => {
		const execution = await client.execution(executionId);
		return execution.status === 'waiting' ? execution : undefined;
	});
	return { executionId, link: jsonOf(waiting, 'Link')[0]?.oauthUrl as string };
}

const outputs = (execution: Awaited<ReturnType<typeof harness.client.execution>>) =>
	(execution.data.resultData.runData.Wait?.[0]?.data?.main ?? []).map((items) =>
		(items ?? []).map(({ json }) => json),
	);

describe('An execution that waits for its customer', () => {
	it('goes on at Authorized, in one run', async () => {
		await withTrigger(async () => {
			const { executionId, link } = await startWaiting();
			const page = await fetch(await answerConsent(link));
			expect(await page.text()).toContain('Approval received');
			expect(page.status).toBe(200);
			const execution = await harness.client.finishedExecution(executionId);
			expect(execution.status).toBe('success');
			expect(outputs(execution)).toEqual([
				[],
				[expect.objectContaining({ element: 'quickbooks', customerId: 'cus_88' })],
				[],
			]);
		});
	});
});
