import { createRequire } from 'node:module';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { CredentialWithData } from '../../n8n/client/client.mts';
import { n8nCommand } from '../../n8n/paths.mts';

/** Secrets by what they are called. */
export type Secrets = Record<string, string>;

const NAMED_SECRET = /secret|token$|signature|subscriptionKey|password/i;
const SHORTEST = 8;

function secretsIn(data: object, label: string): Secrets {
	const found: Secrets = {};
	for (const [name, value] of Object.entries(data) as Array<[string, unknown]>) {
		const path = `${label}: ${name}`;
		if (typeof value === 'object' && value !== null) Object.assign(found, secretsIn(value, path));
		if (typeof value !== 'string' || !NAMED_SECRET.test(name)) continue;
		if (value.length >= SHORTEST) found[path] = value;
	}
	return found;
}

/** Everything secret that credentials hold. */
export function secretsOf(credentials: readonly CredentialWithData[]): Secrets {
	return Object.assign(
		{},
		...credentials.map(({ name, data }) => secretsIn(data, name)),
	) as Secrets;
}

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

interface Database {
	all(sql: string, parameters: unknown[]): Promise<Array<Record<string, unknown>>>;
	close(): void;
}

/** Opens n8n's database with n8n's own driver. */
function openDatabase(file: string): Database {
	const { Database: Sqlite } = createRequire(n8nCommand)('sqlite3') as {
		Database: new (file: string) => {
			all(
				sql: string,
				parameters: unknown[],
				done: (error: Error | null, rows: never) => void,
			): void;
			close(): void;
		};
	};
	const database = new Sqlite(file);
	return {
		all: promisify(database.all.bind(database)) as Database['all'],
		close: () => database.close(),
	};
}

/** A place, and something that stands there. */
type Text = readonly [where: string, text: string];

const ROWS_AT_ONCE = 200;

/** Every text in the database, by table and column. */
async function* textsInDatabase(file: string): AsyncGenerator<Text> {
	const database = openDatabase(file);
	const tables = await database.all("SELECT name FROM sqlite_master WHERE type = 'table'", []);
	for (const { name: table } of tables as Array<{ name: string }>) {
		for (let offset = 0; ; offset += ROWS_AT_ONCE) {
			const sql = `SELECT * FROM "${table}" LIMIT ? OFFSET ?`;
			const rows = await database.all(sql, [ROWS_AT_ONCE, offset]);
			for (const row of rows) {
				for (const [column, value] of Object.entries(row)) {
					if (typeof value === 'string') yield [`${table}.${column}`, value];
					if (Buffer.isBuffer(value)) yield [`${table}.${column}`, value.toString('latin1')];
				}
			}
			if (rows.length < ROWS_AT_ONCE) break;
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

/** The file for what browsers were sent, in the home folder of n8n. */
export const PAGES_FILE = 'pages.txt';

/** Keeps the pages that n8n sends to whoever fetches them in this process, for {@link findSecrets}. */
export function keepPages(origin: string, home: string): void {
	const send = globalThis.fetch;
	globalThis.fetch = async (...given) => {
		const response = await send(...given);
		const isPage = response.headers.get('content-type')?.startsWith('text/html');
		if (isPage && response.url.startsWith(`${origin}/webhook`)) {
			await appendFile(
				join(home, PAGES_FILE),
				`${response.url}\n${await response.clone().text()}\n`,
			);
		}
		return response;
	};
}

/** Where a text has to be found for what is not found to mean something. */
const CONTROLLED = ['workflow_entity.nodes', 'n8n.log', PAGES_FILE];

/**
 * Looks for secrets in everything that an n8n has stored, logged and sent to browsers.
 *
 * @param control a text that stands in the database, in the log and among the pages
 * @returns what was found where; nothing when all is well
 * @throws Error where the control is not found, because then nothing would be
 */
export async function findSecrets(
	home: string,
	secrets: Secrets,
	control: string,
): Promise<string[]> {
	const wanted = Object.entries(secrets).map(([name, secret]) => [name, formsOf(secret)] as const);
	const controlled = new Set<string>();
	const found = new Set<string>();
	for await (const [where, text] of textsOf(home)) {
		if (text.includes(control)) controlled.add(where);
		for (const [name, forms] of wanted) {
			if (forms.some((form) => text.includes(form))) found.add(`${name} is in ${where}`);
		}
	}
	const missed = CONTROLLED.filter((where) => !controlled.has(where));
	if (missed.length > 0) throw new Error(`The control is not found in ${missed.join(', ')}`);
	return [...found];
}
