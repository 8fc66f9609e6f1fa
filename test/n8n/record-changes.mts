import type { N8nClient, WorkflowFile, WorkflowNode } from '../../n8n/client/client.mts';
import { outputOf, type Execution } from '../../n8n/client/executions.mts';
import { until } from '../../n8n/polling.mts';
import { account, node } from './workflows.mts';

export const CHANGES = 'Changes';

/** A Record Changes Trigger that polls each minute, with a node behind each of its outputs. */
export function changesWorkflow(
	parameters: Record<string, unknown>,
	name = CHANGES,
	credentials: WorkflowNode['credentials'] = account,
): WorkflowFile {
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	const trigger = node(
		name,
		'n8n-nodes-cloud-elements.recordChangesTrigger',
		{ object: 'customers', pollTimes, ...parameters },
		{ id: 'trigger', credentials },
	);
	const link = (to: string) => [{ node: to, type: 'main', index: 0 }];
	return {
		name: 'Changes',
		nodes: [
			trigger,
			node('Changed', 'n8n-nodes-base.noOp', {}),
			node('Not Read', 'n8n-nodes-base.noOp', {}),
		],
		connections: { [name]: { main: [link('Changed'), link('Not Read')] } },
		settings: { executionOrder: 'v1' },
	};
}

const jsonAt = (execution: Execution, name: string, output: number) =>
	outputOf(execution, name, output).map(({ json }) => json);

/** The items on the output Changes. */
export const changesOf = (execution: Execution, name = CHANGES) => jsonAt(execution, name, 0);

/** The items on the output Failed. */
export const failedOf = (execution: Execution, name = CHANGES) => jsonAt(execution, name, 1);

export interface Told {
	changes: unknown[];
	failed: unknown[];
}

/** What all executions of a workflow told, the oldest first. */
export async function toldBy(client: N8nClient, workflowId: string): Promise<Told> {
	const told: Told = { changes: [], failed: [] };
	for (const { id } of (await client.executions(workflowId)).reverse()) {
		const execution = await client.finishedExecution(id);
		told.changes.push(...changesOf(execution));
		told.failed.push(...failedOf(execution));
	}
	return told;
}

const second = () => Math.floor(Date.now() / 1_000);

/** Records are dated to the second, so that what changed in the one in which a trigger begins may be told. */
export async function nextSecond(): Promise<void> {
	const before = second();
	await until('the next second', async () => second() > before || undefined);
}
