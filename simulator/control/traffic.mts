import type { FaultRule, RecordedRequest } from '../types.mts';

/** A fault with its counters. */
export interface ActiveFault {
	readonly rule: FaultRule;
	readonly random: () => number;
	seen: number;
	struck: number;
}

/** What is known about calls, and how they are disturbed. */
export interface Traffic {
	readonly requests: Readonly<Record<'platform' | 'provider', RecordedRequest[]>>;
	readonly faults: ActiveFault[];
	latencyMs: number;
	inFlight: number;
	peakInFlight: number;
}

/** No requests, no faults. */
export function createTraffic(): Traffic {
	return {
		requests: { platform: [], provider: [] },
		faults: [],
		latencyMs: 0,
		inFlight: 0,
		peakInFlight: 0,
	};
}
