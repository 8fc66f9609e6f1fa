import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator } from '../../simulator/index.mts';
import { startCluster } from './cluster.mts';
import { placeIn } from './place.mts';
import { coreFlows } from './trouble/core-flows.mts';
import { tableOf, type Count } from './trouble/count.mts';
import { SLOW_CREATION } from './trouble/creations.mts';
import { startFarSide } from './trouble/far-side.mts';
import type { Flow } from './trouble/flow.mts';
import { ourFlows } from './trouble/our-flows.mts';
import { weather } from './trouble/round.mts';
import type { Setting } from './trouble/setting.mts';
import { TROUBLES } from './trouble/troubles.mts';

/** What a call takes at the far side, so that many are under way when something happens. */
const LATENCY_MS = 300;

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
	simulator.fault(SLOW_CREATION);
}, 900_000);

afterAll(async () => {
	const again = `Executions that did their work again, because n8n ran them twice: ${setting?.farSide.ranAgain()}`;
	if (counts.length > 0) process.stderr.write(`${tableOf(counts)}\n\n${again}\n`);
	for (const stop of stops.reverse()) await stop();
}, 120_000);

/** What our nodes have done wrong in a trouble; all of it, because a fault shows in more than one way. */
function wrongIn(one: Count): string[] {
	const { flow, sent, lost, done, doubled, left, failedByN8n } = one;
	// The platform does not deliver again what was answered.
	const gone = flow === 'Events' ? lost : 0;
	// Whose execution waited and was given up finds nobody at its link any more.
	const cut = flow === 'Wait for Customer' ? failedByN8n : 0;
	return [
		...one.failedByNodes,
		...one.falselyTold,
		...(doubled > 0 ? [`${doubled} doubled`] : []),
		// What was answered and then lost, was lost with an execution that n8n did not end.
		...(lost > failedByN8n ? [`${lost} lost, ${failedByN8n} of them with n8n`] : []),
		...(done === sent - gone ? [] : [`${done} of ${sent} done`]),
		...(left > cut ? [`${left} would have to come again`] : []),
	].map((wrong) => `${flow}: ${wrong}`);
}

describe('While customers come by all ways at once', () => {
	it.each(TROUBLES)(
		'$name: our nodes lose nobody, connect nobody twice and tell nothing that is not so',
		async (trouble) => {
			const counted = await weather(setting, flows, trouble);
			counts.push(...counted);
			expect(counted.filter(({ by }) => by === 'ours').flatMap(wrongIn)).toEqual([]);
		},
		300_000,
	);
});
