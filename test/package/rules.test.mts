import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installPacked, root, runIn, type Installed } from './tarball.mts';

/** The rules by which n8n scans a community package before it is verified, inline comments ignored. */
const scanner = pathToFileURL(
	path.join(
		path.dirname(
			createRequire(import.meta.url).resolve('@n8n/scan-community-package/package.json'),
		),
		'scanner/scanner.mjs',
	),
).href;

interface Analysis {
	passed: boolean;
	message?: string;
	details?: string;
}

async function analyze(folder: string, patterns: string): Promise<Analysis> {
	return await runIn<Analysis>(
		folder,
		`const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(${JSON.stringify(scanner)});
		const { passed, message, details } = await analyzePackage(process.cwd(), ${patterns});
		console.log(JSON.stringify({ passed, message, details }));`,
	);
}

let installed: Installed;
let source: string;
beforeAll(async () => {
	installed = await installPacked();
	source = await mkdtemp(path.join(tmpdir(), 'source-'));
	for (const part of ['nodes', 'credentials', 'icons', 'package.json']) {
		await cp(path.join(root, part), path.join(source, part), { recursive: true });
	}
}, 60_000);
afterAll(async () => {
	await installed.remove();
	await rm(source, { recursive: true, force: true });
});

describe('The rules of n8n’s scanner', () => {
	it('find nothing in the source', async () => {
		expect(await analyze(source, 'SOURCE_FILE_PATTERNS')).toEqual({ passed: true });
	}, 120_000);

	it('find nothing in the tarball', async () => {
		expect(await analyze(installed.folder, "['**/*.js', 'package.json']")).toEqual({
			passed: true,
		});
	}, 120_000);
});

describe('No rule is disabled', () => {
	it('under nodes/ and credentials/', async () => {
		const folders = ['nodes', 'credentials'].map((folder) => path.join(source, folder));
		const entries = (
			await Promise.all(
				folders.map(async (it) => await readdir(it, { recursive: true, withFileTypes: true })),
			)
		).flat();
		const files = entries
			.filter((it) => it.isFile())
			.map((it) => path.join(it.parentPath, it.name));
		expect(files.length).toBeGreaterThan(30);
		for (const file of files) {
			const text = await readFile(file, 'utf8');
			const disabled = /eslint-disable|@ts-(ignore|nocheck|expect-error)/.exec(text)?.[0];
			expect([path.relative(source, file), disabled]).toEqual([
				path.relative(source, file),
				undefined,
			]);
		}
	});
});
