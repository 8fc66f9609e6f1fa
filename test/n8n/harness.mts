import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startMailbox, type Mailbox } from '../../demo/mailbox/index.mts';
import { N8nClient } from '../../n8n/client/client.mts';
import { takeLock } from '../../n8n/lock.mts';
import { until } from '../../n8n/polling.mts';
import { owner } from '../../demo/settings.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { sessionVariable, type Session } from './session.mts';

/** Longer than the longest test file takes. */
const TURN_TIMEOUT_MS = 15 * 60_000;

export interface Harness {
	/** Signed in as the owner. */
	client: N8nClient;
	/** New for each test file; the demo credentials lead to it. */
	simulator: Simulator;
	/** New for each test file too. */
	mailbox: Mailbox;
	session: Session;
}

/**
 * For a test file: the n8n that runs for all of them, and a simulator and a mailbox in this process,
 * as new before each test. Files take turns, since they share n8n's credentials, and
 * with those the simulator's address.
 */
export function useHarness(): Harness {
	const harness = {} as Harness;
	let close: () => Promise<void> = async () => undefined;
	beforeAll(async () => {
		const opened = await openHarness();
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

async function openHarness(): Promise<{ harness: Harness; close: () => Promise<void> }> {
	const text = process.env[sessionVariable];
	if (text === undefined)
		throw new Error('No n8n was started: see the global setup of this folder.');
	const session = JSON.parse(text) as Session;
	const turn = await until(
		'the turn of this test file',
		async () => await takeLock(join(session.home, 'turn')),
		{ timeoutMs: TURN_TIMEOUT_MS },
	);
	const simulator = await startSimulator({ port: session.simulatorPort });
	const mailbox = await startMailbox({ smtpPort: session.smtpPort });
	const client = new N8nClient(session.origin);
	await client.signIn(owner);
	const close = async () => {
		await simulator.close();
		await mailbox.close();
		await turn.release();
	};
	return { harness: { client, simulator, mailbox, session }, close };
}
