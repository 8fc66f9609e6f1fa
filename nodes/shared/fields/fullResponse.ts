import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** Option of every node that makes any request, as in n8n's HTTP Request node, whose name for it is cut in the form. */
export const fullResponseField: INodeProperties = {
	displayName: 'Include Headers and Status',
	name: 'fullResponse',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the full response (headers and response status code) data instead of only the body',
};

/** An answer as far as it stands in an output item. */
export interface FullResponse {
	body?: unknown;
	headers: IDataObject;
	statusCode: number;
	statusMessage?: string;
}

/** The item of a full response, in the form that n8n's HTTP Request node gives it. */
export function fullResponseOf({
	body,
	headers,
	statusCode,
	statusMessage,
}: FullResponse): IDataObject {
	return {
		...(body !== undefined && { body: body as IDataObject }),
		headers: { ...headers },
		statusCode,
		...(statusMessage && { statusMessage }),
	};
}
