import { delimiter, join } from 'node:path';
import { runCommand } from '../commands.mts';
import { installFolder } from '../paths.mts';
import { requireSpace } from './disk.mts';
import { installProblem } from './failure.mts';

export interface InstallOptions {
	/** Is told what is going on, a line at a time. */
	report: (line: string) => void;
	signal?: AbortSignal;
}

/** An installation under way. */
export interface Installation extends InstallOptions {
	/** When it began, in epoch milliseconds: what its user waits for is all of it. */
	began: number;
}

/** Where the output of all steps goes. */
export const logFile = join(installFolder, 'install.log');

const bytesToGoOn = 1e8;

export interface Step {
	/** What is done, for the line that says that it failed. */
	title: string;
	command: string;
	args: string[];
	cwd?: string;
	signal: AbortSignal | undefined;
}

/** Runs a command of the installation and stops with one line when it fails. */
export async function runStep({ title, command, args, cwd, signal }: Step): Promise<void> {
	const { exitCode, output } = await runCommand(command, args, {
		cwd: cwd ?? installFolder,
		environment: installEnvironment(),
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

export const secondsSince = (began: number): number => Math.round((Date.now() - began) / 1_000);

/** On a full disk npm neither goes on nor fails, and it says nothing for minutes when all is well. */
export async function watched(
	{ report, signal, began }: Installation,
	work: (end: AbortSignal) => Promise<void>,
): Promise<void> {
	const full = new AbortController();
	let ticks = 0;
	const timer = setInterval(() => {
		ticks += 1;
		if (ticks % 3 === 0) report(`  still installing (${secondsSince(began)} s)`);
		requireSpace(installFolder, bytesToGoOn, 'the rest of n8n').catch((problem) =>
			full.abort(problem),
		);
	}, 5_000);
	try {
		await work(AbortSignal.any([full.signal, ...(signal === undefined ? [] : [signal])]));
	} finally {
		clearInterval(timer);
	}
}
