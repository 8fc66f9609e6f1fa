import { lstat, mkdir, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { endGroup } from '../commands.mts';
import { projectFolder } from '../paths.mts';
import { until } from '../polling.mts';
import { messageOf, Problem } from '../problem.mts';
import { n8nEnvironment, projectN8n, type InstalledN8n } from './environment.mts';
import { freePort } from './ports.mts';

export interface N8nOptions {
	/** The folder that n8n keeps everything in, in a folder `.n8n` of it. */
	home: string;
	port: number;
	/** Which n8n; the project's own without one. */
	installed?: InstalledN8n;
	/** Which of n8n's processes; a worker's `port` is that of its health check. */
	command?: 'start' | 'worker' | 'webhook';
	/** Without one n8n makes its own and keeps it in the home folder. */
	encryptionKey?: string;
	/** Where n8n's output goes; appended to. */
	logFile: string;
	/** More variables, or other values for those this module sets. */
	environment?: NodeJS.ProcessEnv;
	/** Gives up waiting for n8n to be ready and stops it. */
	signal?: AbortSignal;
}

/** An n8n that has answered. */
export interface N8nProcess {
	readonly origin: string;
	readonly pid: number;
	/** Settles when the process has ended, whoever ended it, with words for how. */
	readonly ended: Promise<string>;
	/** Asks n8n to end and waits until it has; after a long time, or when `force` is aborted, kills it. */
	stop(force?: AbortSignal): Promise<void>;
}

const startTimeoutMs = 240_000;
const stopTimeoutMs = 40_000;

/** Starts n8n with this project as an installed community package and waits until it answers. */
export async function startN8n(options: N8nOptions): Promise<N8nProcess> {
	const { home, port, installed = projectN8n(), command = 'start', logFile } = options;
	await linkPackage(home);
	await mkdir(dirname(logFile), { recursive: true });
	const log = { file: logFile, append: true };
	// A group of its own: Ctrl-C in a terminal then ends n8n through `stop` alone, and not in the middle of it.
	const child = execa(installed.node, [installed.command, command], {
		cwd: home,
		env: await processEnvironment(options, installed.node),
		extendEnv: false,
		detached: true,
		stdin: 'ignore',
		stdout: log,
		stderr: log,
		buffer: false,
		reject: false,
		forceKillAfterDelay: stopTimeoutMs,
	});
	let running = true;
	const ended = child.then(({ cause, signal, exitCode }) => {
		running = false;
		return cause === undefined ? (signal ?? `exit code ${exitCode}`) : messageOf(cause);
	});
	const kill = () => endGroup(child.pid, 'SIGKILL');
	const n8n = {
		origin: `http://127.0.0.1:${port}`,
		pid: child.pid ?? 0,
		ended,
		stop: async (force?: AbortSignal) => {
			force?.addEventListener('abort', kill, { once: true });
			if (force?.aborted) kill();
			else child.kill();
			await ended;
			force?.removeEventListener('abort', kill);
			// The helper processes of an n8n that was killed or crashed would live on.
			kill();
		},
	};
	try {
		await ready(n8n, () => running, options);
		return n8n;
	} catch (error) {
		await n8n.stop();
		throw error;
	}
}

/** Puts the project where n8n keeps community packages that were installed from the editor. */
async function linkPackage(home: string): Promise<void> {
	const packages = join(home, '.n8n', 'nodes', 'node_modules');
	const link = join(packages, 'n8n-nodes-cloud-elements');
	await mkdir(packages, { recursive: true });
	const existing = await lstat(link).catch(() => undefined);
	if (existing?.isSymbolicLink() && (await readlink(link)) === projectFolder) return;
	await rm(link, { recursive: true, force: true });
	await symlink(projectFolder, link, 'junction');
}

async function processEnvironment(options: N8nOptions, node: string): Promise<NodeJS.ProcessEnv> {
	const { home, port, command, encryptionKey, environment } = options;
	const portName = command === 'worker' ? 'QUEUE_HEALTH_CHECK_PORT' : 'N8N_PORT';
	return n8nEnvironment(home, node, {
		[portName]: String(port),
		// n8n's own default is one port for all, which a second n8n on the machine finds taken.
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		...(encryptionKey === undefined ? {} : { N8N_ENCRYPTION_KEY: encryptionKey }),
		...environment,
	});
}

async function ready(
	{ origin }: N8nProcess,
	isRunning: () => boolean,
	{ command = 'start', logFile, signal }: N8nOptions,
): Promise<void> {
	// Long before REST works, n8n's main process answers its health check, and REST with plain text.
	const path = command === 'start' ? '/rest/settings' : '/healthz/readiness';
	const look = async () => {
		if (!isRunning()) {
			const why = await reason(logFile);
			throw new Problem(`n8n stopped while it was starting: ${why} (Log: ${logFile})`);
		}
		return await isJson(origin + path);
	};
	await until('n8n answering', look, { timeoutMs: startTimeoutMs, signal });
}

async function isJson(url: string): Promise<true | undefined> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
		const type = response.headers.get('content-type') ?? '';
		await response.arrayBuffer();
		return response.ok && type.includes('json') ? true : undefined;
	} catch {
		return undefined;
	}
}

/** The last line in the log that tells of an error, without its time and its place in n8n. */
async function reason(logFile: string): Promise<string> {
	const text = await readFile(logFile, 'utf8');
	if (/SQLITE_FULL|ENOSPC/.test(text)) return 'the disk is full. Make room and start again.';
	const last = text.split('\n').findLast((line) => /\berror\b|in use/i.test(line));
	return last?.replace(/^[\d:.]*\s*error\s*|\s*\{ "file".*$/g, '') ?? 'it left no reason.';
}
