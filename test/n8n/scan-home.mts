import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { json } from 'node:stream/consumers';
import type { Scan, Scanned } from './secret-scan.mts';

/** Of n8n's own Node, which runs this; the one that runs the tests may be too old to have it. */
interface Sqlite {
	DatabaseSync: new (
		file: string,
		options: { readOnly: boolean },
	) => {
		prepare(sql: string): { iterate(): Iterable<Record<string, unknown>> };
		close(): void;
	};
}

const { DatabaseSync } = process.getBuiltinModule('node:sqlite') as unknown as Sqlite;

/** What a secret looks like in a text, a URL, JSON or base64, where it may begin at any of three places. */
function formsOf(secret: string): string[] {
	const inBase64 = ['', 'x', 'xx'].map((before) =>
		// Its ends depend on what stands beside it.
		Buffer.from(before + secret)
			.toString('base64')
			.slice(before.length === 0 ? 0 : 4, -4),
	);
	return [
		...new Set([
			secret,
			encodeURIComponent(secret),
			JSON.stringify(secret).slice(1, -1),
			...inBase64,
		]),
	];
}

/** A place, and something that stands there. */
type Text = readonly [where: string, text: string];

/** Every text in the database, by table and column. */
function* textsInDatabase(file: string): Generator<Text> {
	const database = new DatabaseSync(file, { readOnly: true });
	const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").iterate();
	for (const { name: table } of tables) {
		for (const row of database.prepare(`SELECT * FROM "${String(table)}"`).iterate()) {
			for (const [column, value] of Object.entries(row)) {
				const where = `${String(table)}.${column}`;
				if (typeof value === 'string') yield [where, value];
				if (value instanceof Uint8Array) yield [where, Buffer.from(value).toString('latin1')];
			}
		}
	}
	database.close();
}

/** Every other file of a folder. */
async function* textsInFiles(folder: string): AsyncGenerator<Text> {
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || entry.name.startsWith('database.sqlite')) continue;
		const file = join(entry.parentPath, entry.name);
		yield [relative(folder, file), await readFile(file, 'latin1')];
	}
}

/** What an n8n keeps in its home folder, and what was put there beside it. */
async function* textsOf(home: string): AsyncGenerator<Text> {
	yield* textsInDatabase(join(home, '.n8n', 'database.sqlite'));
	yield* textsInFiles(home);
}

/** Looks for everything that is wanted in one pass. */
async function scan({ home, secrets, control }: Scan): Promise<Scanned> {
	const wanted = Object.entries(secrets).map(([name, secret]) => [name, formsOf(secret)] as const);
	const controlled = new Set<string>();
	const found = new Set<string>();
	for await (const [where, text] of textsOf(home)) {
		if (text.includes(control)) controlled.add(where);
		for (const [name, forms] of wanted) {
			if (forms.some((form) => text.includes(form))) found.add(`${name} is in ${where}`);
		}
	}
	return { controlled: [...controlled], found: [...found] };
}

console.log(JSON.stringify(await scan((await json(process.stdin)) as Scan)));
