import './quiet.mts';
import { WebhookContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { additionalDataOf, loader, nodeOf, workflowOf, type TestCredentials } from './host.mts';

/** What n8n gave this trigger, and gives no other. */
export const WEBHOOK_ID = '5b0437c6-a1f3-4e0b-9d1c-2f8e1c7a9b44';

/** What a visit of the trigger's URL came to. */
export interface Visit {
	status: number;
	headers: Record<string, string>;
	html: string;
	/** Items on the trigger's outputs; undefined when no execution was started. */
	outputs: INodeExecutionData[][] | undefined;
	/** Lines that the node wrote to n8n's log. */
	log: string[];
}

function queryOf(url: URL): Record<string, string | string[]> {
	const names = new Set(url.searchParams.keys());
	return Object.fromEntries(
		[...names].map((name) => {
			const values = url.searchParams.getAll(name);
			return [name, values.length > 1 ? values : (values[0] as string)];
		}),
	);
}

/** Sends a browser to the callback trigger, which runs on n8n's own webhook context. */
export async function visitTrigger(
	address: string,
	credentials: TestCredentials,
	parameters: INodeParameters = {},
): Promise<Visit> {
	const url = new URL(address);
	const visit: Visit = { status: 200, headers: {}, html: '', outputs: undefined, log: [] };
	const httpRequest = {
		method: 'GET',
		originalUrl: url.pathname + url.search,
		query: queryOf(url),
		headers: {},
	};
	const httpResponse = {
		setHeader: (name: string, value: string) => {
			visit.headers[name.toLowerCase()] = value;
		},
		status: (code: number) => {
			visit.status = code;
			return httpResponse;
		},
		send: (html: string) => {
			visit.html = html;
		},
	};
	const node = nodeOf(
		'oAuthCallbackTrigger',
		{ path: 'quickbooks-callback', ...parameters },
		{ cloudElementsApi: credentials.cloudElementsApi ?? {} },
		{ webhookId: WEBHOOK_ID },
	);
	const type = loader.getNode('oAuthCallbackTrigger').type as INodeType;
	const context = new WebhookContext(
		workflowOf([node]),
		node,
		additionalDataOf([node], credentials, { httpRequest, httpResponse }),
		'webhook',
		{ webhookDescription: type.description.webhooks?.[0] } as never,
		[],
		null,
	);
	Object.defineProperty(context, 'logger', {
		value: { warn: (line: string) => visit.log.push(line) },
	});
	const answer = await type.webhook?.call(context);
	visit.outputs = answer?.workflowData ?? undefined;
	if (answer?.webhookResponse !== undefined) visit.html = String(answer.webhookResponse);
	return visit;
}

/** The item on the Authorized output. */
export function authorizedItem({ outputs, log }: Visit): IDataObject {
	const json = outputs?.[0]?.[0]?.json;
	if (!json) throw new Error(`not authorized: ${JSON.stringify(outputs)} ${log.join()}`);
	return json;
}
