import type { State } from '../state.mts';

/** Waits until the clock has got there, by itself or moved. */
export async function untilClock(state: State, dueAt: number): Promise<void> {
	const { clock, traffic } = state;
	await new Promise<void>((go) => {
		traffic.late.add({ dueAt, go });
		setTimeout(
			() => {
				releaseLate(state);
			},
			Math.max(0, dueAt - clock.now()),
		).unref();
	});
}

/** Lets every call go on whose time has come by the simulator's clock. */
export function releaseLate({ clock, traffic }: State): void {
	const now = clock.now();
	for (const call of traffic.late) {
		if (call.dueAt > now) continue;
		traffic.late.delete(call);
		call.go();
	}
}
