import { ACCOUNT, APPS, node, start } from '../../bench/world.mts';
import type { WorkflowFile, WorkflowNode } from '../../n8n/client/client.mts';

export const CUSTOMER = 'cus_77';
export const OBJECT = 'customers';

const ours = (name: string, type: string, version: number, parameters: Record<string, unknown>) =>
	node(name, `n8n-nodes-cloud-elements.${type}`, version, parameters, {
		...ACCOUNT,
		...APPS.oAuth2,
	});

function chain(name: string, nodes: WorkflowNode[]): WorkflowFile {
	const links = nodes.slice(1).map(({ name: to }, index) => {
		const from = (nodes[index] as WorkflowNode).name;
		return [from, { main: [[{ node: to, type: 'main', index: 0 }]] }] as const;
	});
	const settings = { executionOrder: 'v1' };
	return { name, active: false, nodes, connections: Object.fromEntries(links), settings };
}

/** The main flow, from the link to the records, each part behind a webhook whose path is its name. */
export function mainFlow(origin: string): WorkflowFile[] {
	const callback = ours('Callback', 'oAuthCallbackTrigger', 2, { path: 'callback', options: {} });
	const records = start('records');
	return [
		chain('link', [
			start('link'),
			ours('Get OAuth URL', 'getOAuthUrl', 1, {
				callbackUrl: `${origin}/webhook/callback`,
				customerId: CUSTOMER,
			}),
		]),
		chain('callback', [
			{ ...callback, webhookId: 'callback' },
			ours('Create Instance', 'createInstance', 1, { callback: '={{ $json }}' }),
		]),
		chain('records', [
			{ ...records, parameters: { ...records.parameters, responseData: 'allEntries' } },
			ours('Element Request', 'elementRequest', 1, {
				resource: 'record',
				operation: 'getAll',
				instance: { __rl: true, mode: 'customer', value: CUSTOMER },
				object: { __rl: true, mode: 'name', value: OBJECT },
				returnAll: true,
			}),
		]),
	];
}
