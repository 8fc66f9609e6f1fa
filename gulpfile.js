const { execFile } = require('node:child_process');
const { mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const { build, transform } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { homepage, n8n, version } = require('./package.json');

const run = promisify(execFile);
const bin = (name) => `node_modules/.bin/${name}`;

const clean = () =>
	Promise.all(['build', 'dist'].map((folder) => rm(folder, { recursive: true, force: true })));

// build/ holds a module for each source, for the tests; dist/ is what is published.
const compile = () => run(bin('tsc'), ['--project', 'tsconfig.json']);

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const MODULE = 'dist/cloudElements.js';
const entries = [...n8n.nodes, ...n8n.credentials];
const sourceOf = (file) => `./${path.posix.relative('dist', file).replace(/\.js$/, '')}`;

/** Published packages have no dependencies: the licences of what is built in go with it. */
async function licencesOf(inputs) {
	const libraries = new Set(
		inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
	);
	return await Promise.all(
		[...libraries].sort().map(async (library) => {
			const licence = await readFile(`node_modules/${library}/LICENSE`, 'utf8');
			// A line for each paragraph: what two licences share then packs once.
			return `/*! ${library}\n${licence.trim().replace(/(\S)\n(?=\S)/g, '$1 ')}\n*/\n`;
		}),
	);
}

// Our own code stays readable; what a library looks like is known elsewhere.
const smallLibraries = {
	name: 'small libraries',
	setup({ onLoad }) {
		onLoad({ filter: /node_modules.*\.js$/ }, async ({ path: file }) => {
			const { code } = await transform(await readFile(file, 'utf8'), {
				minify: true,
				format: 'cjs',
			});
			return { contents: code };
		});
	},
};

/** Indents by tabs, as the sources are: the tarball is a hundredth smaller. Texts of several lines must not change by it. */
async function withTabs(text) {
	const indented = text.replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2));
	const [before, after] = await Promise.all(
		[text, indented].map(async (one) => (await transform(one, { minify: true })).code),
	);
	if (before !== after) throw new Error('A text of several lines begins one with two blanks');
	return indented;
}

// One module for all of them: as 300 files the same code packs a quarter larger.
const bundle = async () => {
	const { metafile, outputFiles } = await build({
		stdin: {
			contents: entries.map((file) => `export * from '${sourceOf(file)}';`).join('\n'),
			resolveDir: '.',
			loader: 'ts',
		},
		outfile: MODULE,
		write: false,
		metafile: true,
		bundle: true,
		external: ['n8n-workflow'],
		legalComments: 'none',
		// Otherwise a linked node_modules leaves its path in the bundle.
		preserveSymlinks: true,
		platform: 'node',
		target: 'node20',
		plugins: [smallLibraries],
	});
	const head = `// Version ${version} of ${homepage}, whose sources say why; each part begins with the path of its own.\n`;
	const licences = await licencesOf(Object.keys(metafile.inputs));
	await mkdir('dist', { recursive: true });
	await writeFile(MODULE, [head, ...licences, await withTabs(outputFiles[0].text)].join(''));
};

// n8n finds each class in the file that package.json lists.
const stubs = () =>
	Promise.all(
		entries.map(async (file) => {
			const folder = path.posix.dirname(file);
			const name = path.posix.basename(file).replace(/\.(node|credentials)\.js$/, '');
			const from = path.posix.relative(folder, MODULE);
			await mkdir(folder, { recursive: true });
			await writeFile(file, `exports.${name} = require('${from}').${name};\n`);
		}),
	);

const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

// With these files n8n loads the package lazily: no node is required before it is used.
const metadata = () => run(bin('n8n-generate-metadata'), []);

for (const [name, task] of Object.entries({
	clean,
	compile,
	bundle,
	stubs,
	icons,
	codex,
	metadata,
})) {
	task.displayName = name;
}

exports.build = series(clean, parallel(compile, bundle, stubs, icons, codex), metadata);
exports.default = exports.build;
