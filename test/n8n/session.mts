import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCredentials } from '../../demo/credentials.mts';
import { readExamples } from '../../demo/examples.mts';
import { N8nClient } from '../../n8n/client/client.mts';
import { endGroup } from '../../n8n/commands.mts';
import { ensureInstalled } from '../../n8n/install/install.mts';
import { freePort } from '../../n8n/start/ports.mts';
import { startN8n, type N8nProcess } from '../../n8n/start/process.mts';
import { provision } from '../../demo/provision.mts';
import { owner } from '../../demo/settings.mts';
import { startSimulator } from '../../simulator/index.mts';
import { findSecrets, PAGES_FILE, secretsOf, type Secrets } from './secret-scan.mts';

/** What a test file has to know of the n8n that was started for all of them. */
export interface Session {
	origin: string;
	home: string;
	encryptionKey: string;
	logFile: string;
	/** Where the demo credentials expect the simulator. */
	simulatorPort: number;
	/** Where they expect the mail server. */
	smtpPort: number;
}

/** The variable that carries the session to Jest's workers. */
export const sessionVariable = 'CLOUD_ELEMENTS_N8N_SESSION';

const report = (line: string) => process.stderr.write(`${line}\n`);

/** Starts a real n8n in a new home folder, with the demo credentials and the examples in it. */
export async function startSession(): Promise<{ session: Session; end: () => Promise<void> }> {
	await ensureInstalled({ report });
	const home = await mkdtemp(join(tmpdir(), 'cloud-elements-n8n-'));
	const session: Session = {
		home,
		encryptionKey: 'only for tests',
		logFile: join(home, 'n8n.log'),
		simulatorPort: await freePort(),
		smtpPort: await freePort(),
		origin: '',
	};
	try {
		const n8n = await startN8n({
			...session,
			port: await freePort(),
			// At this level n8n says how it loads packages.
			environment: { N8N_LOG_LEVEL: 'debug', GENERIC_TIMEZONE: afternoonZone() },
		});
		session.origin = n8n.origin;
		endWithProcess(n8n, home);
		const secrets = await fill(session);
		const control = await leaveControl(session);
		const end = async () => {
			await n8n.stop();
			const found = await findSecrets({ home, secrets, control });
			await rm(home, { recursive: true, force: true });
			if (found.length > 0) throw new Error(`Secrets in clear:\n${found.join('\n')}`);
		};
		return { session, end };
	} catch (error) {
		report(`What n8n said is in ${session.logFile}`);
		throw error;
	}
}

/** A zone where it is past two in the afternoon: what the examples do every night would come upon the tests. */
function afternoonZone(): string {
	const ahead = 14 - new Date().getUTCHours();
	// The sign of these names is the other way round.
	return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** Imports what the demo has; gives the secrets of its credentials. */
async function fill({ simulatorPort, smtpPort, ...target }: Session): Promise<Secrets> {
	const simulator = await startSimulator({ port: simulatorPort });
	try {
		const client = new N8nClient(target.origin);
		await client.signIn(owner);
		const addresses = { n8n: target.origin, api: simulator.apiUrl, smtpPort };
		const credentials = demoCredentials(addresses, simulator.accounts.main);
		const examples = await readExamples({ n8n: target.origin, simulator: simulator.origin });
		await provision({ client, target, credentials, examples, report: () => undefined });
		// What polls would look at the customers of every test, so its own test publishes it.
		const polling = examples.workflows.filter(({ nodes }) =>
			nodes.some(({ parameters }) => 'pollTimes' in parameters),
		);
		for (const { id } of polling) await client.unpublish(id);
		// Tokens that an example begins with stand in it.
		const inExamples = JSON.stringify(examples.workflows);
		const secrets = Object.entries(secretsOf(credentials));
		return Object.fromEntries(secrets.filter(([, secret]) => !inExamples.includes(secret)));
	} finally {
		await simulator.close();
	}
}

/** Leaves a text where {@link findSecrets} has to find secrets, should there be any. */
async function leaveControl({ home, logFile, origin }: Session): Promise<string> {
	const control = randomUUID();
	const client = new N8nClient(origin);
	await client.signIn(owner);
	const note = { name: 'Control', type: 'n8n-nodes-base.stickyNote', typeVersion: 1 };
	const nodes = [{ ...note, id: 'control', parameters: { content: control }, position: [0, 0] }];
	await client.createWorkflow({ name: 'Control', nodes, connections: {} });
	for (const file of [logFile, join(home, PAGES_FILE)]) await appendFile(file, `${control}\n`);
	return control;
}

/** Jest forgets its global teardown when it is interrupted. */
function endWithProcess(n8n: N8nProcess, home: string): void {
	let running = true;
	void n8n.ended.then(() => (running = false));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => process.exit(130));
	}
	process.once('exit', () => {
		if (!running) return;
		endGroup(n8n.pid, 'SIGKILL');
		rmSync(home, { recursive: true, force: true });
	});
}
