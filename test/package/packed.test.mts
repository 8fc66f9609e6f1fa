import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { credentials, names, nodes } from '../support/listed.mts';
import { installPacked, runIn, textOf, type Installed } from './tarball.mts';

let installed: Installed;
beforeAll(async () => {
	installed = await installPacked();
}, 60_000);
afterAll(async () => await installed.remove());

const scripts = () => installed.files.filter((file) => file.endsWith('.js'));

describe('The tarball', () => {
	it('is at most 200 kB', () => {
		expect(installed.tarballBytes).toBeLessThanOrEqual(200_000);
	});

	it('holds the build, the manifest, the licence and the readme, and nothing else', () => {
		const others = installed.files.filter((file) => !file.startsWith('dist/'));
		expect(others).toEqual(['LICENSE.md', 'README.md', 'index.js', 'package.json']);
	});

	it('has no leftovers of the build in dist', () => {
		const leftovers = /tsbuildinfo|package\.json|\.map$|\.ts$|\.mts$|test|simulator/;
		expect(
			installed.files.filter((file) => file.startsWith('dist/') && leftovers.test(file)),
		).toEqual([]);
	});

	it('has no dependencies', async () => {
		const manifest = JSON.parse(await textOf(installed, 'package.json'));
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		for (const key of ['bundledDependencies', 'bundleDependencies', 'overrides']) {
			expect(manifest).not.toHaveProperty(key);
		}
	});

	it('holds every file that the manifest, the icons and the codex files name', async () => {
		const { n8n, main } = JSON.parse(await textOf(installed, 'package.json'));
		for (const file of [...n8n.nodes, ...n8n.credentials, main]) {
			expect(installed.files).toContain(file);
		}
		for (const file of n8n.nodes as string[]) {
			expect(installed.files).toContain(file.replace(/\.js$/, '.json'));
		}
		const described = [
			...nodes.map(({ file, type }) => ({ file, icon: type.description.icon })),
			...credentials.map(({ file, type }) => ({ file, icon: type.icon })),
		];
		for (const { file, icon } of described) {
			for (const theme of Object.values(icon as { light: string; dark: string })) {
				const image = path.posix.join(path.posix.dirname(file), theme.replace('file:', ''));
				expect(installed.files).toContain(image);
			}
		}
	});

	it.each(['nodes', 'credentials'] as const)('lets n8n load all %s lazily', async (kind) => {
		const { n8n } = JSON.parse(await textOf(installed, 'package.json'));
		const known = JSON.parse(await textOf(installed, `dist/known/${kind}.json`)) as Record<
			string,
			{ sourcePath: string }
		>;
		expect(Object.keys(known).sort()).toEqual(names[kind]);
		expect(Object.values(known).map(({ sourcePath }) => sourcePath)).toEqual(n8n[kind]);
		const types = JSON.parse(await textOf(installed, `dist/types/${kind}.json`)) as Array<{
			name: string;
		}>;
		expect(types.map(({ name }) => name).sort()).toEqual(names[kind]);
	});

	it('requires its own files, n8n-workflow and node:crypto only', async () => {
		const allowed = /^(\.{1,2}\/|n8n-workflow$|node:crypto$)/;
		for (const file of scripts()) {
			const text = await textOf(installed, file);
			const names = [...text.matchAll(/\brequire\(\s*["'`]([^"'`]*)["'`]\s*\)/g)].map(
				([, name]) => name as string,
			);
			expect([file, names.filter((name) => !allowed.test(name))]).toEqual([file, []]);
			expect([file, [...text.matchAll(/\brequire\(/g)].length]).toEqual([file, names.length]);
			expect([file, /\bimport\(/.test(text)]).toEqual([file, false]);
		}
	});

	it('names no path and no address of the machine it was built on', async () => {
		for (const file of installed.files) {
			expect([
				file,
				/\/(home|root|work|tmp)\/|file:\/\//.test(await textOf(installed, file)),
			]).toEqual([file, false]);
		}
	});
});

describe('Where only n8n-workflow resolves', () => {
	it('nothing else does', async () => {
		const found = await runIn<string[]>(
			installed.folder,
			`import { createRequire } from 'node:module';
			const require = createRequire(process.cwd() + '/dist/nodes/x.js');
			const names = ['n8n-workflow', 'n8n-core', 'oauth-1.0a', 'jose', 'lodash', 'fastify', 'axios', 'luxon'];
			console.log(JSON.stringify(names.filter((name) => {
				try { return require.resolve(name); } catch { return false; }
			})));`,
		);
		expect(found).toEqual(['n8n-workflow']);
	});

	it('every node and every credential loads, and so does the package itself', async () => {
		const loaded = await runIn<{ nodes: string[]; credentials: string[] }>(
			installed.folder,
			`import { createRequire } from 'node:module';
			import { basename } from 'node:path';
			const require = createRequire(process.cwd() + '/package.json');
			const { n8n, main } = require('./package.json');
			require('./' + main);
			const make = (file, end) => new (require('./' + file)[basename(file, end)])();
			console.log(JSON.stringify({
				nodes: n8n.nodes.map((file) => make(file, '.node.js').description.name),
				credentials: n8n.credentials.map((file) => make(file, '.credentials.js').name),
			}));`,
		);
		expect({ nodes: loaded.nodes.sort(), credentials: loaded.credentials.sort() }).toEqual(names);
	});

	it('the account signs a call: nothing is required late', async () => {
		const headers = await runIn<unknown>(
			installed.folder,
			`import { createRequire } from 'node:module';
			const require = createRequire(process.cwd() + '/package.json');
			const { CloudElementsApi } = require('./dist/credentials/CloudElementsApi.credentials.js');
			const secrets = { environment: 'us', userSecret: 'a', organizationSecret: 'b' };
			const { headers } = await new CloudElementsApi().authenticate(secrets, { url: 'https://api.cloud-elements.com/elements/api-v2/elements' });
			console.log(JSON.stringify(headers));`,
		);
		expect(headers).toMatchObject({ Authorization: 'User a, Organization b' });
	});
});
