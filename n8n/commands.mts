import { appendFile } from 'node:fs/promises';
import { execa } from 'execa';
import { codeOf, messageOf, Problem } from './problem.mts';

export interface CommandOptions {
	cwd: string;
	environment: NodeJS.ProcessEnv;
	/** Where the output goes besides the answer. */
	logFile: string;
	/** Ends the command and all it started. */
	signal?: AbortSignal;
}

export interface CommandResult {
	/** Undefined when a signal ended it. */
	exitCode: number | undefined;
	output: string;
}

/** How long an aborted command may take to end in order. */
const patienceMs = 5_000;

/**
 * Runs a command to its end and gives its output.
 * It leads a process group of its own, so that an abort reaches compilers and other grandchildren too.
 */
export async function runCommand(
	command: string,
	args: string[],
	{ cwd, environment, logFile, signal }: CommandOptions,
): Promise<CommandResult> {
	signal?.throwIfAborted();
	const running = execa(command, args, {
		cwd,
		env: environment,
		extendEnv: false,
		detached: true,
		stdin: 'ignore',
		all: true,
		reject: false,
	});
	let patience: NodeJS.Timeout | undefined;
	const abort = () => {
		endGroup(running.pid, 'SIGTERM');
		patience = setTimeout(() => endGroup(running.pid, 'SIGKILL'), patienceMs);
	};
	signal?.addEventListener('abort', abort, { once: true });
	const { all: output, cause, exitCode } = await running;
	signal?.removeEventListener('abort', abort);
	clearTimeout(patience);
	await appendFile(logFile, `$ ${command} ${args.join(' ')}\n${output}\n\n`).catch(() => {
		// On a full disk the log is lost; what went wrong is told from the output itself.
	});
	signal?.throwIfAborted();
	if (codeOf(cause) === 'ENOENT') {
		throw new Problem(
			`The command "${command}" was not found. Put it on the PATH (npm comes with Node.js) and start again.`,
		);
	}
	if (cause !== undefined) throw new Error(`${command}: ${messageOf(cause)}`, { cause });
	return { exitCode, output };
}

/** Sends a signal to a process that leads its own group, and to all the group. */
export function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if (codeOf(error) !== 'ESRCH') throw error;
	}
}
