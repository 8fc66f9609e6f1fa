import { randomBytes } from 'node:crypto';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** What a node has to say to the browser that waits at a trigger. The trigger makes a page of it, in its own words. */
export type BrowserNews =
	| { kind: 'connected'; element: string; company: string }
	/** `code` is one of the error codes, where the node knows what went wrong. */
	| { kind: 'failed'; reference: string; code?: string }
	/** Nobody has said anything yet. */
	| { kind: 'slow'; reference: string };

/** Under this name news stand in an answer, so that they are told from anybody else's. */
const NAME = 'cloudElementsNews';

/** Eight characters by which a page and what is known about it are found together. */
export const newReference = () => randomBytes(4).toString('hex').toUpperCase();

/**
 * Writes into n8n's log why a customer gets a page with the reference that this returns.
 * A line of that log has neither a time nor a workflow of its own.
 */
export function logReason(context: IWebhookFunctions, reason: string): string {
	const reference = newReference();
	const { id, name } = context.getWorkflow();
	context.logger.warn(
		`${new Date().toISOString()} ${context.getNode().name} of the workflow "${name}" (${id}), reference ${reference}: ${reason}`,
	);
	return reference;
}

/** News as the body of an answer; n8n carries it from the worker to the process that holds the browser. */
export function newsToBody(news: BrowserNews): IDataObject {
	return { [NAME]: { ...news } };
}

/** The news in the body of an answer, or nothing where it is one of n8n's own. */
export function newsInBody(body: unknown): BrowserNews | undefined {
	const news = (body as Partial<Record<string, BrowserNews>> | null | undefined)?.[NAME];
	return news && 'kind' in news ? news : undefined;
}
