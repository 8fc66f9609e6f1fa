import { describe, expect, it } from '@jest/globals';
import { countOf } from '../soak/outcomes.mts';
import { storm } from '../soak/storm.mts';
import { useHarness } from './harness.mts';

const CUSTOMERS = 500;
const TEN_MINUTES_MS = 10 * 60_000;

const harness = useHarness();

describe(`${CUSTOMERS} customers on a bad day of the platform`, () => {
	it(
		'are connected, once each, and n8n says of nobody what is not so',
		async () => {
			const { client, session, simulator } = harness;
			const { outcomes, instances, withoutLink, faults, calls } = await storm(
				{ client, origin: session.origin, simulator },
				{ customers: CUSTOMERS, seed: 7, withSlowCreations: false },
			);
			const counts = countOf(outcomes, instances);

			expect(withoutLink).toBe(0);
			expect(counts).toMatchObject({
				customers: CUSTOMERS,
				lost: 0,
				doubled: 0,
				falseWords: [],
			});
			// Two of a thousand approvals may be wasted; these are told of.
			expect(counts.connected).toBeGreaterThanOrEqual(CUSTOMERS * 0.998);
			expect(counts.connected + counts.told).toBe(CUSTOMERS);
			// The day was as bad as it was to be.
			expect(faults / calls).toBeGreaterThan(0.06);
		},
		TEN_MINUTES_MS,
	);
});
