import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.mts';
import { runCommand } from './commands.mts';
import { requireSpace } from './disk.mts';
import { installProblem } from './install-failure.mts';
import { takeLock } from './lock.mts';
import { modulesFolder, n8nFolder, nodeFolder } from './paths.mts';
import { requireToolchain } from './toolchain.mts';

export interface InstallOptions {
	/** Is told what is going on, a line at a time. */
	report: (line: string) => void;
	signal?: AbortSignal;
}

/** Inside node_modules, so that whatever wipes or replaces the installation takes the stamp with it. */
const stampFile = join(modulesFolder, '.complete');
const lockFile = join(n8nFolder, '.install.lock');
const logFile = join(n8nFolder, 'install.log');
const bytesNeeded = 3.5e9;
const bytesToGoOn = 1e8;
const waitMinutes = 30;

/**
 * Sees to it that the n8n of the lock file and its Node are installed.
 * Does nothing when they are: an installation counts only once its stamp is written, which is the last step.
 */
export async function ensureInstalled(options: InstallOptions): Promise<void> {
	if (await isComplete()) return;
	const lock = await waitForLock(options);
	try {
		// Whoever held the lock may have installed it meanwhile.
		if (!(await isComplete())) await install(options);
	} finally {
		await lock.release();
	}
}

/** Says what the installation was made from; another lock file or another machine needs another one. */
async function stampNow(): Promise<string> {
	const lockText = await readFile(join(n8nFolder, 'package-lock.json'));
	const hash = createHash('sha256').update(lockText).digest('hex');
	return `${hash} ${process.platform} ${process.arch}`;
}

async function isComplete(): Promise<boolean> {
	const stamp = await readFile(stampFile, 'utf8').catch(() => undefined);
	return stamp !== undefined && stamp === (await stampNow());
}

async function waitForLock({ report, signal }: InstallOptions) {
	const giveUp = Date.now() + waitMinutes * 60_000;
	for (let told = false; ; told = true) {
		const lock = await takeLock(lockFile);
		if (typeof lock !== 'number') return lock;
		if (!told) report(`Waiting for process ${lock}, which is installing n8n`);
		if (Date.now() > giveUp) {
			throw new Problem(
				`Process ${lock} has been installing n8n for ${waitMinutes} minutes. End it, or delete ${lockFile} if it is another program, and start again.`,
			);
		}
		await sleep(1_000, undefined, { signal });
	}
}

async function install({ report, signal }: InstallOptions): Promise<void> {
	requireToolchain();
	// What an interrupted installation left is replaced, and its room with it.
	if (!existsSync(modulesFolder)) await requireSpace(n8nFolder, bytesNeeded, 'n8n');
	await rm(logFile, { force: true });
	await rm(stampFile, { force: true });
	const began = Date.now();

	report('Installing n8n with its own Node from npm, once: about 4 minutes and 3 GB');
	const npm = async (args: string[], end = signal) =>
		await step('Installing n8n', 'npm', args, end);
	// Asked first: without an answer npm would try for each of two thousand packages, for hours.
	await npm(['view', 'node-gyp', 'version', '--fetch-retries=1', '--fetch-timeout=20000']);
	await watched({ report, signal }, async (end) => await npm(['ci', '--ignore-scripts'], end));

	report('Fetching the Node that n8n runs on');
	await npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts']);
	const node = nodeFolder();
	if (node === undefined) {
		throw new Problem(
			`npm has no Node 24 for this machine (${process.platform} ${process.arch}), which n8n needs. (Log: ${logFile})`,
		);
	}

	report('Compiling the database driver: about 1 minute');
	await watched({ report, signal }, async (end) => await compileSqlite(node, end));
	await writeFile(stampFile, await stampNow());
	report(`n8n is installed (${Math.round((Date.now() - began) / 1_000)} s)`);
}

/** With the node-gyp of the lock file: the one that the driver asks for does not know Python 3.12 and later. */
async function compileSqlite(node: string, signal: AbortSignal | undefined): Promise<void> {
	const nodeBinary = join(node, 'bin', 'node');
	const nodeGyp = join(modulesFolder, 'node-gyp', 'bin', 'node-gyp.js');
	const folder = join(modulesFolder, 'sqlite3');
	const title = 'Compiling the database driver';
	await step(title, nodeBinary, [nodeGyp, 'rebuild', `--nodedir=${node}`], signal, folder);
	await step('Loading the database driver', nodeBinary, ['-e', 'require("sqlite3")'], signal);
}

async function step(
	title: string,
	command: string,
	args: string[],
	signal: AbortSignal | undefined,
	cwd = n8nFolder,
): Promise<void> {
	const environment = installEnvironment();
	const { exitCode, output } = await runCommand(command, args, {
		cwd,
		environment,
		logFile,
		signal,
	});
	if (exitCode !== 0) throw installProblem(title, output, logFile);
}

/** The user's environment, without what the npm that runs this script said about this script's project. */
function installEnvironment(): NodeJS.ProcessEnv {
	const own =
		/^npm_(?:package|lifecycle|command|config_(?:local_)?prefix)|^(?:NODE_OPTIONS|INIT_CWD)$/;
	const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
	return { ...Object.fromEntries(kept), PATH: pathWithoutProjectTools() };
}

/** npm puts every node_modules/.bin above it on the PATH. */
function pathWithoutProjectTools(): string {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.filter((folder) => !folder.endsWith(join('node_modules', '.bin'))).join(delimiter);
}

/** On a full disk npm neither goes on nor fails, and it says nothing for minutes when all is well. */
async function watched(
	{ report, signal }: InstallOptions,
	work: (end: AbortSignal) => Promise<void>,
): Promise<void> {
	const full = new AbortController();
	let seconds = 0;
	const timer = setInterval(() => {
		seconds += 5;
		if (seconds % 15 === 0) report(`  still installing (${seconds} s)`);
		requireSpace(n8nFolder, bytesToGoOn, 'the rest of n8n').catch((problem) => full.abort(problem));
	}, 5_000);
	try {
		await work(AbortSignal.any([full.signal, ...(signal === undefined ? [] : [signal])]));
	} finally {
		clearInterval(timer);
	}
}
