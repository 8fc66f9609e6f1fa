import { timing } from './timing';

interface Cancellable {
	getExecutionCancelSignal?(): AbortSignal | undefined;
}

/**
 * What ends a call: that the execution is cancelled, or that so many milliseconds passed from its
 * beginning to the last byte of its answer. n8n's own time-out begins anew with each byte.
 */
export function endOfCall(context: Cancellable, ms: number): AbortSignal {
	const cancelled = context.getExecutionCancelSignal?.();
	const limit = timing.limit(ms);
	return cancelled ? AbortSignal.any([cancelled, limit]) : limit;
}

/**
 * The context for one call that ends by {@link endOfCall}. Where n8n signs a request, it ends it by the
 * signal of the context, whatever the request says.
 */
export function withTimeLimit<Context extends Cancellable>(context: Context, ms: number): Context {
	const signal = endOfCall(context, ms);
	const getExecutionCancelSignal = { value: () => signal };
	return Object.create(context, { getExecutionCancelSignal }) as Context;
}
