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

/** The tests of a folder each. The real n8n is started once for all tests of its folder. */
export default {
	projects: [
		...['unit', 'simulator', 'engine', 'package', 'queue'].map(project),
		{
			...project('n8n'),
			globalSetup: '<rootDir>/test/n8n/global-setup.mjs',
			globalTeardown: '<rootDir>/test/n8n/global-teardown.mjs',
		},
	],
	collectCoverageFrom: ['dist/{nodes,credentials}/**/*.js'],
	coverageDirectory: 'coverage',
	coverageReporters: ['text', 'json-summary'],
	// n8n-core keeps a few timers of its own; what a test starts, it ends.
	testTimeout: 30_000,
};
