import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
	cruise,
	type IConfiguration,
	type ICruiseOptions,
	type ICruiseResult,
} from 'dependency-cruiser';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { default: rooms } = (await import(path.join(root, '.dependency-cruiser.mjs'))) as {
	default: IConfiguration;
};
const { tsPreCompilationDeps } = rooms.options ?? {};

async function cruised(baseDir: string, folders: string[], options: ICruiseOptions = {}) {
	const { output } = await cruise(folders, {
		baseDir,
		tsPreCompilationDeps,
		doNotFollow: { path: 'node_modules' },
		...options,
	});
	return output as ICruiseResult;
}

/** Names of the rules that two files break of which the first imports from the second, and perhaps the other way too. */
async function broken(from: string, to: string, back = false): Promise<string[]> {
	const house = await mkdtemp(path.join(tmpdir(), 'rooms-'));
	try {
		const put = async (file: string, other?: string) => {
			const target = path.join(house, file);
			await mkdir(path.dirname(target), { recursive: true });
			const way = path.relative(path.dirname(file), other ?? file).replace(/\.ts$/, '');
			const line = `import type { X } from '${way.startsWith('.') ? way : `./${way}`}';\n`;
			await writeFile(target, `${other ? line : ''}export interface X { x?: unknown }\n`);
		};
		await put(from, to);
		await put(to, back ? from : undefined);
		const { summary } = await cruised(house, ['.'], {
			validate: true,
			ruleSet: { forbidden: rooms.forbidden },
		});
		return [...new Set(summary.violations.map(({ rule }) => rule.name))];
	} finally {
		await rm(house, { recursive: true, force: true });
	}
}

describe('An import is refused', () => {
	it.each([
		['nodes/A/a.ts', 'nodes/B/b.ts', 'one-node-from-another'],
		['nodes/shared/run/a.ts', 'nodes/A/a.ts', 'shared-from-a-node'],
		['nodes/shared/api/a.ts', 'nodes/shared/elements/xero.ts', 'api-from-elements-or-a-provider'],
		['nodes/shared/api/a.ts', 'nodes/shared/intuit/fault.ts', 'api-from-elements-or-a-provider'],
		['nodes/A/a.ts', 'simulator/a.mts', 'published-from-beside'],
		['credentials/a.ts', 'nodes/A/a.ts', 'credential-from-a-node'],
		['simulator/a.mts', 'nodes/shared/api/a.ts', 'simulator-from-another-room'],
		['simulator/a.mts', 'test/a.mts', 'simulator-from-another-room'],
		['n8n/a.mts', 'demo/a.mts', 'n8n-from-another-room'],
		['n8n/a.mts', 'test/a.mts', 'n8n-from-another-room'],
		['demo/a.mts', 'test/a.mts', 'demo-from-tests'],
	])('of %s from %s', async (from, to, rule) => {
		expect(await broken(from, to)).toEqual([rule]);
	});

	it('of two files from each other', async () => {
		expect(await broken('nodes/A/a.ts', 'nodes/A/b.ts', true)).toEqual(['circle']);
	});
});

it('An import within a room and from the shared one is allowed', async () => {
	expect(await broken('nodes/A/a.ts', 'nodes/A/operations/b.ts')).toEqual([]);
	expect(await broken('nodes/A/a.ts', 'nodes/shared/api/a.ts')).toEqual([]);
	expect(await broken('nodes/shared/api/a.ts', 'nodes/shared/errors/a.ts')).toEqual([]);
});

/** A node by its folder, a credential by its file. */
const userOf = (file: string) =>
	/^nodes\/(?!shared\/)[^/]+/.exec(file)?.[0] ??
	/^credentials\/.+\.credentials\.ts$/.exec(file)?.[0];

it('Each file of nodes/shared/ is reached by several nodes and credentials', async () => {
	const { modules } = await cruised(root, ['nodes', 'credentials']);
	const imports = new Map(
		modules.map(({ source, dependencies }) => [source, dependencies.map((it) => it.resolved)]),
	);
	const users = new Map<string, Set<string>>();
	const reach = (file: string, user: string) => {
		const known = users.get(file) ?? new Set();
		if (known.has(user)) return;
		users.set(file, known.add(user));
		for (const next of imports.get(file) ?? []) reach(next, user);
	};
	for (const file of imports.keys()) {
		const user = userOf(file);
		if (user) reach(file, user);
	}
	const shared = [...imports.keys()].filter((file) => file.startsWith('nodes/shared/'));
	expect(shared.length).toBeGreaterThan(30);
	const ofOne = shared.filter((file) => (users.get(file)?.size ?? 0) < 2);
	expect(ofOne.map((file) => [file, ...(users.get(file) ?? [])])).toEqual([]);
}, 120_000);

it('docs/architecture.md names files that there are', async () => {
	const page = await readFile(path.join(root, 'docs/architecture.md'), 'utf8');
	const named = [...page.matchAll(/`([\w./-]+\.(?:m?ts|mjs|json|md))`/g)].map(
		([, file]) => file ?? '',
	);
	expect(named.length).toBeGreaterThan(15);
	const isThere = (file: string) =>
		[file, `nodes/${file}`].some((it) => existsSync(path.join(root, it)));
	expect(named.filter((file) => !isThere(file))).toEqual([]);
});
