import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';

/** Option of nodes that make a link or an invitation for whom this execution will wait. */
export const resumeThisExecutionField: INodeProperties = {
	displayName: 'Resume This Execution',
	name: 'resumeThisExecution',
	type: 'boolean',
	default: false,
	description:
		'Whether the customer who comes back resumes this execution at its Wait for Customer node, in place of starting the workflow of the callback trigger',
};

/**
 * Where this execution can be resumed while it waits. It lets whoever has it resume the execution, so
 * it is only ever sealed, never put out.
 *
 * @throws InvalidInput for several items, because one execution waits for one customer
 */
export function resumeUrlOf(context: IExecuteFunctions, itemIndex: number): string {
	if (context.getInputData().length > 1) {
		throw new InvalidInput(
			'One execution waits for one customer, and several items came',
			'Start an execution for each customer, for example with a Loop and Execute Sub-Workflow without waiting, or switch Resume This Execution off.',
		);
	}
	const { $execution } = context.getWorkflowDataProxy(itemIndex);
	return ($execution as { resumeUrl: string }).resumeUrl;
}
