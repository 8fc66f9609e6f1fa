import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { LOGIN } from '../../../simulator/seed-providers.mts';
import { createDirectly } from '../../support/create-instance.mts';
import { accountCredential } from '../../support/credentials.mts';
import { configurationOf, enrol, RECEIVER_URL, withdraw } from '../../support/enrolled.mts';
import { Receiver } from '../../support/engine/event-receiver.mts';
import { hintsOf, outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { onboard } from '../../support/manage-instance.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
let n8n: Receiver;

const sim = () => holder.simulator;
const create = async (options: INodeParameters) =>
	await createDirectly(sim(), 'stripe', {
		configuration: JSON.stringify({ 'api.key': LOGIN.apiKey }),
		name: 'Of cus_7',
		customerId: 'cus_7',
		options,
	});
const emit = async (id: unknown) => {
	sim().emit(id as number, [{ objectId: '1', objectType: 'charges', eventType: 'CREATED' }]);
	await sim().settled();
};

beforeEach(async () => {
	n8n = await new Receiver(accountCredential(sim()), { instances: 'enrolled' }).start();
});

describe('A new instance with an Event Receiver URL', () => {
	it('delivers its events there from the beginning, as its customer’s', async () => {
		const [instance] = outputOf(await create({ eventReceiverUrl: n8n.url() }));
		expect(instance).toMatchObject({
			events: 'enrolled',
			customerId: 'cus_7',
			eventsEnabled: true,
			configuration: { 'event.notification.signature.key': '********' },
		});
		await emit(instance?.id);
		expect(n8n.executions).toEqual([
			[
				expect.objectContaining({
					instanceId: instance?.id,
					customerId: 'cus_7',
					element: 'stripe',
					objectId: '1',
				}),
			],
		]);
	});

	it('is enrolled as Enrol in Events would do it', async () => {
		const options = { eventReceiverUrl: n8n.url(), eventSignatureVersion: 2 };
		const [instance] = outputOf(await create(options));
		const again = await enrol(sim(), instance?.id, n8n.url(), {
			options: { eventSignatureVersion: 2 },
		});
		expect(again).toMatchObject({ events: 'unchanged', customerId: 'cus_7' });
		await withdraw(sim(), instance?.id);
		expect(await configurationOf(sim(), instance?.id)).toMatchObject({
			'event.notification.enabled': 'false',
		});
	});

	it('is enrolled from a callback too', async () => {
		const { id, events } = await onboard(sim(), {
			customerId: 'cus_8',
			options: { eventReceiverUrl: n8n.url() },
		});
		expect(events).toBe('enrolled');
		await emit(id);
		expect(n8n.executions).toEqual([[expect.objectContaining({ customerId: 'cus_8' })]]);
	});

	it('that was there already is enrolled if it was not', async () => {
		const [first] = outputOf(await create({}));
		expect(first).not.toHaveProperty('events');
		const options = { eventReceiverUrl: n8n.url() };
		expect(outputOf(await create(options))).toEqual([
			expect.objectContaining({ id: first?.id, events: 'enrolled' }),
		]);
		expect(outputOf(await create(options))).toEqual([
			expect.objectContaining({ id: first?.id, events: 'unchanged' }),
		]);
	});

	it('comes out although it could not be enrolled, and says so', async () => {
		const message = 'No events for you';
		sim().fault({ method: 'PATCH', path: '/instances/\\d+$', status: 403, body: { message } });
		const result = await create({ eventReceiverUrl: n8n.url() });
		const [instance] = outputOf(result);
		expect(instance).toMatchObject({
			token: expect.any(String),
			events: 'notEnrolled',
			eventsProblem: expect.stringMatching(/did not allow the call/),
		});
		expect(hintsOf(result).join()).toMatch(
			new RegExp(
				`Instance ${instance?.id as number} was created, .*not enrolled.*Run Enrol in Events`,
			),
		);
	});

	it.each<[string, object, RegExp]>([
		['no address', { eventReceiverUrl: 'events' }, /must be a web address/],
		['no version', { eventReceiverUrl: RECEIVER_URL, eventSignatureVersion: -1 }, /at least 1/],
		[
			'another address',
			{
				eventReceiverUrl: RECEIVER_URL,
				commonConfiguration: { eventCallbackUrl: 'https://example.com/events' },
			},
			/cannot be combined with event.notification.callback.url/,
		],
		[
			'events that are off',
			{ eventReceiverUrl: RECEIVER_URL, commonConfiguration: { eventsEnabled: false } },
			/cannot be combined with event.notification.enabled/,
		],
	])('is not made with %s', async (_, options, words) => {
		expect(wordsOf(await create(options as INodeParameters))).toMatch(words);
		expect(await instancesAt(sim())).toEqual([]);
	});
});
