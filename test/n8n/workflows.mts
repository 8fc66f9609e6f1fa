import type { N8nClient, Workflow, WorkflowNode } from '../../n8n/client/client.mts';
import { outputOf, type Execution, type Item } from '../../n8n/client/executions.mts';

/** The demo credential of the account, as nodes refer to it. */
export const account = {
	cloudElementsApi: { id: 'ceDemoAccount0001', name: 'Cloud Elements (demo)' },
};

/** From where a chain of nodes is run. */
export const START = 'Start Here';

export function node(
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	more: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
}

/** A node of the package. */
export const ours = (name: string, type: string, parameters: Record<string, unknown>) =>
	node(name, `n8n-nodes-cloud-elements.${type}`, parameters, { credentials: account });

/** Creates a workflow in which a manual trigger leads to these nodes, one after the other. */
export async function createChain(
	client: N8nClient,
	name: string,
	nodes: WorkflowNode[],
): Promise<Workflow> {
	const chain = [node(START, 'n8n-nodes-base.manualTrigger', {}), ...nodes];
	const links = chain.slice(1).map(({ name: to }, index) => {
		const from = (chain[index] as WorkflowNode).name;
		return [from, { main: [[{ node: to, type: 'main', index: 0 }]] }] as const;
	});
	return await client.createWorkflow({
		name,
		nodes: chain,
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	});
}

/** Creates such a workflow, runs it and waits for its end. */
export async function runChain(
	client: N8nClient,
	name: string,
	nodes: WorkflowNode[],
): Promise<Execution> {
	const { id } = await createChain(client, name, nodes);
	return await client.run(id, START);
}

/** JSON of all items that a node gave. */
export const jsonOf = (execution: Execution, name: string): Array<Item['json']> =>
	outputOf(execution, name).map(({ json }) => json);

/** An account that was connected at the platform, as the first node of a chain puts it out. */
export const customers = (accounts: readonly object[]) =>
	node(
		'Customers',
		'n8n-nodes-base.code',
		{ jsCode: `return ${JSON.stringify(accounts)}.map((json) => ({ json }));` },
		{ typeVersion: 2 },
	);
