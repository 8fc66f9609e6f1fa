import type { N8nClient } from '../../../n8n/client/client.mts';
import { until } from '../../../n8n/polling.mts';
import { pressOn } from '../../support/connect-page.mts';
import { answerConsent } from '../../support/consent.mts';
import { nodesOf, pageUrlOf, pageWorkflow, type Place } from '../../n8n/onboarding.mts';
import { customers as given, jsonOf, runChain } from '../../n8n/workflows.mts';
import { instancesMade } from './creations.mts';
import { waiting } from './executions.mts';
import type { FarSide } from './far-side.mts';
import { look, post, publishChain, sendJson, webhook, type Flow } from './flow.mts';
import type { Setting } from './setting.mts';

const CALLBACK_PATH = 'queue-callback';
const START_PATH = 'queue-wait';

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

/** Tells the customer's own system for whom Create Instance gave an instance. */
const handOn = (farSide: FarSide) =>
	post('Hand On', farSide.url('done'), '{ customer: $json.customerId }');

/** No page may say so that n8n sends at once. */
const saysConnected = (text: string) => text.includes('Connected: ');

/** By a link; the page is answered at once. */
export async function onboarding({
	cluster: { client },
	simulator,
	place,
	farSide,
}: Setting): Promise<Flow> {
	const { ours, withApp } = nodesOf(place);
	const more = { webhookId: CALLBACK_PATH, typeVersion: 2 };
	const callbacks = new Map<string, string>();
	return {
		name: 'Onboarding',
		by: 'ours',
		brings: 'approval',
		workflows: [
			await publishChain(client, 'Onboarding', [
				ours('Callback', 'oAuthCallbackTrigger', { path: CALLBACK_PATH }, more),
				withApp('Create', 'createInstance', 'quickbooks', {}),
				handOn(farSide),
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
		visit: async (id) =>
			await look(async () => await fetch(callbacks.get(id) ?? ''), saysConnected),
		done: (id) => instancesMade(simulator, id),
		comesAgain: (id) => farSide.count(id) === 0,
		anew: false,
	};
}

/** By an invitation; the page is answered when it is done. */
export async function connectPage({
	cluster: { client },
	simulator,
	place,
}: Setting): Promise<Flow> {
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
		brings: 'approval',
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
			return await look(async () => {
				// Whose last page did not come loads it again; all others begin anew.
				const callback = callbacks.get(id);
				if (callback !== undefined) return await fetch(callback);
				const page = await fetch(url);
				if (!page.ok) return page;
				const location = (await pressOn(url, page, 'QuickBooks')).headers.get('location');
				if (location === null) return undefined;
				callbacks.set(id, await answerConsent(location));
				return await fetch(callbacks.get(id) ?? '');
			}, saysConnected);
		},
		isBack: (id) => callbacks.has(id),
		done: (id) => instancesMade(simulator, id),
		comesAgain: (_, { toldDone }) => !toldDone,
		anew: false,
	};
}

/** By the link of an execution that waits; the page is answered at once. */
export async function waitForCustomer({
	cluster,
	simulator,
	place,
	farSide,
}: Setting): Promise<Flow> {
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
			handOn(farSide),
		],
		{ Wait: 1 },
	);
	return {
		name: 'Wait for Customer',
		by: 'ours',
		brings: 'approval',
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
		visit: async (id) =>
			await look(async () => await fetch(callbacks.get(id) ?? ''), saysConnected),
		done: (id) => instancesMade(simulator, id),
		comesAgain: (id) => farSide.count(id) === 0,
		anew: true,
	};
}
