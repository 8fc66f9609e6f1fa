import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keepAddresses, lastAddresses, moveCredentials } from './addresses.mts';
import { ensureBuilt } from './build.mts';
import { closingWords } from './closing.mts';
import { demoCredentials } from './credentials.mts';
import { readExamples } from './examples.mts';
import { N8nClient } from '../n8n/client/client.mts';
import { requireSpace } from '../n8n/install/disk.mts';
import { ensureInstalled } from '../n8n/install/install.mts';
import { takeLock } from '../n8n/lock.mts';
import { requireFreePort } from '../n8n/start/ports.mts';
import { startN8n } from '../n8n/start/process.mts';
import { startMailbox } from './mailbox/index.mts';
import { codeOf, messageOf, Problem } from '../n8n/problem.mts';
import { connectFirstCompanies, provision } from './provision.mts';
import { homeFolder, owner, readSettings } from './settings.mts';
import { Shutdown } from './shutdown.mts';
import { startLastingSimulator } from './world.mts';

const report = (line: string) => console.log(line);
const shutdown = new Shutdown(report);
const { signal } = shutdown;

try {
	await run();
} catch (error) {
	if (!signal.aborted) {
		console.error(lineFor(error));
		process.exitCode = 1;
	}
} finally {
	await shutdown.run();
}

async function run(): Promise<void> {
	const settings = readSettings(process.env);
	await requireFreePort(settings.n8nPort, 'n8n', 'N8N_PORT');
	await requireFreePort(settings.simulatorPort, 'the simulator', 'SIMULATOR_PORT');
	await requireFreePort(settings.mailboxPort, 'the mailbox', 'MAILBOX_PORT');
	await requireFreePort(settings.smtpPort, 'e-mail', 'SMTP_PORT');
	await lockHome();
	await ensureInstalled({ report, signal });
	await requireSpace(homeFolder, 2e8, 'the demo');
	await ensureBuilt({ report, signal, logFile: join(homeFolder, 'build.log') });

	const lasting = await startLastingSimulator(settings.simulatorPort, report);
	const { simulator } = lasting;
	shutdown.add(async () => await lasting.close());
	report(`The simulator runs at ${simulator.origin}`);
	const mailbox = await startMailbox({
		smtpPort: settings.smtpPort,
		webPort: settings.mailboxPort,
	});
	shutdown.add(async () => await mailbox.close());

	report('Starting n8n');
	const logFile = join(homeFolder, 'n8n.log');
	const n8n = await startN8n({
		home: homeFolder,
		port: settings.n8nPort,
		logFile,
		// Callbacks take far less of the processor with it (docs/operations.md).
		environment: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		signal,
	});
	shutdown.add(async (force) => await n8n.stop(force));

	const examples = await readExamples({
		n8n: n8n.origin,
		simulator: simulator.origin,
		mailbox: mailbox.origin,
	});
	const client = new N8nClient(n8n.origin);
	if (await client.signIn(owner)) {
		const { smtpPort } = mailbox;
		const addresses = { n8n: n8n.origin, api: simulator.apiUrl, smtpPort };
		const credentials = demoCredentials(addresses, simulator.accounts.main);
		const before = demoCredentials((await lastAddresses()) ?? addresses, simulator.accounts.main);
		await moveCredentials(client, before, credentials);
		const target = { home: homeFolder, logFile, signal };
		await provision({ client, target, credentials, examples, report });
		await keepAddresses(addresses);
		if (lasting.isNew) await connectFirstCompanies(client, report);
	} else {
		report('The owner has another password than the demo gave: the examples are left as they are.');
	}
	signal.throwIfAborted();

	report(closingWords(n8n.origin, { simulator, mailbox }, examples.workflows));
	await Promise.race([shutdown.asked(), n8n.ended]);
	if (!signal.aborted)
		throw new Problem(`n8n ended by itself: ${await n8n.ended}. (Log: ${logFile})`);
}

/** Two n8n on one home folder would write over each other. */
async function lockHome(): Promise<void> {
	await mkdir(homeFolder, { recursive: true });
	const lock = await takeLock(join(homeFolder, '.lock'));
	if (lock === undefined) {
		throw new Problem(
			'The demo is running already: end it first. If it was killed just now, wait 20 seconds and start again.',
		);
	}
	shutdown.add(async () => await lock.release());
}

/** One line for what the user can mend, all there is to know for the rest. */
function lineFor(error: unknown): string {
	if (error instanceof Problem) return error.message;
	switch (codeOf(error)) {
		case 'ENOSPC':
		case 'EDQUOT':
			return `The disk is full: make room and start again. (${messageOf(error)})`;
		case 'EACCES':
		case 'EROFS':
			return `A file cannot be written: check who owns this folder. (${messageOf(error)})`;
		default:
			return error instanceof Error ? (error.stack ?? error.message) : String(error);
	}
}
