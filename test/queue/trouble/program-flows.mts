import { LOGIN } from '../../../simulator/seed-providers.mts';
import { runForAll } from '../../n8n/enrolled-events.mts';
import { deliver, delivery, event } from '../../n8n/events.mts';
import { nodesOf } from '../../n8n/onboarding.mts';
import { connect } from '../../support/connected.mts';
import { deliveryOf } from '../../support/enrolled.mts';
import { locator } from '../../support/locators.mts';
import { instancesMade } from './creations.mts';
import { look, post, publishChain, sendJson, webhook, type Flow } from './flow.mts';
import type { Setting } from './setting.mts';

const EVENTS_ID = 'queue-events';
const KEYS_PATH = 'queue-keys';

/** By deliveries of the platform. */
export async function events({
	cluster: { client },
	simulator,
	place,
	farSide,
}: Setting): Promise<Flow> {
	const { ours } = nodesOf(place);
	const parameters = { instances: 'enrolled' };
	const workflow = await publishChain(client, 'Events', [
		ours('Trigger', 'elementEventTrigger', parameters, { webhookId: EVENTS_ID, typeVersion: 2 }),
		post(
			'Hand On',
			farSide.url('done'),
			'{ customer: $json.objectId, execution: $execution.id + " " + $itemIndex }',
		),
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
		comesAgain: (_, { answered }) => !answered,
		anew: false,
		brings: 'event',
	};
}

/** By keys that the customer's own system holds; nothing is used up, so a second call would make a second instance. */
export async function keys({ cluster: { client }, simulator, place }: Setting): Promise<Flow> {
	const { ours } = nodesOf(place);
	const create = ours('Create', 'createInstance', {
		source: 'configuration',
		element: locator('key', 'stripe'),
		name: 'By keys',
		customerId: '={{ $json.body.customer }}',
		configuration: JSON.stringify({ 'api.key': LOGIN.apiKey }),
	});
	return {
		name: 'Keys',
		by: 'ours',
		brings: 'keys',
		workflows: [
			await publishChain(client, 'Keys', [
				webhook(KEYS_PATH, { responseMode: 'lastNode' }),
				create,
			]),
		],
		prepare: async () => undefined,
		visit: async (customer) =>
			await look(
				async () => await sendJson(`${place.origin}/webhook/${KEYS_PATH}`, { customer }),
				() => true,
			),
		done: (id) => instancesMade(simulator, id),
		comesAgain: (_, { toldDone }) => !toldDone,
		anew: false,
	};
}
