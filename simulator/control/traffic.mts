import type { FaultRule, RecordedRequest } from '../types.mts';

/** A fault with its counters. */
export interface ActiveFault {
	readonly rule: FaultRule;
	readonly random: () => number;
	seen: number;
	struck: number;
}

/** A call whose caller is gone, and which is handled later. */
export interface LateCall {
	/** By the simulator's clock, epoch milliseconds. */
	readonly dueAt: number;
	readonly go: () => void;
}

/** What is known about calls, and how they are disturbed. */
export interface Traffic {
	readonly requests: Readonly<Record<'platform' | 'provider', RecordedRequest[]>>;
	readonly faults: ActiveFault[];
	readonly late: Set<LateCall>;
	latencyMs: number;
	inFlight: number;
	peakInFlight: number;
}

/** No requests, no faults. */
export function createTraffic(): Traffic {
	return {
		requests: { platform: [], provider: [] },
		faults: [],
		late: new Set(),
		latencyMs: 0,
		inFlight: 0,
		peakInFlight: 0,
	};
}
