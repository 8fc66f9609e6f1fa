import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../n8n/commands.mts';
import { projectFolder } from '../n8n/paths.mts';
import { Problem } from '../n8n/problem.mts';

/** What the build reads. */
const sources = ['package.json', 'tsconfig.json', 'gulpfile.js', 'credentials', 'nodes', 'icons'];
/** What the build writes last: it is there only after one that went through. */
const lastOutput = join('dist', 'types', 'nodes.json');

export interface BuildOptions {
	report: (line: string) => void;
	logFile: string;
	signal?: AbortSignal;
}

/** Builds the package unless what is in `dist` is newer than everything that it is made from. */
export async function ensureBuilt({ report, logFile, signal }: BuildOptions): Promise<void> {
	const built = await timeOf(join(projectFolder, lastOutput));
	if (built > (await newest(sources.map((source) => join(projectFolder, source))))) return;
	report('Building the package');
	const { exitCode } = await runCommand('npm', ['run', 'build'], {
		cwd: projectFolder,
		environment: process.env,
		logFile,
		signal,
	});
	if (exitCode !== 0) throw new Problem(`The package does not build. (Log: ${logFile})`);
}

/** A folder's own time counts too: it changes when a file in it is deleted or renamed. */
async function newest(paths: string[]): Promise<number> {
	const times = await Promise.all(
		paths.map(async (path) => {
			const entries = await readdir(path).catch(() => []);
			return Math.max(await timeOf(path), await newest(entries.map((entry) => join(path, entry))));
		}),
	);
	return Math.max(0, ...times);
}

async function timeOf(path: string): Promise<number> {
	return await stat(path).then(
		({ mtimeMs }) => mtimeMs,
		() => 0,
	);
}
