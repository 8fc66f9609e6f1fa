import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The package as n8n installs it. */
export interface Installed {
	/** A folder in which the package and n8n-workflow resolve, and nothing else. */
	home: string;
	/** The unpacked package. */
	folder: string;
	tarballBytes: number;
	files: string[];
	remove(): Promise<void>;
}

/** Packs the built package and unpacks it where only `n8n-workflow` can be found beside it. */
export async function installPacked(): Promise<Installed> {
	const home = await mkdtemp(path.join(tmpdir(), 'packed-'));
	const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', home], {
		cwd: root,
	});
	const tarball = path.join(home, stdout.trim().split('\n').at(-1) as string);
	const folder = path.join(home, 'node_modules', 'n8n-nodes-cloud-elements');
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	const workflow = path.dirname(
		createRequire(import.meta.url).resolve('n8n-workflow/package.json'),
	);
	await symlink(workflow, path.join(home, 'node_modules', 'n8n-workflow'));
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return {
		home,
		folder,
		tarballBytes: (await stat(tarball)).size,
		files: entries
			.filter((entry) => entry.isFile())
			.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
			.sort(),
		remove: async () => await rm(home, { recursive: true, force: true }),
	};
}

/** Runs a script in a Node.js of its own, in a folder, without paths of this one; its output is JSON. */
export async function runIn<Result>(folder: string, script: string): Promise<Result> {
	// With NODE_ENV "test" n8n's rules think that they are tested themselves.
	const { NODE_PATH: _, NODE_OPTIONS: __, NODE_ENV: ___, ...env } = process.env;
	const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
		cwd: folder,
		env,
		maxBuffer: 50_000_000,
	});
	return JSON.parse(stdout) as Result;
}

/** Text of a file of the package. */
export async function textOf({ folder }: Installed, file: string): Promise<string> {
	return await readFile(path.join(folder, file), 'utf8');
}
