import { mkdirSync } from 'node:fs';
import { execa } from 'execa';
import { tsImport } from 'tsx/esm/api';

/**
 * Runs all tests, and puts their results into `coverage/results`, a file for each part. Those in queue mode come
 * last and one file after the other: a machine with two cores cannot carry their processes and another n8n.
 */
const { hasServices } = await tsImport('./queue/installed.mts', import.meta.url);
const parts = { others: ['--ignoreProjects', 'queue', '--coverage'] };
if (hasServices()) parts.queue = ['--selectProjects', 'queue', '--runInBand'];

const results = 'coverage/results';
mkdirSync(results, { recursive: true });
for (const [name, options] of Object.entries(parts)) {
	const jest = ['node_modules/jest/bin/jest.js', ...options];
	const output = ['--json', `--outputFile=${results}/${name}.json`];
	const { exitCode } = await execa(
		process.execPath,
		['--experimental-vm-modules', ...jest, ...output],
		{ stdio: 'inherit', reject: false },
	);
	if (exitCode !== 0) process.exitCode = exitCode ?? 1;
}
