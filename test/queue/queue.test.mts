import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WorkflowNode } from '../../n8n/client/client.mts';
import { until } from '../../n8n/polling.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { connect } from '../support/connected.mts';
import { pressButton } from '../support/connect-page.mts';
import { answerConsent } from '../support/consent.mts';
import { locator } from '../support/locators.mts';
import { call } from '../support/platform.mts';
import { deliver, delivery, deliveryOf, event, eventWorkflow, TRIGGER } from '../n8n/events.mts';
import {
	invite,
	pageWorkflow,
	startWaiting,
	waitOutputs,
	whilePublished,
	type Place,
} from '../n8n/onboarding.mts';
import { jsonOf, node, runChain } from '../n8n/workflows.mts';
import { startCluster, type Cluster } from './cluster.mts';
import { tellsDeaths } from './connection-health.mts';
import { takesEvents } from './enrolled-events.mts';
import { addCredential, placeIn } from './place.mts';
import { tellsChanges } from './record-changes.mts';

/** Events that come at the same moment; n8n lists a hundred executions at once. */
const AT_ONCE = 45;

let cluster: Cluster;
let simulator: Simulator;
/** By type. */
let credentials: NonNullable<WorkflowNode['credentials']>;
/** Where customers are onboarded with the Connect Page. */
let place: Place;

beforeAll(async () => {
	simulator = await startSimulator();
	cluster = await startCluster();
	place = await placeIn(cluster, simulator);
	credentials = {
		cloudElementsApi: place.account,
		cloudElementsAppApi: await addCredential(cluster, simulator, 'ceDemoQboOAuth101'),
	};
}, 900_000);

afterAll(async () => {
	await cluster?.stop();
	await simulator?.close();
}, 120_000);

beforeEach(() => {
	simulator.reset();
});

const ours = (name: string, type: string, parameters: Record<string, unknown> = {}) =>
	node(name, `n8n-nodes-cloud-elements.${type}`, parameters, {
		credentials,
	});

describe('In queue mode', () => {
	// A cluster takes longer to start than they do.
	for (const part of [tellsDeaths, tellsChanges, takesEvents]) part(() => cluster);

	/** Publishes the receiving workflow and gives the callback of a customer who approved. */
	async function approve() {
		const { client } = cluster;
		const receiver = await client.createWorkflow({
			name: 'Receive',
			nodes: [
				{
					...ours('Callback', 'oAuthCallbackTrigger', { path: 'quickbooks-guide' }),
					webhookId: crypto.randomUUID(),
				},
				ours('Create', 'createInstance', { callback: '={{ $json }}' }),
			],
			connections: { Callback: { main: [[{ node: 'Create', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		await client.publish(receiver);
		const link = await runChain(client, 'Link', [
			ours('Link', 'getOAuthUrl', { context: '{"customerId":"cus_42"}' }),
		]);
		const callback = await answerConsent(jsonOf(link, 'Link')[0]?.oauthUrl as string);
		return { receiver, callback };
	}

	it('a link that one process made is received by a second and provisioned by a third', async () => {
		const { client, origin } = cluster;
		const { receiver, callback } = await approve();
		expect(new URL(callback).origin).toBe(origin);

		// A page that was loaded twice makes two executions, perhaps on two workers.
		const pages = await Promise.all([fetch(callback), fetch(callback)]);
		expect(pages.map(({ status }) => status)).toEqual([200, 200]);
		const ids = await until('both executions', async () => {
			const found = new Set((await client.executions(receiver.id)).map(({ id }) => id));
			return found.size === 2 ? [...found] : undefined;
		});
		const runs = await Promise.all(ids.map(async (id) => await client.finishedExecution(id)));
		const instances = runs.flatMap((one) => jsonOf(one, 'Create'));
		expect(instances).toHaveLength(2);
		expect(new Set(instances.map(({ id }) => id)).size).toBe(1);
		for (const one of runs) {
			expect(jsonOf(one, 'Callback')[0]).toMatchObject({ context: { customerId: 'cus_42' } });
		}
		await client.unpublish(receiver.id);
	});

	it('a worker remembers the events that another one has had', async () => {
		const { client } = cluster;
		const customer = await connect(simulator);
		const file = eventWorkflow(customer.id);
		const [trigger] = file.nodes as [WorkflowNode];
		const nodes = [{ ...trigger, credentials: { cloudElementsApi: place.account } }];
		const workflow = await client.createWorkflow({ ...file, nodes });
		await client.publish(workflow);
		const target = await deliveryOf(simulator, customer.id);

		expect(await deliver(target, delivery('1', event('7')))).toBe(200);
		const first = await client.nextExecution(workflow.id);
		expect(await deliver(target, delivery('1', event('7')))).toBe(200);
		const second = await client.nextExecution(workflow.id, first.id);
		expect(jsonOf(first, TRIGGER)).toEqual([expect.objectContaining({ objectId: '7' })]);
		expect(jsonOf(second, TRIGGER)).toEqual([]);

		// Each of the two writes the whole list of what came, many times at once.
		const ids = Array.from({ length: AT_ONCE }, (_, index) => `at once ${index}`);
		const deliverAll = async () => {
			const bodies = ids.map((id) => delivery(id, event(id)));
			const statuses = await Promise.all(bodies.map(async (body) => await deliver(target, body)));
			expect(new Set(statuses)).toEqual(new Set([200]));
		};
		const had = async (total: number) => {
			const executions = await until('all executions', async () => {
				const found = await client.executions(workflow.id);
				return found.filter(({ status }) => status === 'success').length === total
					? found
					: undefined;
			});
			const runs = executions.map(async ({ id }) => await client.finishedExecution(id));
			return (await Promise.all(runs)).flatMap((run) => jsonOf(run, TRIGGER)).length;
		};
		await deliverAll();
		expect(await had(2 + AT_ONCE)).toBe(1 + AT_ONCE);
		await deliverAll();
		expect(await had(2 + 2 * AT_ONCE)).toBe(1 + AT_ONCE);
		await client.unpublish(workflow.id);
	}, 120_000);

	it('an instance whose worker died while it was created is found when the callback comes again', async () => {
		const { client, workers } = cluster;
		const { receiver, callback } = await approve();
		const POST = { method: 'POST', path: /\/instances$/ };
		simulator.fault({ method: 'POST', path: '/instances$', delayMs: 3000 });
		await fetch(callback);
		await until('the creation being under way', async () =>
			simulator.requests(POST).length > 0 ? true : undefined,
		);
		await Promise.all(workers.map(async (worker) => await worker.kill()));
		await until('the instance', async () =>
			simulator.requests(POST).some(({ status }) => status === 200) ? true : undefined,
		);
		await Promise.all(workers.map(async (worker) => await worker.start()));

		const lost = await client.nextExecution(receiver.id, undefined, { timeoutMs: 120_000 });
		// n8n gives such a job up, and somebody opens the callback page again.
		expect(['error', 'crashed']).toContain(lost.status);
		await fetch(callback);
		const execution = await client.nextExecution(receiver.id, lost.id);
		expect(execution.data.resultData.error).toBeUndefined();
		const made = await call(simulator, 'GET', '/instances');
		expect(jsonOf(execution, 'Create').map(({ id }) => id)).toEqual(
			(made.body as Array<{ id: number }>).map(({ id }) => id),
		);
		await client.unpublish(receiver.id);
	}, 240_000);

	it('the browser waits at one process while another makes the link and connects the account', async () => {
		await whilePublished(place, pageWorkflow(place), async () => {
			const answer = await pressButton(await invite(place), 'QuickBooks');
			expect(answer.status).toBe(303);
			const done = await fetch(await answerConsent(answer.headers.get('location') as string));
			expect(await done.text()).toContain('Connected: Harbor Lane Bakery');
		});
	});

	it('a customer reconnects an instance by the Connect Page', async () => {
		const { id, token } = await connect(simulator, 'quickbooks by OAuth 2.0');
		const reprovision = {
			type: 'manageInstance',
			parameters: {
				operation: 'reprovision',
				instance: locator('id', '={{ $json.instanceId }}'),
				options: { answerBrowser: true },
			},
		};
		await whilePublished(place, pageWorkflow(place, {}, reprovision), async () => {
			const inviteUrl = await invite(place, { instanceId: String(id) });
			const answer = await pressButton(inviteUrl, 'QuickBooks');
			const done = await fetch(await answerConsent(answer.headers.get('location') as string));
			expect(await done.text()).toContain('Connected: Harbor Lane Bakery');
			const { body } = await call(simulator, 'GET', '/instances');
			expect(body).toEqual([expect.objectContaining({ id, token })]);
		});
	});

	it('a customer whose link cannot be made reads so', async () => {
		await whilePublished(place, pageWorkflow(place), async () => {
			const inviteUrl = await invite(place);
			simulator.fault({ path: '.*/oauth/url', status: 401, times: 9 });
			const answer = await pressButton(inviteUrl, 'QuickBooks');
			expect(await answer.text()).toMatch(/That did not work[^]*Reference: [0-9A-F]{8}/);
		});
	});

	it('a workflow that answers nobody leaves the customer with a page all the same', async () => {
		const silent = { quickbooks: { options: {} } };
		await whilePublished(place, pageWorkflow(place, silent), async () => {
			const answer = await pressButton(await invite(place), 'QuickBooks');
			expect(await answer.text()).toMatch(/That did not work[^]*Reference: [0-9A-F]{8}/);
		});
	});

	it('two tabs resume the execution that waits for their customer once', async () => {
		await whilePublished(place, pageWorkflow(place), async () => {
			const { executionId, link } = await startWaiting(place);
			const tabs = await Promise.all([answerConsent(link), answerConsent(link)]);
			await Promise.all(tabs.map(async (callback) => await fetch(callback)));
			const execution = await cluster.client.finishedExecution(executionId);
			expect(execution.status).toBe('success');
			expect(waitOutputs(execution).authorized).toHaveLength(1);
		});
	});
});
