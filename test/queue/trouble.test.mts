import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator } from '../../simulator/index.mts';
import { startCluster } from './cluster.mts';
import { placeIn } from './place.mts';
import { coreFlows } from './trouble/core-flows.mts';
import { tableOf, type Count } from './trouble/count.mts';
import { startFarSide } from './trouble/far-side.mts';
import type { Flow } from './trouble/flow.mts';
import { ourFlows, type Setting } from './trouble/our-flows.mts';
import { weather } from './trouble/round.mts';
import { TROUBLES } from './trouble/troubles.mts';

/** What a call takes at the far side, so that many are under way when something happens. */
const LATENCY_MS = 300;

/** What making an instance takes beside: the platform signs the customer in at the provider. */
const CREATION_MS = 2_000;

let setting: Setting;
let flows: Flow[];
const counts: Count[] = [];
const stops: Array<() => Promise<void>> = [];

beforeAll(async () => {
	const simulator = await startSimulator();
	stops.push(async () => await simulator.close());
	const farSide = await startFarSide(LATENCY_MS);
	stops.push(async () => await farSide.close());
	const cluster = await startCluster();
	stops.push(async () => await cluster.stop());
	setting = { simulator, farSide, cluster, place: await placeIn(cluster, simulator) };
	flows = [...(await ourFlows(setting)), ...(await coreFlows(cluster, farSide))];
	simulator.latency(LATENCY_MS);
	simulator.fault({ method: 'POST', path: '/instances', delayMs: CREATION_MS, rate: 1 });
}, 900_000);

afterAll(async () => {
	if (counts.length > 0) process.stderr.write(`${tableOf(counts)}\n`);
	for (const stop of stops.reverse()) await stop();
}, 120_000);

describe('While customers come by all ways at once', () => {
	it.each(TROUBLES)(
		'$name: our nodes lose nobody, connect nobody twice and tell nothing that is not so',
		async (trouble) => {
			const counted = await weather(setting, flows, trouble);
			counts.push(...counted);
			for (const one of counted.filter(({ by }) => by === 'ours')) {
				const { flow, sent, failedByN8n } = one;
				expect(one).toMatchObject({ failedByNodes: [], falselyTold: [], doubled: 0 });
				// What was answered and then lost, was lost with an execution that n8n did not end.
				expect(one.lost).toBeLessThanOrEqual(failedByN8n);
				// The platform does not deliver again what was answered.
				const gone = flow === 'Events' ? one.lost : 0;
				expect({ flow, done: one.done }).toEqual({ flow, done: sent - gone });
			}
		},
		300_000,
	);
});
