import './quiet.mts';
import { inspect } from 'node:util';
import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodeParameters,
	IRun,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NODE_NAME, additionalDataOf, nodeOf, workflowOf, type TestCredentials } from './host.mts';

export type { TestCredentials } from './host.mts';

export interface RunOptions {
	/** Node type without the package's name. */
	type: string;
	parameters?: INodeParameters;
	credentials: TestCredentials;
	/** JSON of the input items; one empty item unless given. */
	items?: IDataObject[];
	/** Whole items in place of `items`, where they bring files. */
	inputs?: INodeExecutionData[];
	onError?: INode['onError'];
	/** Nodes that run before it, each with the items of the one before. */
	before?: INode[];
	/** How n8n came to run it; `retry` when somebody retries an execution. */
	mode?: WorkflowExecuteMode;
	/** Gets the run before it starts, to cancel it while it goes on. */
	started?: (run: { cancel(): void }) => void;
}

export interface RunResult {
	run: IRun;
	/** Items on the node's outputs, in order; the last is the error output where there is one. */
	outputs: INodeExecutionData[][];
	/** The error that ended the node, with what n8n would store of it. */
	error?: Error & { description?: string; context: IDataObject; httpCode?: string };
	/** What it sent to the browser that waits at a trigger. */
	responses: IN8nHttpFullResponse[];
	/** The execution's searchable custom data. */
	customData: Record<string, string>;
	/** All that n8n would store about the execution, as text, and its errors as a log would show them. */
	stored: string;
}

/** ID of every execution here. */
export const EXECUTION_ID = '731';

const SOURCE: INode = {
	id: 'source',
	name: 'Items',
	type: 'test.items',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Runs one node of the package on n8n's own engine, with items before it. */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const { type, parameters = {}, credentials, items = [{}], onError } = options;
	const inputs = options.inputs ?? items.map((json) => ({ json }));
	const node = nodeOf(type, parameters, credentials, onError && { onError });
	const nodes = [SOURCE, ...(options.before ?? []), node];
	const runData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: SOURCE, data: { main: [inputs] }, source: null }],
		},
	});
	const responses: IN8nHttpFullResponse[] = [];
	const additionalData = additionalDataOf(nodes, credentials, { executionId: EXECUTION_ID });
	additionalData.hooks?.addHandler('sendResponse', async (response) => {
		responses.push(response as IN8nHttpFullResponse);
	});
	const running = new WorkflowExecute(
		additionalData,
		options.mode ?? 'trigger',
		runData,
	).processRunExecutionData(workflowOf(nodes));
	options.started?.(running);
	const run = await running;
	const task = run.data.resultData.runData[node.name]?.[0];
	const shown = { depth: Infinity, maxStringLength: Infinity, breakLength: Infinity };
	return {
		run,
		outputs: (task?.data?.main ?? []).map((output) => output ?? []),
		error: task?.error as RunResult['error'],
		responses,
		customData: run.data.resultData.metadata ?? {},
		get stored() {
			return JSON.stringify(run.data.resultData) + inspect(run.data.resultData, shown);
		},
	};
}

/** JSON of the items on the first output of a run that went well. */
export function outputOf({ error, outputs }: RunResult): IDataObject[] {
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json }) => json);
}

/** What the user reads when a run failed: message and description. */
export function wordsOf({ error }: RunResult): string {
	if (!error) throw new Error('the run did not fail');
	return `${error.message}\n${error.description ?? ''}`;
}

/** The code of the error that ended the node, by which a workflow can branch. */
export const codeOf = ({ error }: RunResult): unknown =>
	(error?.context.data as IDataObject | undefined)?.code;

function hints({ run }: RunResult, kind: 'info' | 'warning'): string[] {
	const [task] = run.data.resultData.runData[NODE_NAME] ?? [];
	return (task?.hints ?? []).filter(({ type }) => type === kind).map(({ message }) => message);
}

/** What the node warned of beside its output. */
export const hintsOf = (result: RunResult): string[] => hints(result, 'warning');

/** What the node told beside its output. */
export const notesOf = (result: RunResult): string[] => hints(result, 'info');

/** Numbers of the input items that items are paired with. */
export const pairsOf = (items: INodeExecutionData[] = []): number[] =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
