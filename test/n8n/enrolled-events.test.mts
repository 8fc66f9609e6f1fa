import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../n8n/polling.mts';
import type { Connected } from '../support/connected.mts';
import { configure, configurationOf, deliveryOf, EARLIER } from '../support/enrolled.mts';
import {
	connectCustomers,
	FORGED,
	forge,
	openSink,
	publishReceiver,
	runForAll,
	type Place,
	type Sink,
} from './enrolled-events.mts';
import { deliver, delivery, event } from './events.mts';
import { useHarness } from './harness.mts';
import { account, jsonOf } from './workflows.mts';

const harness = useHarness();
const DELIVERIES = Number(process.env.EVENTS_AT_ONCE ?? 1_000);
const TEN_MINUTES_MS = 10 * 60_000;

type Target = Awaited<ReturnType<typeof deliveryOf>>;

let place: Place;
let sink: Sink;
let instances: Connected[];
/** Of the workflow that the running test has published. */
let workflowId = '';
let url = '';

beforeEach(async () => {
	const { client } = harness;
	place = {
		client,
		origin: client.origin,
		account: account.cloudElementsApi,
	};
	sink = await openSink();
	instances = await connectCustomers(harness.simulator, 20);
	const published = await publishReceiver(place, sink);
	workflowId = published.workflow.id;
	url = published.url;
});

afterEach(async () => {
	await harness.client.unpublish(workflowId);
	await sink.close();
});

const emit = ({ id }: Connected, objectId: string) => {
	harness.simulator.emit(id, [{ objectId, objectType: 'charges', eventType: 'CREATED' }]);
};
const told = async (count: number) =>
	await until(`${count} events`, async () => (sink.told.length >= count ? sink.told : undefined), {
		timeoutMs: TEN_MINUTES_MS,
	});
/** No execution is under way, so nothing more comes. */
const quiet = async () =>
	await until(
		'the end of all executions',
		async () => {
			const found = await harness.client.executions(workflowId);
			return found.every(({ status }) => status === 'success') ? found : undefined;
		},
		{ timeoutMs: TEN_MINUTES_MS },
	);

describe('Events of all customers at one published trigger', () => {
	it('are told whose they are, from the moment of enrolment to that of withdrawal', async () => {
		const [one, two] = instances as [Connected, Connected];
		await configure(harness.simulator, one.id, EARLIER);
		const enrolled = await runForAll(place, 'enrolInEvents', [one, two], url);
		expect(jsonOf(enrolled, 'Manage')).toEqual([
			expect.objectContaining({ id: one.id, customerId: 'cus_0', events: 'enrolled' }),
			expect.objectContaining({ id: two.id, customerId: 'cus_1', events: 'enrolled' }),
		]);
		emit(one, '1');
		emit(two, '2');
		await told(2);
		const byObject = [...sink.told].sort((a, b) => Number(a.objectId) - Number(b.objectId));
		expect(byObject).toEqual([
			expect.objectContaining({ instanceId: one.id, customerId: 'cus_0', element: 'stripe' }),
			expect.objectContaining({ instanceId: two.id, customerId: 'cus_1', element: 'stripe' }),
		]);
		const again = await runForAll(place, 'enrolInEvents', [one, two], url);
		expect(jsonOf(again, 'Manage').map(({ events }) => events)).toEqual(['unchanged', 'unchanged']);
		await runForAll(place, 'withdrawFromEvents', [one, two], '');
		expect(await configurationOf(harness.simulator, one.id)).toMatchObject(EARLIER);
	});

	it('start nothing more when they come a second time, and are told apart by instance', async () => {
		const { simulator } = harness;
		const two = instances.slice(0, 2);
		await runForAll(place, 'enrolInEvents', two, url);
		const [first, second] = await Promise.all(
			two.map(async ({ id }) => await deliveryOf(simulator, id)),
		);
		const body = delivery('77', event('9'));
		const answers = [await deliver(first as Target, body)];
		await told(1);
		answers.push(await deliver(first as Target, body), await deliver(second as Target, body));
		await told(2);
		await quiet();
		expect(answers).toEqual([200, 200, 200]);
		expect(sink.told.map(({ customerId }) => customerId)).toEqual(['cus_0', 'cus_1']);
	});

	it(
		`none of ${DELIVERIES} that one deliverer sends at once is lost, doubled or forged`,
		async () => {
			const { simulator } = harness;
			await runForAll(place, 'enrolInEvents', instances, url);
			for (let index = 0; index < DELIVERIES; index++) {
				emit(instances[index % instances.length] as Connected, String(index));
			}
			const forged = await forge(simulator, instances);
			// An n8n that has too much to do answers 503, and the platform comes again.
			expect(forged.filter((status) => status < 400)).toEqual([]);
			await told(DELIVERIES);
			await quiet();
			expect(new Set(await forge(simulator, instances.slice(0, 4)))).toEqual(new Set([401]));

			const expected = Array.from({ length: DELIVERIES }, (_, index) => {
				const at = index % instances.length;
				return [String(index), instances[at]?.id, `cus_${at}`];
			});
			const got = sink.told
				.map(({ objectId, instanceId, customerId }) => [objectId, instanceId, customerId])
				.sort(([a], [b]) => Number(a) - Number(b));
			expect(sink.told.filter(({ objectId }) => objectId.startsWith(FORGED))).toEqual([]);
			expect(got).toEqual(expected);
		},
		TEN_MINUTES_MS,
	);
});
