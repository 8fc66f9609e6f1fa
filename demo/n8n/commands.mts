import { spawn } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { codeOf, Problem } from '../problem.mts';

export interface CommandOptions {
	cwd: string;
	environment: NodeJS.ProcessEnv;
	/** Where the output goes besides the answer. */
	logFile: string;
	/** Ends the command and all it started. */
	signal?: AbortSignal;
}

export interface CommandResult {
	exitCode: number | null;
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
	const child = spawn(command, args, {
		cwd,
		env: environment,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	let patience: NodeJS.Timeout | undefined;
	const abort = () => {
		endGroup(child.pid, 'SIGTERM');
		patience = setTimeout(() => endGroup(child.pid, 'SIGKILL'), patienceMs);
	};
	signal?.addEventListener('abort', abort, { once: true });
	try {
		const exitCode = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject).once('close', resolve);
		});
		signal?.throwIfAborted();
		return { exitCode, output };
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			throw new Problem(
				`The command "${command}" was not found. Put it on the PATH (npm comes with Node.js) and start again.`,
			);
		}
		throw error;
	} finally {
		signal?.removeEventListener('abort', abort);
		clearTimeout(patience);
		await appendFile(logFile, `$ ${command} ${args.join(' ')}\n${output}\n`).catch(() => {
			// On a full disk the log is lost; what went wrong is told from the output itself.
		});
	}
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
