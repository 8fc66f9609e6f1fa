import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { compiled } from '../support/compiled.mts';

const { ERROR_CODES } = compiled<typeof import('../../nodes/shared/errors/codes.ts')>(
	'nodes/shared/errors/codes',
);

const folder = new URL('../../', import.meta.url);
const docs = await readFile(new URL('docs/errors.md', folder), 'utf8');
const described = [...docs.matchAll(/^\| `([a-z_]+)`\s*\| [^|]+\| [^|]+\|$/gm)].map(
	([, code]) => code,
);

const sources = (await readdir(new URL('nodes', folder), { recursive: true })).filter(
	(file) => file.endsWith('.ts') && !file.endsWith('codes.ts'),
);
const texts = await Promise.all(
	sources.map(async (file) => await readFile(new URL(`nodes/${file}`, folder), 'utf8')),
);

describe('Codes of errors', () => {
	it('are each described once in docs/errors.md, with what to do, and no others are', () => {
		expect([...described].sort()).toEqual([...ERROR_CODES].sort());
	});

	it.each([...ERROR_CODES])('such as %s are given by something', (code) => {
		expect(texts.some((text) => text.includes(`'${code}'`))).toBe(true);
	});
});
