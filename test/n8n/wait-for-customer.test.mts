import { describe, expect, it } from '@jest/globals';
import type { WorkflowNode } from '../../n8n/client/client.mts';
import { answerConsent } from '../support/consent.mts';
import { pressButton } from '../support/connect-page.mts';
import { locator } from '../support/locators.mts';
import { useHarness } from './harness.mts';
import {
	callbackUrlOf,
	createWaiting,
	DEMO,
	nodesOf,
	pageWorkflow,
	startUntil,
	startWaiting,
	waitOutputs,
	whilePublished,
	type Place,
} from './onboarding.mts';
import { createChain, customers, jsonOf, node, START } from './workflows.mts';

const harness = useHarness();

const place = (): Place => ({
	client: harness.client,
	origin: harness.session.origin,
	...DEMO,
});

/** The published workflow whose callback trigger leads customers to who waits for them. */
const withTrigger = async (work: () => Promise<void>) =>
	await whilePublished(place(), pageWorkflow(place()), async ({ id }) => {
		await work();
		expect(
			(await harness.client.executions(id)).filter(({ status }) => status === 'error'),
		).toEqual([]);
	});

const back = { element: 'quickbooks', customerId: 'cus_88', instanceId: null };

describe('An execution that waits for its customer', () => {
	it('goes on at Authorized, in one run', async () => {
		await withTrigger(async () => {
			const { executionId, link } = await startWaiting(place());
			const callback = await answerConsent(link);
			const redirect = await fetch(callback, { redirect: 'manual' });
			expect(redirect.status).toBe(303);
			const page = await fetch(redirect.headers.get('location') as string);
			expect(await page.text()).toContain('Approval received');
			expect(page.status).toBe(200);
			const execution = await harness.client.finishedExecution(executionId);
			expect(execution.status).toBe('success');
			expect(waitOutputs(execution)).toEqual({
				timedOut: [],
				authorized: [expect.objectContaining(back)],
				denied: [],
			});
		});
	});

	it('goes on at Denied', async () => {
		await withTrigger(async () => {
			const { executionId, link } = await startWaiting(place());
			const page = await fetch(await answerConsent(link, { decision: 'deny' }));
			expect(await page.text()).toContain('Nothing was connected');
			const execution = await harness.client.finishedExecution(executionId);
			expect(waitOutputs(execution)).toEqual({
				timedOut: [],
				authorized: [],
				denied: [expect.objectContaining({ ...back, error: 'access_denied' })],
			});
		});
	});

	it('goes on at Timed Out with what it was given', async () => {
		const id = await createWaiting(place(), { wait: { timeoutMinutes: 0.01 } });
		const execution = await harness.client.run(id, START, { timeoutMs: 90_000 });
		expect(waitOutputs(execution)).toEqual({
			timedOut: [expect.objectContaining({ element: 'quickbooks', oauthUrl: expect.any(String) })],
			authorized: [],
			denied: [],
		});
	}, 120_000);

	it('is resumed once by two tabs, a refresh and a forwarded link', async () => {
		await withTrigger(async () => {
			const { executionId, link } = await startWaiting(place());
			const callbacks = await Promise.all([answerConsent(link), answerConsent(link)]);
			await Promise.all(callbacks.map(async (callback) => fetch(callback)));
			const execution = await harness.client.finishedExecution(executionId);
			expect(execution.status).toBe('success');
			expect(waitOutputs(execution)).toMatchObject({ timedOut: [], denied: [] });
			expect(waitOutputs(execution).authorized).toHaveLength(1);
			const late = await fetch(callbacks[0]);
			expect(late.status).toBe(409);
		});
	});

	it('may have sent an invitation in place of a link', async () => {
		await withTrigger(async () => {
			const { executionId, link } = await startWaiting(place(), 'invitation');
			const answer = await pressButton(link, 'QuickBooks');
			await fetch(await answerConsent(answer.headers.get('location') as string));
			const execution = await harness.client.finishedExecution(executionId);
			expect(waitOutputs(execution).authorized).toEqual([expect.objectContaining(back)]);
		});
	});
});

describe('A sub-workflow that waits for its customer', () => {
	/** Runs a workflow that calls such a sub-workflow until it has that status. */
	async function call(behind: WorkflowNode[], status: 'waiting' | 'error') {
		const { client } = harness;
		const { ours, withApp } = nodesOf(place());
		const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
		const sub = await client.createWorkflow({
			name: 'Sub',
			nodes: [
				node(
					'Called',
					'n8n-nodes-base.executeWorkflowTrigger',
					{ inputSource: 'passthrough' },
					{ typeVersion: 1.1 },
				),
				withApp('Link', 'getOAuthUrl', 'quickbooks', {
					callbackUrl: callbackUrlOf(place()),
					customerId: 'cus_88',
					options: { resumeThisExecution: true },
				}),
				ours('Wait', 'waitForCustomer', {}),
				...behind,
			],
			connections: {
				Called: { main: [to('Link')] },
				Link: { main: [to('Wait')] },
				Wait: { main: [[], behind.flatMap(({ name }) => to(name))] },
			},
			settings: { executionOrder: 'v1' },
		});
		await client.publish(sub);
		const { id } = await createChain(client, 'Caller', [
			node(
				'Call',
				'n8n-nodes-base.executeWorkflow',
				{ workflowId: locator('id', sub.id), mode: 'once', options: {} },
				{ typeVersion: 1.2 },
			),
		]);
		const caller = await startUntil(client, id, status);
		const [called] = await client.executions(sub.id);
		return { caller, called: await client.execution(called?.id as string) };
	}

	it('goes on, and so does the workflow that called it', async () => {
		await withTrigger(async () => {
			const behind = [node('Behind', 'n8n-nodes-base.noOp', {})];
			const { caller, called } = await call(behind, 'waiting');
			await fetch(await answerConsent(jsonOf(called, 'Link')[0]?.oauthUrl as string));
			const execution = await harness.client.finishedExecution(called.id);
			expect(waitOutputs(execution).authorized).toEqual([expect.objectContaining(back)]);
			const over = await harness.client.finishedExecution(caller.id);
			expect(jsonOf(over, 'Call')).toEqual([expect.objectContaining(back)]);
		});
	});

	it('is told so where nothing would get back to the caller', async () => {
		const { called } = await call([], 'error');
		expect(called.data.resultData.error?.message).toMatch(/the last of a sub-workflow/);
	});
});

describe('A wait that would be in vain is refused', () => {
	const link = (options: object) =>
		nodesOf(place()).withApp('Link', 'getOAuthUrl', 'quickbooks', {
			callbackUrl: callbackUrlOf(place()),
			options,
		});
	const wait = () => nodesOf(place()).ours('Wait', 'waitForCustomer', {});

	it.each([
		[
			'for a link that does not resume it',
			() => [link({}), wait()],
			/Link made a link that does not resume it/,
		],
		['without any link', () => [wait()], /no link or invitation was made in it/],
		[
			'for several customers',
			() => [customers([{ a: 1 }, { a: 2 }]), link({ resumeThisExecution: true }), wait()],
			/One execution waits for one customer/,
		],
	])('%s', async (_, nodes, words) => {
		const { id } = await createChain(harness.client, 'In vain', nodes());
		const execution = await startUntil(harness.client, id, 'error');
		expect(execution.data.resultData.error?.message).toMatch(words);
	});
});
