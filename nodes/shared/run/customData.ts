import type { IExecuteFunctions } from 'n8n-workflow';

/** Keeps a text with the execution, by which n8n's list of executions is searched. */
export function setCustomData(context: IExecuteFunctions, key: string, value: string): void {
	// Older versions of n8n do not let nodes do so.
	const { customData } = context as Partial<IExecuteFunctions>;
	customData?.set(key, value);
}
