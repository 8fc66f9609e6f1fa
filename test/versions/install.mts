import { copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runCommand } from '../../n8n/commands.mts';
import { requireSpace } from '../../n8n/install/disk.mts';
import { installFolder, modulesFolder } from '../../n8n/paths.mts';
import { nodeBinary, type InstalledN8n } from '../../n8n/start/environment.mts';

/** What one version takes on the disk. */
const bytesNeeded = 3.5e9;

/** Of this library for spreadsheets n8n takes a version that its makers keep on a server of their own. */
const overrides = { xlsx: '0.18.5' };

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
	const { exitCode, output } = await runCommand('npm', ['install', '--no-package-lock'], {
		cwd: folder,
		environment: process.env,
		logFile: join(folder, 'install.log'),
		signal,
	});
	if (exitCode !== 0) throw new Error(`npm install n8n@${version}: ${output}`);

	// The project's driver fits any Node and any n8n; another one would have to be compiled.
	const driver = join(folder, 'node_modules', 'sqlite3');
	await rm(driver, { recursive: true, force: true });
	await symlink(join(modulesFolder, 'sqlite3'), driver);

	const command = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { command, node: await nodeFor(command, folder, signal) };
}

/** The Node that the project's n8n runs on, or where the version is too old for it, the one that runs this. */
async function nodeFor(command: string, folder: string, signal: AbortSignal): Promise<string> {
	const require = createRequire(command);
	const wanted = (require('../package.json') as { engines: { node: string } }).engines.node;
	const semver = require('semver') as { satisfies(version: string, range: string): boolean };
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
