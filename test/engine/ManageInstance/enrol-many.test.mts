import { beforeEach, describe, expect, it } from '@jest/globals';
import { connect, type Connected } from '../../support/connected.mts';
import { accountCredential } from '../../support/credentials.mts';
import { run } from '../../support/enrolled.mts';
import { Receiver } from '../../support/engine/event-receiver.mts';
import { pairsOf } from '../../support/engine/run-node.mts';
import { useSimulator } from '../../support/simulator.mts';

/** The whole number is 10,000; fewer unless they are asked for. */
const COUNT = Number(process.env.ENROLLED_INSTANCES ?? 1_000);
const AT_ONCE = 20;
const HALF_AN_HOUR_MS = 30 * 60_000;

const holder = useSimulator();
let n8n: Receiver;

const sim = () => holder.simulator;

beforeEach(async () => {
	n8n = await new Receiver(accountCredential(sim()), { instances: 'enrolled' }).start();
});

async function connectMany(): Promise<Connected[]> {
	const connected: Connected[] = [];
	let next = 0;
	const lane = async () => {
		while (next < COUNT) {
			const index = next++;
			connected[index] = await connect(sim(), 'stripe', { tags: [`customer:cus_${index}`] });
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	return connected;
}

/** Enrols them in one run; what goes wrong leaves by the error output. */
const enrolAll = async (instances: Connected[]) => {
	const items = instances.map(({ id }) => ({ id }));
	const { outputs } = await run(
		sim(),
		'enrolInEvents',
		'={{ $json.id }}',
		n8n.url(),
		{ options: { parallelRequests: AT_ONCE } },
		{ items, onError: 'continueErrorOutput' },
	);
	const [enrolled = [], failed = []] = outputs;
	return { enrolled, failed };
};

describe(`${COUNT} instances enrolled in one run, with faults`, () => {
	it(
		'are all enrolled, or listed with the reason',
		async () => {
			const instances = await connectMany();
			const path = '/instances/\\d+$';
			sim().fault({ method: 'PATCH', path, rate: 0.01, status: 500, body: { message: 'Oops' } });
			sim().fault({ method: 'PATCH', path, rate: 0.01, loseAnswer: true });
			sim().fault({ method: 'GET', path, rate: 0.01, status: 403, body: { message: 'No' } });
			const busy = { status: 429, headers: { 'retry-after': '0' } };
			sim().fault({ method: 'PATCH', path, rate: 0.01, ...busy });
			const { enrolled, failed } = await enrolAll(instances);

			expect(enrolled.length + failed.length).toBe(COUNT);
			expect(failed.length).toBeGreaterThan(0);
			expect(failed.length).toBeLessThan(COUNT * 0.05);
			expect(failed.filter(({ json }) => !json.error || !json.details)).toEqual([]);
			const indexes = [...pairsOf(enrolled), ...pairsOf(failed)];
			expect(new Set(indexes).size).toBe(COUNT);

			// Each that is said to be enrolled delivers, as its own customer's.
			for (const [index, { id }] of instances.entries()) {
				sim().emit(id, [{ objectId: String(id), objectType: 'charges', eventType: 'CREATED' }]);
				// More connections than the machine has ports would be about something else.
				if (index % AT_ONCE === 0) await sim().settled();
			}
			await sim().settled();
			const events = n8n.executions.flat();
			const customers = new Map(events.map((event) => [event.instanceId, event.customerId]));
			expect(
				events.filter(({ instanceId, objectId }) => String(instanceId as number) !== objectId),
			).toEqual([]);
			expect(customers.size).toBe(events.length);
			const silent = enrolled.filter(({ json }) => customers.get(json.id) !== json.customerId);
			expect(silent.length).toBe(0);

			// A second run does what is left, and nothing else.
			const sent = sim().requests({ method: 'PATCH' }).length;
			const rest = pairsOf(failed).map((index) => instances[index] as Connected);
			const again = await enrolAll([...rest, ...instances.slice(0, 50)]);
			expect(again.failed.length).toBeLessThan(10);
			expect(sim().requests({ method: 'PATCH' }).length - sent).toBeLessThan(rest.length + 20);
		},
		HALF_AN_HOUR_MS,
	);
});
