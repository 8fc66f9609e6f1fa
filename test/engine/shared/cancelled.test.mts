import { describe, expect, it } from '@jest/globals';
import type { RecordedRequest } from '../../../simulator/index.mts';
import { CALLED, arrivedAt, kindsIn } from '../../support/engine/calls.mts';
import { EXECUTION_SAMPLES, SAMPLES } from '../../support/engine/samples/index.mts';
import type { Outcome, Prepared } from '../../support/engine/samples/sample.mts';
import type { FaultRule } from '../../../simulator/types.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';
import { useTimeLimits } from '../../support/time-limits.mts';

const holder = useSimulator();
const time = useFakeTime();
const limits = useTimeLimits();

/** An operation, made ready anew, that is cancelled by {@link Cancelled.cancel}. */
interface Cancelled {
	prepared: Prepared;
	running: Promise<Outcome>;
	cancel: () => void;
	/** Calls that were made so far. */
	calls: () => RecordedRequest[];
}

async function start(key: string, fault?: Partial<FaultRule>): Promise<Cancelled> {
	const { simulator } = holder;
	simulator.reset();
	time.toPresent();
	const prepared = (await SAMPLES[key]?.(simulator)) as Prepared;
	const far = prepared.habits?.far ?? 'platform';
	const before = arrivedAt(simulator, far).length;
	if (fault) simulator.fault({ path: CALLED[far], ...fault });
	let cancel = () => {};
	const running = prepared.run((execution) => {
		cancel = () => execution.cancel();
	});
	const calls = () => arrivedAt(simulator, far).slice(before);
	return { prepared, running, cancel: () => cancel(), calls };
}

async function callsOf(key: string): Promise<RecordedRequest[]> {
	const { running, calls } = await start(key);
	await running;
	return calls();
}

/** Nothing came of it; n8n itself lets the item that came in go on. */
function expectCancelled({ items, errors, thrown }: Outcome): void {
	expect(items.flatMap(Object.keys).filter((name) => name !== 'binary')).toEqual([]);
	expect(errors).toEqual([]);
	expect((thrown as Error).message).toMatch(/cancel|abort/i);
}

/** A call that the simulator never answers in full. */
async function hanging(): Promise<{ destroyed: boolean }> {
	return await new Promise((resolve) => {
		limits.whenHanging = resolve;
	});
}

describe.each(Object.keys(EXECUTION_SAMPLES))('%s, cancelled', (key) => {
	// Nobody ends the pauses or the time of a call.
	it.each<[string, Partial<FaultRule>]>([
		['is not answered', { hangs: true }],
		['is answered without end', { endless: true }],
	])('while a call %s, ends that call and makes no other', async (_, fault) => {
		for (const after of kindsIn(await callsOf(key))) {
			const hangs = hanging();
			const { running, cancel, calls } = await start(key, { after, ...fault });
			const call = await hangs;
			cancel();
			expectCancelled(await running);
			expect(call.destroyed).toBe(true);
			expect(calls()).toHaveLength(after + 1);
		}
	});

	it('while it waits to try again, waits no longer and makes no other call', async () => {
		const made = await callsOf(key);
		time.hold();
		const { prepared, running, cancel, calls } = await start(key, { status: 429, times: 5 });
		if (made.length > 0 && !prepared.habits?.untried) {
			await time.asleep(1);
			cancel();
			expectCancelled(await running);
			expect(calls()).toHaveLength(1);
		}
		time.wake();
		await running;
	});
});
