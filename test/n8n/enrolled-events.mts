import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credential, N8nClient, Workflow } from '../../n8n/client/client.mts';
import type { Execution } from '../../n8n/client/executions.mts';
import type { Simulator } from '../../simulator/index.mts';
import { alteredAtEnd } from '../support/altered.mts';
import { connect, type Connected } from '../support/connected.mts';
import { deliveryOf } from '../support/enrolled.mts';
import { byId } from '../support/locators.mts';
import { deliver, delivery, event } from './events.mts';
import { customers, node, runChain } from './workflows.mts';

/** What a workflow hands on for an event. */
export interface Told {
	eventId: string;
	objectId: string;
	instanceId: number | null;
	customerId: string | null;
	element: string | null;
}

/** Where a workflow hands its items on. */
export interface Sink {
	url: string;
	/** In the order in which they came. */
	told: Told[];
	close(): Promise<void>;
}

/** An address of the customer's own system. */
export async function openSink(): Promise<Sink> {
	const told: Told[] = [];
	const server: Server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			told.push(JSON.parse(Buffer.concat(parts).toString()) as Told);
			response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`,
		told,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** An n8n, and its credential of the account as nodes refer to it. */
export interface Place {
	client: N8nClient;
	/** Where its webhooks arrive. */
	origin: string;
	account: Pick<Credential, 'name'> & { id: string | null };
}

/** A published workflow that hands the events of enrolled instances on, and the URL at which they are enrolled. */
export async function publishReceiver(
	{ client, origin, account }: Place,
	sink: Sink,
	parameters: Record<string, unknown> = {},
): Promise<{ workflow: Workflow; url: string }> {
	const webhookId = crypto.randomUUID();
	const workflow = await client.createWorkflow({
		name: 'Events of all customers',
		nodes: [
			node(
				'Trigger',
				'n8n-nodes-cloud-elements.elementEventTrigger',
				{ instances: 'enrolled', ...parameters },
				{ webhookId, credentials: { cloudElementsApi: account } },
			),
			node(
				'Hand On',
				'n8n-nodes-base.httpRequest',
				{
					method: 'POST',
					url: sink.url,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($json) }}',
					options: {},
				},
				{ typeVersion: 4.2 },
			),
		],
		connections: { Trigger: { main: [[{ node: 'Hand On', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.publish(workflow);
	return { workflow, url: `${origin}/webhook/${webhookId}/events` };
}

/** Enrols instances, or withdraws them, by a run of Manage Instance. */
export async function runForAll(
	{ client, account }: Place,
	operation: 'enrolInEvents' | 'withdrawFromEvents',
	instances: Connected[],
	url: string,
): Promise<Execution> {
	const parameters = {
		resource: 'instance',
		operation,
		instance: byId('={{ $json.id }}'),
		eventReceiverUrl: url,
	};
	const manage = node('Manage', 'n8n-nodes-cloud-elements.manageInstance', parameters, {
		credentials: { cloudElementsApi: account },
	});
	return await runChain(client, 'Enrol', [customers(instances), manage]);
}

/** Connects accounts, each of another customer: `cus_0`, `cus_1` and so on. */
export async function connectCustomers(simulator: Simulator, count: number): Promise<Connected[]> {
	const connected: Connected[] = [];
	for (let index = 0; index < count; index++) {
		connected.push(await connect(simulator, 'stripe', { tags: [`customer:cus_${index}`] }));
	}
	return connected;
}

/** Ids of the records in the deliveries that somebody forged begin so. */
export const FORGED = 'forged';

/**
 * Delivers what the platform did not send: for each pair of instances one with no signature, another
 * key, no reference, a changed one, and that of the other instance.
 *
 * @returns the status of each answer
 */
export async function forge(simulator: Simulator, instances: Connected[]): Promise<number[]> {
	const targets = await Promise.all(
		instances.map(async ({ id }) => await deliveryOf(simulator, id)),
	);
	const attempts = targets.flatMap((own, index) => {
		const other = targets[(index + 1) % targets.length] ?? own;
		const body = delivery(`${FORGED}-${index}`, event(`${FORGED}-${index}`));
		return [
			deliver(own, body, null),
			deliver(own, body, `sha256=${'A'.repeat(43)}=`),
			deliver({ ...own, url: own.url.split('?')[0] ?? '' }, body),
			deliver({ ...own, url: alteredAtEnd(own.url) }, body),
			deliver({ ...own, url: other.url }, body),
		];
	});
	return await Promise.all(attempts);
}
