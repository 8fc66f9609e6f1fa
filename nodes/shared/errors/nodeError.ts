import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode, JsonObject } from 'n8n-workflow';

import { CallFailure, InvalidInput } from './failure';
import type { FailureDetails } from './failure';

/**
 * What to do comes first; what others said, in words that nobody here chose, comes last. Each line
 * ends as a sentence, because the editor shows them one behind the other.
 */
function description(details: FailureDetails): string {
	const lines = [
		details.advice,
		details.requestId && `Request ID: ${details.requestId}`,
		...Object.entries(details.providerCall ?? {}).map(([name, id]) => id && `${name}: ${id}`),
		details.platformMessage && `Cloud Elements: ${details.platformMessage}`,
		details.providerMessage && `${details.provider ?? 'Provider'}: ${details.providerMessage}`,
	];
	return lines
		.filter((line): line is string => Boolean(line))
		.map((line) => (/[.!?…]$/.test(line) ? line : `${line}.`))
		.join('\n');
}

/** What an item says of the error that it came to: the message, and all else that is known. */
export function errorFields(nodeError: NodeApiError | NodeOperationError): {
	error: string;
	details: IDataObject;
} {
	const { description: words } = nodeError;
	const data = (nodeError.context.data ?? {}) as IDataObject;
	return { error: nodeError.message, details: { ...(words && { description: words }), ...data } };
}

/**
 * The error that n8n shows, for whatever went wrong with one item.
 *
 * Built from plain words rather than from the caught error, so that neither the request nor its
 * headers travel with it into the stored execution.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof CallFailure) {
		const { details } = error;
		const data = {
			code: details.code,
			...(details.statusCode !== undefined && { statusCode: details.statusCode }),
			...(details.retryAfterSeconds !== undefined && {
				retryAfterSeconds: details.retryAfterSeconds,
			}),
			...(details.requestId && { requestId: details.requestId }),
			...details.providerCall,
			...(details.providerCode && { providerCode: details.providerCode }),
			...(details.platformMessage && { platformMessage: details.platformMessage }),
			...(details.providerMessage && { providerMessage: details.providerMessage }),
		};
		const nodeError = new NodeApiError(node, data as JsonObject, {
			message: details.message,
			description: description(details),
			httpCode: details.statusCode?.toString(),
			itemIndex,
		});
		// n8n replaces messages that hold words such as ECONNRESET; ours say more.
		nodeError.message = details.message;
		nodeError.context.data = data;
		return nodeError;
	}
	if (error instanceof InvalidInput) {
		const nodeError = new NodeOperationError(node, error.message, {
			description: error.description,
			itemIndex,
		});
		nodeError.context.data = { code: error.code };
		return nodeError;
	}
	return new NodeOperationError(node, error instanceof Error ? error.message : String(error), {
		itemIndex,
	});
}
