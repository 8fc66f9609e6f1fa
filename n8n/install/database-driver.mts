import { join } from 'node:path';
import { modulesFolder } from '../paths.mts';
import { Problem } from '../problem.mts';
import { runStep, watched, type Installation } from './steps.mts';
import { requireToolchain } from './toolchain.mts';

/** The driver's makers keep it on GitHub, where not every network lets one through, nor always says so. */
const downloadLimitMs = 30_000;

const driverFolder = join(modulesFolder, 'sqlite3');

/** Gives n8n its database driver: the one that its makers have compiled, or else one compiled here. */
export async function installDatabaseDriver(
	nodeFolder: string,
	installation: Installation,
): Promise<void> {
	const { report, signal } = installation;
	const node = join(nodeFolder, 'bin', 'node');
	report('Fetching the database driver');
	if (await download(node, signal)) return;

	requireToolchain();
	report('It cannot be had: compiling it, about 1 minute');
	await watched(installation, async (end) => await compile(node, nodeFolder, end));
}

/** Gives false when the driver cannot be had or does not run on this machine. */
async function download(node: string, signal: AbortSignal | undefined): Promise<boolean> {
	const limit = AbortSignal.timeout(downloadLimitMs);
	const end = signal === undefined ? limit : AbortSignal.any([limit, signal]);
	const prebuildInstall = join(modulesFolder, 'prebuild-install', 'bin.js');
	try {
		await runStep({
			title: 'Fetching the database driver',
			command: node,
			args: [prebuildInstall, '--runtime', 'napi', '--verbose'],
			cwd: driverFolder,
			signal: end,
		});
		await load(node, signal);
		return true;
	} catch (error) {
		signal?.throwIfAborted();
		if (error instanceof Problem || limit.aborted) return false;
		throw error;
	}
}

/** With the node-gyp of the lock file: the one that the driver asks for does not know Python 3.12 and later. */
async function compile(node: string, nodeFolder: string, signal: AbortSignal): Promise<void> {
	const nodeGyp = join(modulesFolder, 'node-gyp', 'bin', 'node-gyp.js');
	await runStep({
		title: 'Compiling the database driver',
		command: node,
		args: [nodeGyp, 'rebuild', `--nodedir=${nodeFolder}`],
		cwd: driverFolder,
		signal,
	});
	await load(node, signal);
}

async function load(node: string, signal: AbortSignal | undefined): Promise<void> {
	await runStep({
		title: 'Loading the database driver',
		command: node,
		args: ['-e', 'require("sqlite3")'],
		signal,
	});
}
