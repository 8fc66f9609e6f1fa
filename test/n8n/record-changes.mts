import type { WorkflowFile, WorkflowNode } from '../../n8n/client/client.mts';
import { outputOf, type Execution } from '../../n8n/client/executions.mts';
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
