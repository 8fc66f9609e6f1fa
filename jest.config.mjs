import { tsImport } from 'tsx/esm/api';

const { findChromium, NO_CHROMIUM } = await tsImport(
	'./test/browser/chromium.mts',
	import.meta.url,
);
const { hasServices, NO_SERVICES } = await tsImport('./test/queue/installed.mts', import.meta.url);

const esm = {
	extensionsToTreatAsEsm: ['.mts'],
	moduleFileExtensions: ['mts', 'mjs', 'js', 'ts', 'json', 'node'],
	transform: {
		'\\.mts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
		],
	},
	testEnvironment: 'node',
};

const project = (name) => ({
	...esm,
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
});

/** The real n8n is started once for all tests of these folders. */
const projectWithN8n = (name) => ({
	...project(name),
	globalSetup: '<rootDir>/test/n8n/global-setup.mjs',
	globalTeardown: '<rootDir>/test/n8n/global-teardown.mjs',
});

const hasChromium = findChromium() !== undefined;
if (!hasChromium) console.error(`The browser tests are not run. ${NO_CHROMIUM}`);

const canQueue = hasServices();
if (!canQueue) console.error(`The tests in queue mode are not run. ${NO_SERVICES}`);

/** The tests of a folder each. */
export default {
	projects: [
		...['unit', 'simulator', 'engine', 'package', ...(canQueue ? ['queue'] : [])].map(project),
		...['n8n', ...(hasChromium ? ['browser'] : [])].map(projectWithN8n),
	],
	// One n8n serves the tests of all workers; more of them would only wait for it.
	maxWorkers: 2,
	// Jest frees little of a file that it ran as ES modules (jestjs/jest#14605): one process for all runs out of memory.
	workerIdleMemoryLimit: '1GB',
	collectCoverageFrom: ['build/{nodes,credentials}/**/*.js'],
	coverageDirectory: 'coverage',
	coverageReporters: ['text', 'json-summary'],
	// n8n-core keeps a few timers of its own; what a test starts, it ends.
	testTimeout: 30_000,
};
