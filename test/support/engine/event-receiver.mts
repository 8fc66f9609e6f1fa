import './quiet.mts';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INodeParameters,
	INodeType,
	IWebhookFunctions,
	IWebhookResponseData,
	Workflow,
} from 'n8n-workflow';
import {
	NODE_NAME,
	additionalDataOf,
	loader,
	nodeOf,
	workflowOf,
	type TestCredentials,
} from './host.mts';

/** Servers of the running test. */
let servers: Server[] = [];
afterEach(() => {
	for (const server of servers) server.close();
	servers = [];
});

type Step = 'checkExists' | 'create' | 'delete';

const TYPE = 'elementEventTrigger';
const WEBHOOK_ID = 'c1f0';

const PARSED_TYPES = /^(application\/(json|x-www-form-urlencoded)|text\/plain)|[/+]xml$/;

/** The query as Express reads it: a list where a name comes several times. */
function queryOf(url: string): Record<string, string | string[]> {
	const { searchParams } = new URL(url, 'http://localhost');
	return Object.fromEntries(
		[...searchParams.keys()].map((name) => {
			const values = searchParams.getAll(name);
			return [name, values.length > 1 ? values : (values[0] as string)];
		}),
	);
}

/** An n8n that runs one Element Event Trigger: it publishes it, listens for it, and forgets as n8n does. */
export class Receiver {
	/** Items of each execution that was started, in order. */
	readonly executions: IDataObject[][] = [];
	/** Status of each answer, in order. */
	readonly answers: number[] = [];
	readonly log: string[] = [];
	/** What the trigger threw at a delivery, which n8n answers with 500. */
	readonly thrown: Error[] = [];
	nodeName = NODE_NAME;
	/** Public address of this n8n; the server's own unless a test moves it. */
	origin = '';

	private staticData: IDataObject = {};
	constructor(
		public credentials: TestCredentials,
		public parameters: INodeParameters,
	) {}

	async start(): Promise<this> {
		const server = createServer((request, response) => {
			void this.receive(request, response);
		});
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		return this;
	}

	url(test = false): string {
		return `${this.origin}/webhook${test ? '-test' : ''}/${WEBHOOK_ID}/events`;
	}

	/** Loses what n8n may lose: what it kept with the workflow. */
	forget(): void {
		this.staticData = {};
	}

	/** What n8n keeps with the workflow, as text. */
	get kept(): string {
		return JSON.stringify(this.staticData);
	}

	/** What n8n does when the workflow is published, and when it starts with it published. */
	async publish(): Promise<void> {
		if (!(await this.step('checkExists'))) await this.step('create');
	}

	async unpublish(): Promise<void> {
		await this.step('delete');
	}

	/** One step of the trigger's registration; in `test`, as the editor listens. */
	async step(step: Step, test = false): Promise<boolean> {
		const { workflow, node, type, additionalData } = this.open();
		// n8n takes a test webhook down in another mode than it has set it up in.
		const mode = !test ? 'trigger' : step === 'delete' ? 'internal' : 'manual';
		const webhook = { webhookDescription: type.description.webhooks?.[0], isTest: test };
		const context = new HookContext(
			workflow,
			node,
			additionalData,
			mode,
			'activate',
			webhook as never,
		);
		this.listenTo(context);
		const done = await type.webhookMethods?.default?.[step]?.call(context);
		this.save(workflow);
		return done === true;
	}

	private open(extra: object = {}) {
		const node = nodeOf(TYPE, this.parameters, this.credentials, {
			name: this.nodeName,
			webhookId: WEBHOOK_ID,
			typeVersion: 2,
		});
		const workflow = workflowOf([node]);
		workflow.staticData = JSON.parse(JSON.stringify(this.staticData)) as IDataObject;
		const additionalData = additionalDataOf([node], this.credentials, {
			webhookBaseUrl: `${this.origin}/webhook`,
			webhookTestBaseUrl: `${this.origin}/webhook-test`,
			...extra,
		});
		return { node, workflow, additionalData, type: loader.getNode(TYPE).type as INodeType };
	}

	private save(workflow: Workflow): void {
		this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	}

	private listenTo(context: object): void {
		const line = (text: string) => this.log.push(text);
		Object.defineProperty(context, 'logger', { value: { warn: line, info: line, debug: line } });
	}

	private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { method = 'GET', url = '/', headers } = request;
		const answer = (status: number, body: unknown) => {
			this.answers.push(status);
			response.writeHead(status).end(JSON.stringify(body));
		};
		let status = 200;
		const httpResponse = {
			status: (code: number) => {
				status = code;
				return httpResponse;
			},
			send: (body: unknown) => answer(status, body),
		};
		const query = queryOf(url);
		const httpRequest = {
			...{ method, originalUrl: url, query, headers, body: {}, readable: true },
			rawBody: undefined as Buffer | undefined,
			readRawBody: async () => {
				httpRequest.rawBody = Buffer.concat(chunks);
			},
		};
		// As n8n does for nodes whose type version is above 1; of version 1 it reads every body.
		if (PARSED_TYPES.test(headers['content-type'] ?? '')) await httpRequest.readRawBody();
		const { node, workflow, type, additionalData } = this.open({ httpRequest, httpResponse });
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			url.startsWith('/webhook-test') ? 'manual' : 'webhook',
			{
				webhookDescription: type.description.webhooks?.find((one) => one.httpMethod === method),
			} as never,
			[],
			null,
		);
		this.listenTo(context);
		let result: IWebhookResponseData | undefined;
		try {
			result = await type.webhook?.call(context as unknown as IWebhookFunctions);
		} catch (error) {
			this.thrown.push(error as Error);
			answer(500, { message: 'Workflow could not be started!' });
			return;
		}
		this.save(workflow);
		const [items] = result?.workflowData ?? [];
		if (items) this.executions.push(items.map(({ json }) => json));
		if (!result?.noWebhookResponse) answer(200, {});
	}
}
