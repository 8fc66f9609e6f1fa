import { readFileSync } from 'node:fs';

/** Prints `N passed, N failed` from Jest's results; what failed before or beside the tests counts as one failure. */
const [, , file, exitCode] = process.argv;

function counts() {
	try {
		const results = JSON.parse(readFileSync(file, 'utf8'));
		return {
			passed: results.numPassedTests,
			// A file that does not even load has no tests that could fail.
			failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
		};
	} catch {
		return { passed: 0, failed: 0 };
	}
}

const { passed, failed } = counts();
console.log(`${passed} passed, ${failed === 0 && exitCode !== '0' ? 1 : failed} failed`);
