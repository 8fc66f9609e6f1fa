import type { Simulator } from '../types.mts';

/** Something that one may want to see happen. */
interface Trial {
	label: string;
	run(simulator: Omit<Simulator, 'close'>): void;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Buttons of the home page, by the last part of their address. */
export const TRIALS: Readonly<Record<string, Trial>> = {
	'half-hour': {
		label: 'Move the clock 31 minutes',
		run: ({ clock }) => clock.advance(31 * MINUTE_MS),
	},
	'hundred-days': {
		label: 'Move the clock 101 days',
		run: ({ clock }) => clock.advance(101 * DAY_MS),
	},
	busy: {
		label: 'Answer 429 to the next 20 calls',
		run: (simulator) =>
			simulator.fault({
				path: '.*',
				times: 20,
				status: 429,
				headers: { 'retry-after': '1' },
				body: { message: 'Too many requests' },
			}),
	},
	slow: {
		label: 'Answer 2 seconds late',
		run: (simulator) => simulator.latency(2_000),
	},
	fast: {
		label: 'Answer at once again',
		run: (simulator) => simulator.latency(0),
	},
	forget: {
		label: 'Forget everything',
		run: (simulator) => simulator.reset(),
	},
};
