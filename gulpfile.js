const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

const run = promisify(execFile);
const bin = (name) => `node_modules/.bin/${name}`;

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () => run(bin('tsc'), ['--project', 'tsconfig.json']);

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

// With these files n8n loads the package lazily: no node is required before it is used.
const metadata = () => run(bin('n8n-generate-metadata'), []);

for (const [name, task] of Object.entries({ clean, compile, icons, codex, metadata })) {
	task.displayName = name;
}

exports.build = series(clean, compile, parallel(icons, codex), metadata);
exports.default = exports.build;
