import type { N8nClient } from '../../../n8n/client/client.mts';
import { until } from '../../../n8n/polling.mts';
import type { Simulator } from '../../../simulator/index.mts';
import { connect } from '../../support/connected.mts';
import { pressOn } from '../../support/connect-page.mts';
import { answerConsent } from '../../support/consent.mts';
import { deliveryOf } from '../../support/enrolled.mts';
import { runForAll } from '../../n8n/enrolled-events.mts';
import { deliver, delivery, event } from '../../n8n/events.mts';
import { nodesOf, pageUrlOf, pageWorkflow, type Place } from '../../n8n/onboarding.mts';
import { customers as given, jsonOf, runChain } from '../../n8n/workflows.mts';
import type { Cluster } from '../cluster.mts';
import { waiting } from './executions.mts';
import type { FarSide } from './far-side.mts';
import { look, post, publishChain, sendJson, webhook, type Flow } from './flow.mts';

const CALLBACK_PATH = 'queue-callback';
const EVENTS_ID = 'queue-events';
const START_PATH = 'queue-wait';

/** What our flows need. */
export interface Setting {
	cluster: Cluster;
	simulator: Simulator;
	place: Place;
	farSide: FarSide;
}

/** What a node gave for each of these customers in one run, by customer. */
async function madeFor(
	client: N8nClient,
	ids: readonly string[],
	maker: Parameters<typeof runChain>[2][number],
	field: string,
): Promise<Map<string, string>> {
	const run = await runChain(client, 'Prepare', [given(ids.map((id) => ({ id }))), maker]);
	const made = jsonOf(run, maker.name);
	return new Map(ids.map((id, index) => [id, made[index]?.[field] as string]));
}

const callbackUrlOf = ({ origin }: Place) => `${origin}/webhook/${CALLBACK_PATH}`;

/** How often an instance was made for a customer, as the platform has it. */
const instancesMade = (simulator: Simulator) => (customer: string) =>
	simulator
		.requests({ path: '/instances', method: 'POST' })
		.filter(
			({ status, body }) =>
				status === 200 && (body as { tags: string[] }).tags.includes(`customer:${customer}`),
		).length;

async function onboarding({ cluster: { client }, simulator, place }: Setting): Promise<Flow> {
	const { ours, withApp } = nodesOf(place);
	const more = { webhookId: CALLBACK_PATH, typeVersion: 2 };
	const callbacks = new Map<string, string>();
	return {
		name: 'Onboarding',
		by: 'ours',
		workflows: [
			await publishChain(client, 'Onboarding', [
				ours('Callback', 'oAuthCallbackTrigger', { path: CALLBACK_PATH }, more),
				withApp('Create', 'createInstance', 'quickbooks', {}),
			]),
		],
		prepare: async (ids) => {
			const link = withApp('Link', 'getOAuthUrl', 'quickbooks', {
				callbackUrl: callbackUrlOf(place),
				customerId: '={{ $json.id }}',
			});
			for (const [id, url] of await madeFor(client, ids, link, 'oauthUrl')) {
				callbacks.set(id, await answerConsent(url));
			}
		},
		visit: async (id) => await look(async () => await fetch(callbacks.get(id) ?? '')),
		done: instancesMade(simulator),
		comesAgain: ({ answered }, done) => !answered || done === 0,
		anew: false,
	};
}

async function connectPage({ cluster: { client }, simulator, place }: Setting): Promise<Flow> {
	const file = pageWorkflow(place);
	const nodes = file.nodes.map((one) => ({
		...one,
		typeVersion: one.webhookId === undefined ? 1 : 2,
	}));
	const workflow = await client.createWorkflow({ ...file, nodes });
	await client.publish(workflow);
	const invitations = new Map<string, string>();
	const callbacks = new Map<string, string>();
	return {
		name: 'Connect Page',
		by: 'ours',
		workflows: [workflow],
		prepare: async (ids) => {
			const invite = nodesOf(place).ours('Invite', 'inviteCustomer', {
				pageUrl: pageUrlOf(place),
				customerId: '={{ $json.id }}',
			});
			const made = await madeFor(client, ids, invite, 'inviteUrl');
			for (const [id, url] of made) invitations.set(id, url);
		},
		visit: async (id) => {
			const url = invitations.get(id) ?? '';
			return await look(
				async () => {
					// Whose last page did not come loads it again; all others begin anew.
					const callback = callbacks.get(id);
					if (callback !== undefined) return await fetch(callback);
					const page = await fetch(url);
					if (!page.ok) return page;
					const location = (await pressOn(url, page, 'QuickBooks')).headers.get('location');
					if (location === null) return undefined;
					callbacks.set(id, await answerConsent(location));
					return await fetch(callbacks.get(id) ?? '');
				},
				(text) => text.includes('Connected: '),
			);
		},
		done: instancesMade(simulator),
		comesAgain: ({ toldDone }) => !toldDone,
		anew: false,
	};
}

async function waitForCustomer({ cluster, simulator, place, farSide }: Setting): Promise<Flow> {
	const { ours, withApp } = nodesOf(place);
	const callbacks = new Map<string, string>();
	const workflow = await publishChain(
		cluster.client,
		'Wait for Customer',
		[
			webhook(START_PATH),
			withApp('Link', 'getOAuthUrl', 'quickbooks', {
				callbackUrl: callbackUrlOf(place),
				customerId: '={{ $json.body.customer }}',
				options: { resumeThisExecution: true },
			}),
			post(
				'Tell',
				farSide.url('link'),
				"{ customer: $('Webhook').first().json.body.customer, link: $json.oauthUrl }",
			),
			ours('Wait', 'waitForCustomer', {}, { typeVersion: 2 }),
			withApp('Create', 'createInstance', 'quickbooks', {}),
		],
		{ Wait: 1 },
	);
	return {
		name: 'Wait for Customer',
		by: 'ours',
		workflows: [workflow],
		prepare: async (ids) => {
			const before = await waiting(cluster, workflow);
			const url = `${place.origin}/webhook/${START_PATH}`;
			await Promise.all(ids.map(async (customer) => await sendJson(url, { customer })));
			await until('executions that wait', async () =>
				(await waiting(cluster, workflow)) === before + ids.length ? true : undefined,
			);
			for (const id of ids) callbacks.set(id, await answerConsent(farSide.link(id) ?? ''));
		},
		visit: async (id) => await look(async () => await fetch(callbacks.get(id) ?? '')),
		done: instancesMade(simulator),
		comesAgain: (_, done) => done === 0,
		anew: true,
	};
}

async function events({ cluster: { client }, simulator, place, farSide }: Setting): Promise<Flow> {
	const { ours } = nodesOf(place);
	const parameters = { instances: 'enrolled' };
	const workflow = await publishChain(client, 'Events', [
		ours('Trigger', 'elementEventTrigger', parameters, { webhookId: EVENTS_ID, typeVersion: 2 }),
		post('Hand On', farSide.url('done'), '{ customer: $json.objectId }'),
	]);
	const instance = await connect(simulator, 'stripe', { tags: ['customer:cus_events'] });
	await runForAll(
		place,
		'enrolInEvents',
		[instance],
		`${place.origin}/webhook/${EVENTS_ID}/events`,
	);
	const target = await deliveryOf(simulator, instance.id);
	return {
		name: 'Events',
		by: 'ours',
		workflows: [workflow],
		prepare: async () => undefined,
		visit: async (id) => {
			const status = await deliver(target, delivery(id, event(id))).catch(() => 0);
			return { answered: status === 200, toldDone: false };
		},
		done: (customer: string) => farSide.count(customer),
		comesAgain: ({ answered }) => !answered,
		anew: false,
	};
}

/** The ways through our nodes, published in the cluster. */
export async function ourFlows(setting: Setting): Promise<Flow[]> {
	return [
		await onboarding(setting),
		await connectPage(setting),
		await waitForCustomer(setting),
		await events(setting),
	];
}
