import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'cloud-elements-summary-'));
});
afterEach(async () => await rm(folder, { recursive: true }));

const results = (passed: number, failed: number, unloaded = 0) =>
	JSON.stringify({
		numPassedTests: passed,
		numFailedTests: failed,
		numRuntimeErrorTestSuites: unloaded,
	});

describe('The last line of CI', () => {
	it.each([
		['adds up the parts', { a: results(5000, 0), b: results(12, 0) }, 0, '5012 passed, 0 failed'],
		[
			'counts failures of any part',
			{ a: results(9, 1), b: results(2, 2) },
			1,
			'11 passed, 3 failed',
		],
		['counts a file that does not load', { a: results(9, 0, 1) }, 1, '9 passed, 1 failed'],
		['has a failure where the build or a check failed', {}, 1, '0 passed, 1 failed'],
		['has one where a part wrote no result', { a: results(9, 0) }, 1, '9 passed, 1 failed'],
		[
			'has one where a result breaks off',
			{ a: results(9, 0), b: '{"num' },
			1,
			'9 passed, 1 failed',
		],
	])('%s', async (_, files, exitCode, line) => {
		for (const [name, text] of Object.entries(files)) {
			await writeFile(join(folder, `${name}.json`), text);
		}
		const { stdout } = await execa('node', ['.ci/summary.mjs', folder, String(exitCode)]);
		expect(stdout).toBe(line);
	});

	it('has a failure where nothing came as far as the tests', async () => {
		const nowhere = join(folder, 'nowhere');
		const { stdout } = await execa('node', ['.ci/summary.mjs', nowhere, '1']);
		expect(stdout).toBe('0 passed, 1 failed');
	});
});
