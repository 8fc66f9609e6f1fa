import type { FaultRule } from '../types.mts';
import { matches } from './matching.mts';
import type { ActiveFault, Traffic } from './traffic.mts';

/** mulberry32: small, good enough to spread faults, and the same on each run. */
function seededRandom(seed: number): () => number {
	let a = seed;
	return () => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** Adds a fault; unless it has a seed that is its place in the list, so a test's faults strike the same calls each time. */
export function addFault(traffic: Traffic, rule: FaultRule): void {
	// A path that is no expression should fail here, in the test, not in every call that follows.
	new RegExp(rule.path);
	traffic.faults.push({
		rule,
		random: seededRandom(rule.seed ?? traffic.faults.length + 1),
		seen: 0,
		struck: 0,
	});
}

function strikes(fault: ActiveFault): boolean {
	const { rule } = fault;
	const limit = rule.times ?? (rule.rate === undefined ? 1 : Infinity);
	if (fault.struck >= limit) return false;
	fault.seen += 1;
	if (fault.seen <= (rule.after ?? 0)) return false;
	if (rule.rate !== undefined && fault.random() >= rule.rate) return false;
	fault.struck += 1;
	return true;
}

/** The first fault that strikes this call, if any. */
export function takeFault(traffic: Traffic, method: string, path: string): FaultRule | undefined {
	return traffic.faults.find((fault) => matches(fault.rule, method, path) && strikes(fault))?.rule;
}
