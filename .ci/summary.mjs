import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Prints `N passed, N failed` from a folder of Jest's results; what failed before or beside the tests counts as one failure. */
const [, , folder, exitCode] = process.argv;

function files() {
	try {
		return readdirSync(folder);
	} catch {
		// Nothing came as far as the tests.
		return [];
	}
}

function counts(file) {
	try {
		const results = JSON.parse(readFileSync(join(folder, file), 'utf8'));
		return {
			passed: results.numPassedTests,
			// A file that does not even load has no tests that could fail.
			failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
		};
	} catch {
		return { passed: 0, failed: 0 };
	}
}

const parts = files().map(counts);
const passed = parts.reduce((sum, part) => sum + part.passed, 0);
const failed = parts.reduce((sum, part) => sum + part.failed, 0);
console.log(`${passed} passed, ${failed === 0 && exitCode !== '0' ? 1 : failed} failed`);
