import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const own = path.relative(root, fileURLToPath(import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Files below a folder; what npm installed there is not ours. */
function filesIn(folder: string): string[] {
	return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(folder, entry.name);
		if (!entry.isDirectory()) return [file];
		return entry.name === 'node_modules' ? [] : filesIn(file);
	});
}

/** Code as one line, so that a comment may break anywhere. */
const inOneLine = (code: string) => code.replace(/\s*\n\s*(?:\*(?!\/)|\/\/)?\s*/g, ' ');

const sources = ['nodes', 'credentials', 'simulator', 'demo', 'n8n', 'test']
	.flatMap(filesIn)
	.filter((file) => /\.m?[tj]s$/.test(file) && file !== own)
	.map((file) => ({ file, text: inOneLine(read(file)) }));

/** `"One"`, `"One" and "Two"`, `"One", "Two"`. */
const QUOTED = String.raw`"[^"]+"(?:(?:,| and) "[^"]+")*`;

const namesIn = (quoted: string) => [...quoted.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);

const headingsOf = (page: string) =>
	[...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);

/** What a text cites that is not where it says. */
function deadCitations(text: string): string[] {
	const cited = new RegExp(String.raw`\b((?:docs/)?[\w-]+\.md)(?:, (${QUOTED}))?`, 'g');
	const dead = [...text.matchAll(cited)].flatMap(([, page = '', quoted = '']) => {
		if (!page.startsWith('docs/') && quoted === '') return [];
		if (!existsSync(path.join(root, page))) return [page];
		const headings = headingsOf(page);
		return namesIn(quoted)
			.filter((name) => !headings.includes(name))
			.map((name) => `${page}, "${name}"`);
	});
	const guides = read('docs/platform-api.md');
	const unknown = [...text.matchAll(new RegExp(String.raw`\b[Gg]uides?,? (${QUOTED})`, 'g'))]
		.flatMap(([, quoted = '']) => namesIn(quoted))
		.filter((name) => !guides.includes(`"${name}"`))
		.map((name) => `guide "${name}"`);
	return [...dead, ...unknown];
}

/** Papers that only their authors have. */
const ELSEWHERE = /\bAPI reference\b|\breference,? \(?(?:§|part \d)|\bDESIGN\b|\bissue \d/g;

describe('A citation', () => {
	it.each([
		['docs/platform-api.md, "Instances"', []],
		['docs/platform-api.md, "Quirks" and "Error catalogue"', []],
		['docs/platform-api.md, "CEQL", "Nowhere"', ['docs/platform-api.md, "Nowhere"']],
		['docs/no-page.md', ['docs/no-page.md']],
		['guides, "Create an Instance" and "Nothing"', ['guide "Nothing"']],
	])('is looked up: %s', (text, dead) => {
		expect(deadCitations(text)).toEqual(dead);
	});

	it('of a page or a guide leads to a heading that is there', () => {
		const dead = sources.flatMap(({ file, text }) =>
			deadCitations(text).map((citation) => `${file}: ${citation}`),
		);
		expect(dead).toEqual([]);
	});

	it('is of something in the repository or public', () => {
		const pages = [
			...filesIn('docs').filter((file) => file.endsWith('.md')),
			'README.md',
			'CONTRIBUTING.md',
			'SECURITY.md',
		];
		const texts = [...sources, ...pages.map((file) => ({ file, text: read(file) }))];
		const found = texts.flatMap(({ file, text }) =>
			[...text.matchAll(ELSEWHERE)].map(([words]) => `${file}: ${words}`),
		);
		expect(found).toEqual([]);
	});
});
