import { afterAll, beforeEach } from '@jest/globals';
import { compiled } from './compiled.mts';

const { timing } =
	compiled<typeof import('../../nodes/shared/api/timing.ts')>('nodes/shared/api/timing');

/** The time that the package's pauses go by, in place of the real one. */
export interface FakeTime {
	/** The pauses of the running test in the order in which they began, in milliseconds. */
	pauses: number[];
	/** Forgets the pauses: it is as late as it really is. */
	toPresent(): void;
	/** Lets no pause end until {@link FakeTime.wake}. */
	hold(): void;
	/** Resolves once so many wait at the same time in pauses that are held. */
	asleep(count: number): Promise<void>;
	/** Ends the pauses that are held, and lets those that follow pass at once again. */
	wake(): void;
}

/** For a test file: pauses take no time, and chance is always one half. */
export function useFakeTime(): FakeTime {
	const real = { ...timing };
	let now = 0;
	let held = false;
	let sleepers: Array<() => void> = [];
	let watchers: Array<{ count: number; tell: () => void }> = [];
	const time: FakeTime = {
		pauses: [],
		toPresent: () => {
			now = Date.now();
		},
		hold: () => {
			held = true;
		},
		asleep: async (count) => {
			if (sleepers.length >= count) return;
			await new Promise<void>((tell) => watchers.push({ count, tell }));
		},
		wake: () => {
			held = false;
			for (const wake of sleepers.splice(0)) wake();
		},
	};
	const sleep = async (ms: number) => {
		time.pauses.push(ms);
		const end = now + ms;
		await new Promise<void>((wake) => {
			if (!held) return void setImmediate(wake);
			sleepers.push(wake);
			for (const { count, tell } of watchers) if (sleepers.length >= count) tell();
		});
		now = Math.max(now, end);
	};
	beforeEach(() => {
		now = Date.now();
		held = false;
		sleepers = [];
		watchers = [];
		time.pauses = [];
		Object.assign(timing, { random: () => 0.5, now: () => now, sleep });
	});
	afterAll(() => {
		Object.assign(timing, real);
	});
	return time;
}
