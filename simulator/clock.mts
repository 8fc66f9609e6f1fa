/** The simulator's time: real time plus an offset, so that it can be moved and still runs on. */
export interface SimulatedClock {
	now(): number;
	/** By how many milliseconds it was moved. */
	ahead(): number;
	set(epochMs: number): void;
	advance(ms: number): void;
	reset(): void;
}

/** A clock that shows real time until it is moved. */
export function createClock(): SimulatedClock {
	let offset = 0;
	return {
		now: () => Date.now() + offset,
		ahead: () => offset,
		set: (epochMs) => {
			offset = epochMs - Date.now();
		},
		advance: (ms) => {
			offset += ms;
		},
		reset: () => {
			offset = 0;
		},
	};
}
