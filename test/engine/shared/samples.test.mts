import { describe, expect, it } from '@jest/globals';
import { OPERATIONS, keyOf } from '../../support/engine/operations.mts';
import { SAMPLES } from '../../support/engine/samples/index.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
useFakeTime();

describe('The samples', () => {
	it('are of every operation that the nodes describe, and of no other', () => {
		const operations = Object.keys(SAMPLES).map((key) => key.split(": ")[0]);
		expect([...new Set(operations)].sort()).toEqual(OPERATIONS.map(keyOf).sort());
	});

	it.each(Object.keys(SAMPLES))('%s goes well', async (key) => {
		const prepared = await SAMPLES[key]?.(holder.simulator);
		const before = holder.simulator.requests().length + holder.simulator.providerRequests().length;
		const t = Date.now();
		const outcome = await prepared?.run();
		const after = holder.simulator.requests().length + holder.simulator.providerRequests().length;
		console.log(key, after - before, Date.now() - t, JSON.stringify(outcome?.items).slice(0, 200));
		if (outcome?.thrown) throw outcome.thrown;
		expect(outcome?.errors).toEqual([]);
	});
});
