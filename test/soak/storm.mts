import type { N8nClient, WorkflowNode } from '../../n8n/client/client.mts';
import { until } from '../../n8n/polling.mts';
import type { Simulator } from '../../simulator/index.mts';
import { answerConsent } from '../support/consent.mts';
import { inLanes } from './lanes.mts';
import { readOutcomes, type Outcome } from './outcomes.mts';

/** An n8n with the demo's credentials, and the platform that they lead to. */
export interface Place {
	client: N8nClient;
	/** Where its webhooks are. */
	origin: string;
	simulator: Simulator;
}

export interface Storm {
	customers: number;
	/** Where the faults strike is repeated by it. */
	seed: number;
	/** Whether creations time out too: n8n waits two minutes for each of them. */
	withSlowCreations: boolean;
}

/** What came of a storm, as n8n says it and as it is at the platform. */
export interface Aftermath {
	/** Seconds that all links took. */
	linkSeconds: number;
	/** Seconds from the first callback to the end of the last execution. */
	callbackSeconds: number;
	/** Customers for whom no link was made. */
	withoutLink: number;
	/** Calls to the platform that a fault struck. */
	faults: number;
	calls: number;
	outcomes: Outcome[];
	/** IDs of the instances that there are, by customer. */
	instances: Map<string, number[]>;
}

/** So many come back at the same time. */
const AT_ONCE = 50;

/** Links that one execution makes. */
const LINKS_AT_ONCE = 1_000;
const EXECUTIONS_TIMEOUT_MS = 30 * 60_000;

const LINK_PATH = 'soak-link';
const CALLBACK_PATH = 'soak-callback';

const credentials = {
	cloudElementsApi: { id: 'ceDemoAccount0001', name: 'Cloud Elements (demo)' },
	cloudElementsAppApi: { id: 'ceDemoQboOAuth201', name: 'QuickBooks app OAuth 2.0 (demo)' },
};

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	more: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: name, name, type, typeVersion, parameters, position: [0, 0], ...more };
}

const ours = (name: string, type: string, version: number, parameters: Record<string, unknown>) =>
	node(name, `n8n-nodes-cloud-elements.${type}`, version, parameters, { credentials });

async function publish(client: N8nClient, name: string, nodes: WorkflowNode[]): Promise<string> {
	const links = nodes.slice(1).map(({ name: to }, index) => {
		const from = (nodes[index] as WorkflowNode).name;
		return [from, { main: [[{ node: to, type: 'main', index: 0 }]] }] as const;
	});
	const settings = { executionOrder: 'v1' };
	const workflow = await client.createWorkflow({
		...{ name, nodes, connections: Object.fromEntries(links), settings },
	});
	await client.publish(workflow);
	return workflow.id;
}

/** Publishes the two workflows of an onboarding and gives the IDs of both. */
async function publishBoth({ client, origin }: Place) {
	const links = await publish(client, 'Soak: links', [
		node(
			'Webhook',
			'n8n-nodes-base.webhook',
			2.1,
			{
				path: LINK_PATH,
				httpMethod: 'GET',
				responseMode: 'lastNode',
				responseData: 'allEntries',
				options: {},
			},
			{ webhookId: LINK_PATH },
		),
		node('Customers', 'n8n-nodes-base.code', 2, {
			jsCode: `const [from, count] = [$json.query.from, $json.query.count].map(Number);
return Array.from({ length: count }, (_, n) => ({ json: { customerId: 'cus_' + (from + n) } }));`,
		}),
		{
			...ours('Get OAuth URL', 'getOAuthUrl', 1, {
				callbackUrl: `${origin}/webhook/${CALLBACK_PATH}`,
				customerId: '={{ $json.customerId }}',
			}),
			onError: 'continueRegularOutput',
		},
	]);
	const callbacks = await publish(client, 'Soak: callbacks', [
		{
			...ours('OAuth Callback Trigger', 'oAuthCallbackTrigger', 2, {
				path: CALLBACK_PATH,
				options: {},
			}),
			webhookId: CALLBACK_PATH,
		},
		{
			...ours('Create Instance', 'createInstance', 1, { callback: '={{ $json }}' }),
			onError: 'continueErrorOutput',
		},
	]);
	return { links, callbacks };
}

/** Longer than a read is waited for, and than a creation. */
const LONGER_THAN_A_READ_MS = 25_000;
const LONGER_THAN_A_CREATION_MS = 125_000;

/**
 * Nine of a hundred calls to the platform go wrong: refused as too many, not available, broken off
 * before and after they were handled, and never answered, whether handled or not.
 */
function addFaults(simulator: Simulator, { seed, withSlowCreations }: Storm): void {
	const add = (rule: Omit<Parameters<Simulator['fault']>[0], 'path'> & { path?: string }) =>
		simulator.fault({ path: '/(elements|instances).*', seed: seed + faults++, ...rule });
	let faults = 0;
	const busy = { 'retry-after': '1' };
	add({ rate: 0.015, status: 429, headers: busy, body: { message: 'Too many requests' } });
	add({ rate: 0.015, status: 503, body: { message: 'Service unavailable' } });
	add({ rate: 0.015, drop: true });
	add({ rate: 0.015, loseAnswer: true });
	add({ method: 'GET', rate: 0.015, delayMs: LONGER_THAN_A_READ_MS, drop: true });
	add({ method: 'GET', rate: 0.015, delayMs: LONGER_THAN_A_READ_MS });
	if (withSlowCreations) {
		const path = '/instances';
		const method = 'POST';
		add({ method, path, rate: 0.015, delayMs: LONGER_THAN_A_CREATION_MS, drop: true });
		add({ method, path, rate: 0.015, delayMs: LONGER_THAN_A_CREATION_MS });
	}
}

/** The links of some customers in their order; undefined for whom the platform refused each time. */
async function askForLinks(
	{ origin }: Place,
	from: number,
	count: number,
): Promise<Array<string | undefined>> {
	const response = await fetch(`${origin}/webhook/${LINK_PATH}?from=${from}&count=${count}`);
	const items = (await response.json()) as Array<{ oauthUrl?: string }>;
	return items.map(({ oauthUrl }) => oauthUrl);
}

/** Has links made for so many customers, in as few executions as there may be; whoever got none asks once more. */
async function makeLinks(place: Place, customers: number): Promise<string[]> {
	const links: string[] = [];
	for (let from = 0; from < customers; from += LINKS_AT_ONCE) {
		const count = Math.min(LINKS_AT_ONCE, customers - from);
		for (const [n, link] of (await askForLinks(place, from, count)).entries()) {
			const [given] = link === undefined ? await askForLinks(place, from + n, 1) : [link];
			if (given !== undefined) links.push(given);
		}
	}
	return links;
}

/** Waits until every callback has an execution that has ended. */
async function ended(client: N8nClient, workflowId: string, count: number): Promise<string[]> {
	return await until(
		`the end of ${count} executions`,
		async () => {
			const executions = await client.allExecutions(workflowId);
			const running = executions.some(({ status }) => ['new', 'running'].includes(status));
			return running || executions.length < count ? undefined : executions.map(({ id }) => id);
		},
		{ timeoutMs: EXECUTIONS_TIMEOUT_MS, everyMs: 1_000 },
	);
}

/** Instances at the platform by the customer whose tag they carry. */
function instancesByCustomer(simulator: Simulator): Map<string, number[]> {
	const byCustomer = new Map<string, number[]>();
	for (const { id, tags } of simulator.instances()) {
		const customer = tags.find((tag) => tag.startsWith('customer:'))?.slice('customer:'.length);
		if (customer === undefined) continue;
		byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), id]);
	}
	return byCustomer;
}

const secondsSince = (begin: number) => Math.round((performance.now() - begin) / 100) / 10;

/** Onboards so many customers at a platform on a bad day: first all links, then all callbacks, many at once. */
export async function storm(place: Place, given: Storm): Promise<Aftermath> {
	const { client, simulator } = place;
	const workflows = await publishBoth(place);
	addFaults(simulator, given);
	const begin = performance.now();
	const links = await makeLinks(place, given.customers);
	const linkSeconds = secondsSince(begin);
	const callbacks = await inLanes(links, AT_ONCE, async (link) => await answerConsent(link));
	const coming = performance.now();
	await inLanes(callbacks, AT_ONCE, async (callback) => {
		const { status } = await fetch(callback);
		if (status !== 200) throw new Error(`A callback was answered with ${status}`);
	});
	const executions = await ended(client, workflows.callbacks, callbacks.length);
	const callbackSeconds = secondsSince(coming);
	return {
		linkSeconds,
		callbackSeconds,
		withoutLink: given.customers - links.length,
		faults: simulator.faultsStruck(),
		calls: simulator.requests().length,
		outcomes: await readOutcomes(client, executions),
		instances: instancesByCustomer(simulator),
	};
}
