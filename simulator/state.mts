import { createClock, type SimulatedClock } from './clock.mts';
import { createTraffic, type Traffic } from './control/traffic.mts';
import { createEventState, type EventState } from './platform/events/state.mts';
import { createPlatformState, type PlatformState } from './platform/state.mts';
import { type Books, createBooks } from './providers/intuit/books.mts';
import { createProviderStates, type ProviderStates } from './providers/state.mts';

/** Everything the simulator remembers. A reset replaces it as a whole. */
export interface State {
	readonly clock: SimulatedClock;
	readonly traffic: Traffic;
	readonly platform: PlatformState;
	readonly events: EventState;
	readonly providers: ProviderStates;
	/** The books of Intuit's companies, by realm. */
	readonly books: ReadonlyMap<string, Books>;
}

/** The running simulator as its parts see it. */
export interface World {
	/** Known once the server listens. */
	origin: string;
	state: State;
}

/** A fresh state holding only what is seeded. */
export function createState(): State {
	const clock = createClock();
	return {
		clock,
		traffic: createTraffic(),
		platform: createPlatformState(),
		events: createEventState(),
		providers: createProviderStates(clock.now()),
		books: createBooks(),
	};
}
