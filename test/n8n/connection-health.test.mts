import { describe, expect, it } from '@jest/globals';
import type { WorkflowFile } from '../../n8n/client/client.mts';
import { outputOf } from '../../n8n/client/executions.mts';
import { until } from '../../n8n/polling.mts';
import { connect } from '../support/connected.mts';
import { pressButton } from '../support/connect-page.mts';
import { revoke } from '../support/connection-health.mts';
import { answerConsent } from '../support/consent.mts';
import { instancesAt } from '../support/platform.mts';
import { useHarness } from './harness.mts';
import { DEMO, whilePublished } from './onboarding.mts';
import { jsonOf, ours } from './workflows.mts';

const harness = useHarness();
const TRIGGER = 'Connection Health Trigger';
const DAY_MS = 86_400_000;

const watching = (parameters: Record<string, unknown> = {}): WorkflowFile => ({
	name: 'Watch',
	nodes: [
		ours(TRIGGER, 'connectionHealthTrigger', {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			...parameters,
		}),
	],
	connections: {},
	settings: { executionOrder: 'v1' },
});

const place = () => ({ client: harness.client, origin: harness.session.origin, ...DEMO });

/** n8n polls whenever a workflow is published. */
async function publishAgain(id: string): Promise<void> {
	await harness.client.unpublish(id);
	await harness.client.publish(await harness.client.workflow(id));
}

describe('Connection Health Trigger', () => {
	it('starts the workflow when a connection has died, at the next minute', async () => {
		const { client, simulator } = harness;
		const customer = await connect(simulator, 'quickbooks', { tags: ['customer:cus_9'] });
		await whilePublished(place(), watching(), async ({ id }) => {
			expect(await client.executions(id)).toEqual([]);
			revoke(simulator, customer);
			const execution = await client.nextExecution(id, undefined, { timeoutMs: 90_000 });
			expect(jsonOf(execution, TRIGGER)).toEqual([
				expect.objectContaining({
					event: 'died',
					instanceId: String(customer.id),
					customerId: 'cus_9',
				}),
			]);
			// It is told once, also when the workflow is published anew.
			await publishAgain(id);
			expect(await client.executions(id)).toHaveLength(1);
		});
	}, 150_000);

	it('is not published where it could not poll, and says why', async () => {
		const file = watching({ scope: 'tag', tag: ' ' });
		const published = whilePublished(place(), file, async () => undefined);
		await expect(published).rejects.toThrow(/Tag is empty/);
	});
});

describe('Tell customers whose connection died', () => {
	/** The example, which polls only where it is published: its own times are those of the clock on the wall. */
	async function publishExample(): Promise<string> {
		const { name, nodes, connections, settings } =
			await harness.client.workflow('ceExTellDied0001');
		const pollTimes = { item: [{ mode: 'custom', cronExpression: '0 0 1 1 *' }] };
		const copy = await harness.client.createWorkflow({
			...{ name: `${name}, a copy`, connections, settings },
			nodes: nodes.map((one) =>
				one.name === TRIGGER ? { ...one, parameters: { ...one.parameters, pollTimes } } : one,
			),
		});
		await harness.client.publish(copy);
		return copy.id;
	}

	const pageUrl = () => `${harness.session.origin}/webhook/reconnect`;

	async function connectAt(url: string): Promise<string> {
		const answer = await pressButton(url, 'QuickBooks');
		const page = await fetch(await answerConsent(answer.headers.get('location') as string));
		return await page.text();
	}

	it('mails an invitation by which the customer reconnects the same instance', async () => {
		const { client, mailbox, simulator } = harness;
		await connectAt(pageUrl());
		const [before] = await instancesAt(simulator);
		const workflowId = await publishExample();
		try {
			expect(mailbox.mails()).toEqual([]);
			simulator.clock.advance(101 * DAY_MS);
			await publishAgain(workflowId);
			const mail = await until('the invitation', async () => mailbox.mails()[0]);
			expect(mail).toMatchObject({ to: 'ada@customers.example' });
			expect(mail.text).toContain('Your connection has ended.');
			const link = /https?:\/\/\S+[?]invitation=[\w.-]+/.exec(mail.text)?.[0] ?? '';
			expect(mail.html).toContain(`<a href="${link}" `);
			expect(mail.html).toContain('<p>Your connection has ended. Choose');
			const told = await client.nextExecution(workflowId);
			expect(told.status).toBe('success');

			expect(await connectAt(link)).toContain('Connected:');
			expect(await instancesAt(simulator)).toEqual([
				expect.objectContaining({ id: before?.id, token: before?.token, disabled: false }),
			]);
			await publishAgain(workflowId);
			const back = await client.nextExecution(workflowId, told.id);
			expect(outputOf(back, TRIGGER).map(({ json }) => json.event)).toEqual(['recovered']);
			expect(mailbox.mails()).toHaveLength(1);
		} finally {
			await client.unpublish(workflowId);
		}
	}, 60_000);
});
