import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startSimulator, type Simulator } from '../../simulator/index.mts';

export type { Simulator };

/** A simulator for the tests of a file, reset before each of them. */
export function useSimulator(): { simulator: Simulator } {
	const holder = {} as { simulator: Simulator };
	beforeAll(async () => {
		holder.simulator = await startSimulator();
	});
	beforeEach(() => holder.simulator.reset());
	afterAll(async () => await holder.simulator.close());
	return holder;
}
