import { join } from 'node:path';
import { startMailbox, type Mailbox } from '../../demo/mailbox/index.mts';
import { N8nClient } from '../../demo/n8n/client.mts';
import { takeLock } from '../../demo/n8n/lock.mts';
import { until } from '../../demo/n8n/polling.mts';
import { owner } from '../../demo/settings.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { sessionVariable, type Session } from './session.mts';

export interface Harness {
	/** Signed in as the owner. */
	client: N8nClient;
	/** New for each test file; the demo credentials lead to it. */
	simulator: Simulator;
	/** New for each test file too. */
	mailbox: Mailbox;
	session: Session;
	/** Call it in `afterAll`. */
	close(): Promise<void>;
}

/**
 * For `beforeAll`: the n8n that runs for all test files, and a simulator in this process.
 * Files take turns, since they share n8n's credentials, and with those the simulator's address.
 */
export async function openHarness(): Promise<Harness> {
	const text = process.env[sessionVariable];
	if (text === undefined)
		throw new Error('No n8n was started: see the global setup of this folder.');
	const session = JSON.parse(text) as Session;
	const turn = await until(
		'the turn of this test file',
		async () => {
			const lock = await takeLock(join(session.home, 'turn'));
			return typeof lock === 'number' ? undefined : lock;
		},
		{ timeoutMs: 15 * 60_000 },
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
	return { client, simulator, mailbox, session, close };
}
