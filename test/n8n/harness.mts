import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { openHarness, TURN_TIMEOUT_MS, type Harness } from './open-harness.mts';
import { sessionVariable, type Session } from './session.mts';

/**
 * For a test file: the n8n that runs for all of them, and a simulator and a mailbox in this process,
 * as new before each test. Files take turns, since they share n8n's credentials, and
 * with those the simulator's address.
 */
export function useHarness(): Harness {
	const harness = {} as Harness;
	let close: () => Promise<void> = async () => undefined;
	beforeAll(async () => {
		const text = process.env[sessionVariable];
		if (text === undefined)
			throw new Error('No n8n was started: see the global setup of this folder.');
		const opened = await openHarness(JSON.parse(text) as Session);
		close = opened.close;
		Object.assign(harness, opened.harness);
	}, TURN_TIMEOUT_MS);
	beforeEach(() => {
		harness.simulator.reset();
		harness.mailbox.empty();
	});
	afterAll(async () => await close());
	return harness;
}
