import type { IPollFunctions } from 'n8n-workflow';

/** What n8n gives a poll where it does not say it. */
const USUAL_BUDGET_MS = 300_000;

/** How many instances a poll looks at the same time: nobody waits for it, and executions go on beside it. */
export const PARALLEL_LOOKS = 10;

/** What is left for handing over what was found. */
const SHARE = 0.9;

/** How long a poll may take, in milliseconds. Older versions of n8n do not tell it. */
export function budgetOf(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return Math.floor((context.getPollBudgetMs?.() ?? USUAL_BUDGET_MS) * SHARE);
}

/** n8n's functions, whose calls end when the time of the poll is over. */
export function untilStopped(context: IPollFunctions, stop: AbortSignal): IPollFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => stop },
	}) as IPollFunctions;
}
