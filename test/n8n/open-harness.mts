import { join } from 'node:path';
import { startMailbox, type Mailbox } from '../../demo/mailbox/index.mts';
import { owner } from '../../demo/settings.mts';
import { N8nClient } from '../../n8n/client/client.mts';
import { takeLock } from '../../n8n/lock.mts';
import { until } from '../../n8n/polling.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { keepPages } from './secret-scan.mts';
import type { Session } from './session.mts';

/** Longer than the longest test file takes. */
export const TURN_TIMEOUT_MS = 35 * 60_000;

export interface Harness {
	/** Signed in as the owner. */
	client: N8nClient;
	/** New for each test file; the demo credentials lead to it. */
	simulator: Simulator;
	/** New for each test file too. */
	mailbox: Mailbox;
	session: Session;
}

/** Waits for its turn in an n8n that was started, and gives it a simulator and a mailbox in this process. */
export async function openHarness(
	session: Session,
): Promise<{ harness: Harness; close: () => Promise<void> }> {
	const turn = await until(
		'the turn of this test file',
		async () => await takeLock(join(session.home, 'turn')),
		{ timeoutMs: TURN_TIMEOUT_MS },
	);
	const simulator = await startSimulator({ port: session.simulatorPort });
	const mailbox = await startMailbox({ smtpPort: session.smtpPort });
	keepPages(session.origin, session.home);
	const client = new N8nClient(session.origin);
	await client.signIn(owner);
	const close = async () => {
		await simulator.close();
		await mailbox.close();
		await turn.release();
	};
	return { harness: { client, simulator, mailbox, session }, close };
}
