import { until } from '../../../n8n/polling.mts';
import { node } from '../../n8n/workflows.mts';
import type { Cluster } from '../cluster.mts';
import type { FarSide } from './far-side.mts';
import { look, post, publishChain, sendJson, webhook, type Flow } from './flow.mts';
import { waiting } from './executions.mts';

const DONE = '{ customer: $json.body.customer, execution: $execution.id + " " + $itemIndex }';
const prepare = async () => undefined;

/** What n8n's own nodes do in the same trouble: a Webhook in each of its ways, and an HTTP Request. */
export async function coreFlows(cluster: Cluster, farSide: FarSide): Promise<Flow[]> {
	const { client, origin } = cluster;
	const call = (body = DONE) => post('Call', farSide.url('done'), body);
	const chain = async (path: string, parameters: object) =>
		await publishChain(client, path, [webhook(path, parameters), call()]);
	const visitAt = (path: string) => async (customer: string) =>
		await sendJson(`${origin}/webhook/${path}`, { customer });
	const atOnce = visitAt('core-at-once');
	const whenDone = visitAt('core-when-done');
	const start = visitAt('core-wait');
	const waits = await publishChain(client, 'core-wait', [
		webhook('core-wait'),
		post(
			'Tell',
			farSide.url('link'),
			'{ customer: $json.body.customer, link: $execution.resumeUrl }',
		),
		node(
			'Wait',
			'n8n-nodes-base.wait',
			{ resume: 'webhook', options: {} },
			{ typeVersion: 1.1, webhookId: 'core-wait-resume' },
		),
		call("{ customer: $('Webhook').first().json.body.customer }"),
	]);
	const shared = {
		by: 'core' as const,
		anew: false,
		done: (customer: string) => farSide.count(customer),
	};
	return [
		{
			...shared,
			name: 'Webhook that answers at once',
			workflows: [await chain('core-at-once', { responseMode: 'onReceived' })],
			prepare,
			visit: async (customer) => await look(async () => await atOnce(customer)),
			comesAgain: (_, { answered }) => !answered,
		},
		{
			...shared,
			name: 'Webhook that answers when done',
			workflows: [await chain('core-when-done', { responseMode: 'lastNode' })],
			prepare,
			visit: async (customer) =>
				await look(
					async () => await whenDone(customer),
					() => true,
				),
			comesAgain: (_, { toldDone }) => !toldDone,
		},
		{
			...shared,
			name: 'Wait',
			anew: true,
			workflows: [waits],
			prepare: async (customers) => {
				const before = await waiting(cluster, waits);
				await Promise.all(customers.map(start));
				await until('executions that wait', async () =>
					(await waiting(cluster, waits)) === before + customers.length ? true : undefined,
				);
			},
			visit: async (customer) => await look(async () => await fetch(farSide.link(customer) ?? '')),
			comesAgain: (customer) => farSide.count(customer) === 0,
		},
	];
}
