import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock, type Lock } from '../lock.mts';
import { installFolder, modulesFolder, nodeFolder } from '../paths.mts';
import { Problem } from '../problem.mts';
import { installDatabaseDriver } from './database-driver.mts';
import { requireSpace } from './disk.mts';
import {
	logFile,
	runStep,
	secondsSince,
	watched,
	type Installation,
	type InstallOptions,
} from './steps.mts';

/**
 * Says that the packages, or all of it, were installed, and from what.
 * Inside node_modules, so that whatever wipes or replaces the installation takes the stamps with it.
 */
const stamps = {
	packages: join(modulesFolder, '.packages'),
	complete: join(modulesFolder, '.complete'),
};
const lockPath = join(installFolder, '.install.lock');
const bytesNeeded = 3.5e9;
const waitMinutes = 30;

/**
 * Sees to it that the n8n of the lock file and its Node are installed.
 * Does nothing when they are: an installation counts only once its stamp is written, which is the last step.
 */
export async function ensureInstalled(options: InstallOptions): Promise<void> {
	if (await isStamped('complete')) return;
	const lock = await waitForLock(options);
	try {
		// Whoever held the lock may have installed it meanwhile.
		if (!(await isStamped('complete'))) await install(options);
	} finally {
		await lock.release();
	}
}

/** Another lock file or another machine needs another installation. */
async function stampNow(): Promise<string> {
	const lockText = await readFile(join(installFolder, 'package-lock.json'));
	const hash = createHash('sha256').update(lockText).digest('hex');
	return `${hash} ${process.platform} ${process.arch}`;
}

async function isStamped(stage: keyof typeof stamps): Promise<boolean> {
	const stamp = await readFile(stamps[stage], 'utf8').catch(() => undefined);
	return stamp !== undefined && stamp === (await stampNow());
}

async function waitForLock({ report, signal }: InstallOptions): Promise<Lock> {
	const giveUp = Date.now() + waitMinutes * 60_000;
	for (let told = false; ; told = true) {
		const lock = await takeLock(lockPath);
		if (lock !== undefined) return lock;
		if (!told) report('Waiting for another process, which is installing n8n');
		if (Date.now() > giveUp) {
			throw new Problem(
				`Another process has been installing n8n for ${waitMinutes} minutes. End it and start again.`,
			);
		}
		await sleep(1_000, undefined, { signal });
	}
}

async function install(given: InstallOptions): Promise<void> {
	const options: Installation = { ...given, began: Date.now() };
	// A driver that could not be had costs no second download of all the rest.
	if (!(await isStamped('packages'))) await installPackages(options);
	const node = nodeFolder();
	if (node === undefined) {
		throw new Problem(
			`npm has no Node 24 for this machine (${process.platform} ${process.arch}), which n8n needs. (Log: ${logFile})`,
		);
	}
	await installDatabaseDriver(node, options);
	await writeFile(stamps.complete, await stampNow());
	options.report(`n8n is installed (${secondsSince(options.began)} s)`);
}

async function installPackages(options: Installation): Promise<void> {
	const { report, signal } = options;
	// What an interrupted installation left is replaced, and its room with it.
	if (!existsSync(modulesFolder)) await requireSpace(installFolder, bytesNeeded, 'n8n');
	await rm(logFile, { force: true });
	for (const stamp of Object.values(stamps)) await rm(stamp, { force: true });

	report('Installing n8n with its own Node from npm, once: about 3 minutes and 3 GB');
	const npm = async (args: string[], end = signal) =>
		await runStep({ title: 'Installing n8n', command: 'npm', args, signal: end });
	// Asked first: without an answer npm would try for each of two thousand packages, for hours.
	await npm(['view', 'node-gyp', 'version', '--fetch-retries=1', '--fetch-timeout=20000']);
	await watched(options, async (end) => await npm(['ci', '--ignore-scripts'], end));

	report('Fetching the Node that n8n runs on');
	await npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts']);
	await writeFile(stamps.packages, await stampNow());
}
