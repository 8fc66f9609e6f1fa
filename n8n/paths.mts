import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const projectFolder = resolve(fileURLToPath(new URL('..', import.meta.url)));

/** The folder whose package.json and lock file say which n8n is run. */
export const installFolder = join(projectFolder, 'n8n', 'install');

export const modulesFolder = join(installFolder, 'node_modules');

/** n8n's command line. */
export const n8nCommand = join(modulesFolder, 'n8n', 'bin', 'n8n');

/**
 * The folder of the Node that n8n needs (`bin` and `include` in it), or undefined when it is not installed.
 * The npm package `node` fetches it as a package of its own, which on Apple silicon has another first name.
 */
export function nodeFolder(): string | undefined {
	const { platform, arch } = process;
	const names = [`node-${platform}-${arch}`, `node-bin-${platform}-${arch}`];
	return [join(modulesFolder, 'node', 'node_modules'), modulesFolder]
		.flatMap((parent) => names.map((name) => join(parent, name)))
		.find((folder) => existsSync(join(folder, 'bin', 'node')));
}
