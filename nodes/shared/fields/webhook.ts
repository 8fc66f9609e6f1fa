import * as n8n from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeParameters,
	INodeProperties,
	INodeTypeDescription,
	IWebhookDescription,
} from 'n8n-workflow';

import { toNodeError } from '../errors/nodeError';
import { checkParameters } from './parameterCheck';
import { textOf } from './wireText';

/** A field of a webhook that follows from the node's parameters: as expression for the editor, as function for n8n. */
export interface DerivedField {
	template: string;
	resolve: (parameters: INodeParameters) => string | undefined;
}

/** Older versions of n8n lack it, and evaluate the expressions. */
const { webhookDescriptionFields } = n8n as Partial<typeof n8n>;

/**
 * Fields of a webhook's description that n8n reads without its expression engine. For that it would
 * open an isolate of V8 with each request, which is most of what a request costs.
 */
export function webhookFields<Name extends 'path' | 'responseMode'>(
	fields: Record<Name, DerivedField>,
): Pick<IWebhookDescription, Name> {
	const entries = Object.entries<DerivedField>(fields);
	const templates = Object.fromEntries(entries.map(([name, { template }]) => [name, template]));
	return (webhookDescriptionFields?.(fields) ?? templates) as Pick<IWebhookDescription, Name>;
}

/** The path that the parameter of this name holds. */
export const PATH: DerivedField = {
	template: '={{$parameter["path"]}}',
	resolve: ({ path }) => path as string | undefined,
};

/**
 * What nodes have in common that receive requests. Version 2 is 1 as far as the nodes go; for every
 * request to a node of version 1 n8n evaluates an expression that only its own Webhook node needs.
 */
export const webhookNode = {
	version: [1, 2],
	defaultVersion: 2,
} satisfies Partial<INodeTypeDescription>;

/**
 * Steps of the registration of a node that n8n alone serves: there is nothing to set up, and nothing to
 * take away. What cannot be used is told when the workflow is published, not to the first customer.
 */
export function nothingToSetUp(fields: readonly INodeProperties[]) {
	const done = async () => true;
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			try {
				checkParameters(this, fields);
				textOf('Path', this.getNodeParameter('path', ''));
			} catch (error) {
				throw toNodeError(this.getNode(), error, 0);
			}
			return true;
		},
		create: done,
		delete: done,
	};
}
