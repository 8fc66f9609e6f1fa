import type { N8nClient, Workflow, WorkflowNode } from '../../../n8n/client/client.mts';
import { node } from '../../n8n/workflows.mts';

/** What a customer, or whoever delivers an event, saw of one visit. */
export interface Seen {
	/** Whether there was an answer, and not one of an error. */
	answered: boolean;
	/** Whether it said that the work is done. */
	toldDone: boolean;
}

/** A way through n8n that many take at once. */
export interface Flow {
	/** As the table of counts names it. */
	name: string;
	/** Whose nodes do the work. */
	by: 'ours' | 'core';
	/** Where its executions are. */
	workflows: readonly Workflow[];
	/** Sees to what has to be there before these customers come. */
	prepare(customers: readonly string[]): Promise<void>;
	visit(customer: string): Promise<Seen>;
	/** Whether the provider has sent a customer back, where that is a part of the visit. */
	isBack?(customer: string): boolean;
	/** How often the work was done for a customer, as counted at the far side. */
	done(customer: string): number;
	/** Whether a customer comes again when the trouble is over, in the same way as the first time. */
	comesAgain(customer: string, seen: Seen): boolean;
	/** Whether that takes a new preparation where nothing was done. */
	anew: boolean;
	/** What those bring who come. */
	brings?: 'approval' | 'keys' | 'event';
}

/** Publishes a workflow of these nodes, each leading to the next, from the output that is named or its first. */
export async function publishChain(
	client: N8nClient,
	name: string,
	nodes: WorkflowNode[],
	outputs: Readonly<Record<string, number>> = {},
): Promise<Workflow> {
	const links = nodes.slice(1).map(({ name: to }, index) => {
		const from = (nodes[index] as WorkflowNode).name;
		const before = Array.from({ length: outputs[from] ?? 0 }, () => []);
		return [from, { main: [...before, [{ node: to, type: 'main', index: 0 }]] }] as const;
	});
	const workflow = await client.createWorkflow({
		name,
		nodes,
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	return workflow;
}

/** n8n's Webhook at this path, which answers at once unless told otherwise. */
export const webhook = (path: string, parameters: object = {}): WorkflowNode =>
	node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ path, httpMethod: 'POST', ...parameters, options: {} },
		{ typeVersion: 2.1, webhookId: path },
	);

/** n8n's HTTP Request with a body, which is an expression. */
export const post = (name: string, url: string, body: string): WorkflowNode =>
	node(
		name,
		'n8n-nodes-base.httpRequest',
		{
			method: 'POST',
			url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ ${body} }}`,
			options: {},
		},
		{ typeVersion: 4.2 },
	);

/** Sends JSON as a program does. */
export const sendJson = async (url: string, body: object): Promise<Response> =>
	await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});

/** Goes somewhere, and sees nothing where the connection breaks. */
export async function look(
	visit: () => Promise<Response | undefined>,
	saysDone: (text: string) => boolean = () => false,
): Promise<Seen> {
	try {
		const answer = await visit();
		const text = (await answer?.text()) ?? '';
		const answered = answer !== undefined && answer.status < 400;
		return { answered, toldDone: answered && saysDone(text) };
	} catch (error) {
		// That is what fetch throws for a connection.
		if (!(error instanceof TypeError)) throw error;
		return { answered: false, toldDone: false };
	}
}
