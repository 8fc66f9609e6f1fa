const { execFile } = require('node:child_process');
const { readFile, rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const run = promisify(execFile);
const bin = (name) => `node_modules/.bin/${name}`;

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () => run(bin('tsc'), ['--project', 'tsconfig.json']);

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

// Published packages have no dependencies: each library is built into the one module that uses it.
const BUNDLED = {
	'content-disposition': 'dist/nodes/shared/files/fileName.js',
	'oauth-1.0a': 'dist/nodes/QuickProvisionQbo/oAuth1Signature.js',
};

const bundle = async () => {
	for (const [library, module] of Object.entries(BUNDLED)) {
		const license = await readFile(`node_modules/${library}/LICENSE`, 'utf8');
		await build({
			entryPoints: [module],
			outfile: module,
			allowOverwrite: true,
			bundle: true,
			// Otherwise a linked node_modules leaves its path in the bundle.
			preserveSymlinks: true,
			platform: 'node',
			target: 'node20',
			banner: { js: `/*! ${library}\n${license.trim()}\n*/` },
		});
	}
};

const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

// With these files n8n loads the package lazily: no node is required before it is used.
const metadata = () => run(bin('n8n-generate-metadata'), []);

for (const [name, task] of Object.entries({
	clean,
	compile,
	bundle,
	icons,
	codex,
	metadata,
})) {
	task.displayName = name;
}

exports.build = series(clean, compile, bundle, parallel(icons, codex), metadata);
exports.default = exports.build;
