/** Which room may import from which: the picture is in docs/architecture.md. Types count as imports. */
const rooms = [
	{
		name: 'one-node-from-another',
		comment: 'What two nodes use belongs to nodes/shared/.',
		from: { path: '^nodes/([^/]+)/', pathNot: '^nodes/shared/' },
		to: { path: '^nodes/', pathNot: '^nodes/($1|shared)/' },
	},
	{
		name: 'shared-from-a-node',
		comment: 'nodes/shared/ holds what several nodes use; it knows none of them.',
		from: { path: '^nodes/shared/' },
		to: { path: '^nodes/', pathNot: '^nodes/shared/' },
	},
	{
		name: 'api-from-elements-or-a-provider',
		comment:
			'The one way to call the platform knows no element and no provider: the caller passes what it needs.',
		from: { path: '^nodes/shared/api/' },
		to: { path: '^nodes/', pathNot: '^nodes/shared/(api|errors)/' },
	},
	{
		name: 'published-from-beside',
		comment: 'What is published imports nothing that is not.',
		from: { path: '^(nodes|credentials)/' },
		to: { path: '^(simulator|n8n|demo|test|build|dist)/' },
	},
	{
		name: 'credential-from-a-node',
		comment: 'A credential serves several nodes and knows none of them.',
		from: { path: '^credentials/' },
		to: { path: '^nodes/', pathNot: '^nodes/shared/' },
	},
	{
		name: 'simulator-from-another-room',
		comment:
			'The simulator is a second implementation: it takes nothing from the package that it tests.',
		from: { path: '^simulator/' },
		to: { pathNot: '^(simulator|node_modules)/', dependencyTypesNot: ['core'] },
	},
	{
		name: 'n8n-from-another-room',
		comment: 'The demo and the tests use n8n/, not the other way round.',
		from: { path: '^n8n/' },
		to: { path: '^(nodes|credentials|simulator|demo|test)/' },
	},
	{
		name: 'demo-from-tests',
		comment: 'What the demo needs of the tests’ belongs to n8n/.',
		from: { path: '^demo/' },
		to: { path: '^test/' },
	},
	{
		name: 'circle',
		comment: 'Two files that need each other are one file, or want a third.',
		from: { pathNot: '^simulator/' },
		to: { circular: true },
	},
	{
		name: 'circle-in-the-simulator',
		comment: 'The types of its one state and of the parts that keep theirs in it may meet.',
		from: { path: '^simulator/' },
		to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
	},
	{
		name: 'nothing-there',
		comment: 'An import that leads nowhere would escape the rules above.',
		from: {},
		to: { couldNotResolve: true },
	},
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: rooms.map((rule) => ({ ...rule, severity: 'error' })),
	options: {
		doNotFollow: { path: '^(node_modules|build|dist)/' },
		// The installed n8n is not ours.
		exclude: { path: '^n8n/install/node_modules/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.tools.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'default', 'types'],
		},
	},
};
