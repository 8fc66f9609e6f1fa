import { runCommand, type CommandResult } from '../commands.mts';
import { n8nEnvironment, projectN8n, type InstalledN8n } from '../start/environment.mts';

/** The n8n that a command is for, which may be running. */
export interface CommandTarget {
	home: string;
	/** Which n8n; the project's own without one. */
	installed?: InstalledN8n;
	encryptionKey?: string;
	logFile: string;
	/** More variables, or other values for those that n8n gets anyway. */
	environment?: NodeJS.ProcessEnv;
	signal?: AbortSignal;
}

/** Runs a command of n8n's command line to its end. Many end with exit code 0 also when they failed. */
export async function runN8n(
	args: string[],
	{ home, installed = projectN8n(), encryptionKey, environment, logFile, signal }: CommandTarget,
): Promise<CommandResult> {
	const more = {
		...(encryptionKey === undefined ? {} : { N8N_ENCRYPTION_KEY: encryptionKey }),
		...environment,
	};
	return await runCommand(installed.node, [installed.command, ...args], {
		cwd: home,
		environment: n8nEnvironment(home, installed.node, more),
		logFile,
		signal,
	});
}
