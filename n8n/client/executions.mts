import { createRequire } from 'node:module';
import { n8nCommand } from '../paths.mts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Item {
	json: Record<string, Json>;
	pairedItem?: unknown;
	error?: unknown;
}

/** What one run of a node left. */
export interface NodeRun {
	executionStatus: string;
	executionTime: number;
	/** Items by connection type, then by output. */
	data?: Record<string, Array<Item[] | null>>;
	error?: { message: string; description?: string | null; [key: string]: unknown };
	[key: string]: unknown;
}

/** An execution in a list. */
export interface ExecutionSummary {
	id: string;
	workflowId: string;
	mode: string;
	status: string;
	startedAt: string;
	stoppedAt: string | null;
}

export interface ExecutionPage {
	results: ExecutionSummary[];
	nextCursor: string | null;
}

/** An execution with everything its nodes left. */
export interface Execution extends ExecutionSummary {
	/** What nodes stored with `customData`. */
	customData: Record<string, string>;
	data: {
		resultData: {
			/** By node name, a run after another. */
			runData: Record<string, NodeRun[]>;
			lastNodeExecuted?: string;
			error?: { message: string; [key: string]: unknown };
		};
		[key: string]: unknown;
	};
}

/** An execution as REST gives it: its data are text in the format of the `flatted` library. */
export type RawExecution = Omit<Execution, 'data'> & { data: string };

/** Reads the data of an execution the way n8n's editor does, with n8n's own copy of the library. */
export function parseExecution(raw: RawExecution): Execution {
	const flatted = createRequire(n8nCommand)('flatted') as { parse(text: string): unknown };
	return { ...raw, data: flatted.parse(raw.data) as Execution['data'] };
}

/** The items that a node gave on an output in its last run; none if it did not run. */
export function outputOf(execution: Execution, node: string, output = 0): Item[] {
	return execution.data.resultData.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}
