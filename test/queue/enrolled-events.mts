import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../n8n/polling.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import {
	connectCustomers,
	forge,
	openSink,
	publishReceiver,
	runForAll,
	type Place,
	type Sink,
} from '../n8n/enrolled-events.mts';
import type { Cluster } from './cluster.mts';
import { addCredential } from './place.mts';

const DELIVERIES = 200;
const FIVE_MINUTES_MS = 5 * 60_000;

/** What the Element Event Trigger does in a cluster for the events of all customers. */
export function takesEvents(clusterOf: () => Cluster): void {
	let simulator: Simulator;
	let sink: Sink;
	let place: Place;

	beforeAll(async () => {
		simulator = await startSimulator();
		sink = await openSink();
		const { client, origin } = clusterOf();
		const account = await addCredential(clusterOf(), simulator, 'ceDemoAccount0001');
		place = { client, origin, account };
	});

	afterAll(async () => {
		await sink?.close();
		await simulator?.close();
	});

	it(
		'one process enrols, another one checks, and workers tell whose each event is',
		async () => {
			const instances = await connectCustomers(simulator, 10);
			const { workflow, url } = await publishReceiver(place, sink);
			await runForAll(place, 'enrolInEvents', instances, url);
			const expected = Array.from({ length: DELIVERIES }, (_, index) => {
				const at = index % instances.length;
				const id = instances[at]?.id as number;
				simulator.emit(id, [
					{ objectId: String(index), objectType: 'charges', eventType: 'CREATED' },
				]);
				return [String(index), id, `cus_${at}`];
			});
			const forged = await forge(simulator, instances);
			expect(forged.filter((status) => status < 400)).toEqual([]);
			await until('all events', async () => (sink.told.length >= DELIVERIES ? true : undefined), {
				timeoutMs: FIVE_MINUTES_MS,
			});
			const statuses = await until(
				'the end of all executions',
				async () => {
					const found = await clusterOf().client.executions(workflow.id);
					const going = found.some(({ status }) => ['new', 'running'].includes(status));
					return going ? undefined : found.map(({ status }) => status);
				},
				{ timeoutMs: FIVE_MINUTES_MS },
			);
			expect(new Set(statuses)).toEqual(new Set(['success']));
			const got = sink.told
				.map(({ objectId, instanceId, customerId }) => [objectId, instanceId, customerId])
				.sort(([a], [b]) => Number(a) - Number(b));
			expect(got).toEqual(expected);
			await clusterOf().client.unpublish(workflow.id);
		},
		FIVE_MINUTES_MS,
	);
}
