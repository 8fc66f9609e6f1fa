import './quiet.mts';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { additionalDataOf, loader, nodeOf, workflowOf, type TestCredentials } from './host.mts';

/** What n8n gave the trigger that is visited, and gives no other. */
export const WEBHOOK_ID = '5b0437c6-a1f3-4e0b-9d1c-2f8e1c7a9b44';

/** What a browser got. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	html: string;
}

/** What a visit of a trigger's URL came to. */
export interface Visit extends Answer {
	/** Items on the trigger's outputs; undefined when no execution was started. */
	outputs: INodeExecutionData[][] | undefined;
	/** Lines that the node wrote to n8n's log, each with its data. */
	log: string[];
}

/** A visit that n8n has begun to answer. */
export interface OpenVisit extends Pick<Visit, 'outputs' | 'log'> {
	/** Answers as n8n does: for a node that called `sendResponse`, and when the workflow ends. */
	answer: (response: { statusCode?: number; headers?: object; body?: unknown }) => void;
	/** What the browser gets at last. */
	answered: Promise<Answer>;
	/** Whether the browser was left waiting for a node of the workflow. */
	waits: boolean;
	/** Ends the connection, as a browser does that is closed. */
	leave: () => void;
	/** Resolves when n8n has seen the connection end. */
	closed: Promise<unknown>;
}

/** Browsers of the running test, which would keep a failed test from ending. */
let browsers: AbortController[] = [];
afterEach(() => {
	for (const browser of browsers) browser.abort();
	browsers = [];
});

/** A request of a browser at a trigger. */
export interface BrowserRequest {
	type: string;
	parameters?: INodeParameters;
	credentials: TestCredentials;
	/** Any origin: n8n only knows its own. */
	address: string;
	/** Fields of a form that is sent. */
	form?: Record<string, string> | Array<[string, string]>;
	headers?: Record<string, string>;
}

/** Values by their names; a list where a name comes several times, as Express gives them. */
function valuesOf(pairs: URLSearchParams): Record<string, string | string[]> {
	return Object.fromEntries(
		[...new Set(pairs.keys())].map((name) => {
			const values = pairs.getAll(name);
			return [name, values.length > 1 ? values : (values[0] as string)];
		}),
	);
}

/** What Express adds to an answer, as far as n8n and the nodes use it. */
function likeExpress(response: ServerResponse) {
	const express = Object.assign(response, {
		status: (code: number) => {
			response.statusCode = code;
			return express;
		},
		send: (text: string) => {
			response.end(text);
			return express;
		},
		json: (data: unknown) => {
			response.setHeader('content-type', 'application/json; charset=utf-8');
			return express.send(JSON.stringify(data));
		},
	});
	return express;
}

type Express = ReturnType<typeof likeExpress>;

async function callWebhook(
	{ type, parameters = {}, credentials }: BrowserRequest,
	request: IncomingMessage,
	httpResponse: Express,
	log: string[],
): Promise<IWebhookResponseData> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const { url = '/', method } = request;
	const httpRequest = Object.assign(request, {
		originalUrl: url,
		query: valuesOf(new URL(url, 'http://localhost').searchParams),
		body: valuesOf(new URLSearchParams(Buffer.concat(chunks).toString())) as IDataObject,
	});
	const account = { cloudElementsApi: credentials.cloudElementsApi ?? {} };
	const node = nodeOf(type, parameters, account, { webhookId: WEBHOOK_ID });
	const nodeType = loader.getNode(type).type as INodeType;
	const context = new WebhookContext(
		workflowOf([node]),
		node,
		additionalDataOf([node], credentials, { httpRequest, httpResponse }),
		'webhook',
		{
			webhookDescription: nodeType.description.webhooks?.find((one) => one.httpMethod === method),
		} as never,
		[],
		null,
	);
	const warn = (line: string, data?: object) =>
		log.push(data ? `${line} ${JSON.stringify(data)}` : line);
	Object.defineProperty(context, 'logger', { value: { warn } });
	return (await nodeType.webhook?.call(context as unknown as IWebhookFunctions)) ?? {};
}

/**
 * Sends a browser to a trigger, over HTTP and on n8n's own webhook context, until n8n has begun to
 * answer. A trigger that lets the browser wait is then to be answered by the test.
 */
export async function openVisit(given: BrowserRequest): Promise<OpenVisit> {
	const log: string[] = [];
	const leaving = new AbortController();
	browsers.push(leaving);
	const server = createServer();
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const called = once(server, 'request').then(async ([request, response]) => {
		const express = likeExpress(response as ServerResponse);
		const result = await callWebhook(given, request as IncomingMessage, express, log);
		return { express, result };
	});
	const { pathname, search } = new URL(given.address);
	const { port } = server.address() as AddressInfo;
	const answered = fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
		method: given.form ? 'POST' : 'GET',
		body: given.form && new URLSearchParams(given.form),
		headers: { connection: 'close', ...given.headers },
		redirect: 'manual',
		signal: leaving.signal,
	})
		.then(async (response) => ({
			status: response.status,
			headers: Object.fromEntries(response.headers),
			html: await response.text(),
		}))
		.finally(() => server.close());
	answered.catch(() => undefined);
	const { express, result } = await called;
	const { webhookResponse, workflowData, noWebhookResponse } = result;
	const answer: OpenVisit['answer'] = ({ statusCode, headers = {}, body }) => {
		if (statusCode) express.status(statusCode);
		for (const [name, value] of Object.entries(headers)) express.setHeader(name, String(value));
		if (typeof body === 'string') express.send(body);
		else express.json(body);
	};
	const closed = once(express, 'close');
	if (webhookResponse !== undefined) answer({ body: webhookResponse });
	return {
		outputs: workflowData ?? undefined,
		log,
		answer,
		answered,
		waits: webhookResponse === undefined && noWebhookResponse !== true,
		leave: () => leaving.abort(),
		closed,
	};
}

/** What a visit came to that the trigger answered at once. */
export async function read({ waits, leave, outputs, log, answered }: OpenVisit): Promise<Visit> {
	if (waits) {
		leave();
		throw new Error(`the trigger let the browser wait: ${JSON.stringify(outputs)}`);
	}
	return { ...(await answered), outputs, log };
}

/** Sends a browser to a trigger that answers it at once. */
export async function visit(given: BrowserRequest): Promise<Visit> {
	return await read(await openVisit(given));
}
