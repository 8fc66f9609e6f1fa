import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runCommand } from '../../n8n/commands.mts';
import { requireSpace } from '../../n8n/install/disk.mts';
import { installFolder, modulesFolder } from '../../n8n/paths.mts';
import { nodeBinary, type InstalledN8n } from '../../n8n/start/environment.mts';

/** What one version takes on the disk. */
const bytesNeeded = 3.5e9;

/**
 * Of its library for spreadsheets n8n takes a version that its makers keep on a server of their own. The
 * node-gyp that the database driver asks for does not know Python 3.12 and later.
 */
const overrides = { xlsx: '0.18.5', 'node-gyp': '12.4.0' };

/** Installs a version of n8n into a folder, and chooses the Node that it wants. Fails with npm's words. */
export async function installVersion(
	version: string,
	folder: string,
	signal: AbortSignal,
): Promise<InstalledN8n> {
	await mkdir(folder, { recursive: true });
	await requireSpace(folder, bytesNeeded, `n8n ${version}`);
	await writeFile(
		join(folder, 'package.json'),
		JSON.stringify({ private: true, dependencies: { n8n: version }, overrides }),
	);
	await copyFile(join(installFolder, '.npmrc'), join(folder, '.npmrc'));
	const npm = async (args: string[], more: NodeJS.ProcessEnv = {}) => {
		const { exitCode, output } = await runCommand('npm', args, {
			cwd: folder,
			environment: { ...process.env, ...more },
			logFile: join(folder, 'install.log'),
			signal,
		});
		if (exitCode !== 0) throw new Error(`npm ${args.join(' ')}: ${output}`);
	};
	await npm(['install', '--no-package-lock']);
	const command = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	const node = await nodeFor(command, folder, signal);
	if (node === nodeBinary()) {
		await takeDriver(join(folder, 'node_modules', 'sqlite3'));
	} else {
		const headers = { npm_config_nodedir: dirname(dirname(node)) };
		await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], headers);
	}
	return { command, node };
}

/** The database driver of the project's n8n, which was made for the same Node. */
async function takeDriver(place: string): Promise<void> {
	await rm(place, { recursive: true, force: true });
	await symlink(join(modulesFolder, 'sqlite3'), place);
}

/** The Node that the project's n8n runs on, or where the version is too old for it, the one that runs this. */
async function nodeFor(command: string, folder: string, signal: AbortSignal): Promise<string> {
	const manifest = await readFile(join(folder, 'node_modules', 'n8n', 'package.json'), 'utf8');
	const wanted = (JSON.parse(manifest) as { engines: { node: string } }).engines.node;
	const semver = createRequire(command)('semver') as {
		satisfies(version: string, range: string): boolean;
	};
	for (const node of [nodeBinary(), process.execPath]) {
		if (semver.satisfies(await versionOf(node, folder, signal), wanted)) return node;
	}
	throw new Error(`It wants Node ${wanted}: run this with one of them.`);
}

/** The version of a Node, without the v that it begins with. */
export async function versionOf(node: string, cwd: string, signal: AbortSignal): Promise<string> {
	const { output } = await runCommand(node, ['--version'], {
		cwd,
		environment: {},
		logFile: join(cwd, 'install.log'),
		signal,
	});
	return output.trim().slice(1);
}
