import type { RecordedRequest } from '../../../simulator/index.mts';
import type { Simulator } from '../simulator.mts';
import type { FarSide } from './samples/sample.mts';

/** Paths at which a far side is called by a node. */
export const CALLED: Readonly<Record<FarSide, RegExp>> = {
	platform: /^\/elements\/api-v2\//,
	provider: /^\/intuit\/v3\//,
};

/** Everything that arrived at a far side so far, in order. */
export const arrivedAt = (simulator: Simulator, far: FarSide = 'platform') =>
	far === 'platform' ? simulator.requests() : simulator.providerRequests({ path: CALLED.provider });

/** A call without what differs from run to run. */
export const lineOf = ({ method, path }: Pick<RecordedRequest, 'method' | 'path'>) =>
	`${method} ${path.replace(/\d{3,}/g, '…')}`;

/** Places of the first call of each kind. */
export function kindsIn(calls: RecordedRequest[]): number[] {
	const lines = calls.map(lineOf);
	return [...new Set(lines)].map((line) => lines.indexOf(line));
}

const isDone = ({ status }: RecordedRequest) => status >= 200 && status < 300;

/** How often each call was carried out that does something again when it is made again. */
export function creations(calls: RecordedRequest[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const call of calls.filter((one) => one.method === 'POST' && isDone(one))) {
		counts[lineOf(call)] = (counts[lineOf(call)] ?? 0) + 1;
	}
	return counts;
}
