import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { CredentialWithData } from '../../n8n/client/client.mts';
import { nodeBinary } from '../../n8n/start/environment.mts';

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

/** What is looked for, and where. */
export interface Scan {
	/** Home folder of an n8n that has ended. */
	home: string;
	secrets: Secrets;
	control: string;
}

/** What was found where. */
export interface Scanned {
	controlled: string[];
	found: string[];
}

/** Where a text has to be found for what is not found to mean something. */
const CONTROLLED = ['workflow_entity.nodes', 'n8n.log', PAGES_FILE];

const SCRIPT = fileURLToPath(new URL('scan-home.mts', import.meta.url));

/**
 * Looks for secrets in everything that an n8n has stored, logged and sent to browsers.
 *
 * @returns what was found where; nothing when all is well
 * @throws Error where the control is not found in the database, in the log and among the pages
 */
export async function findSecrets(scan: Scan): Promise<string[]> {
	const input = JSON.stringify(scan);
	const args = ['--no-warnings', '--experimental-strip-types', SCRIPT];
	const { stdout } = await execa(nodeBinary(), args, { input });
	const { controlled, found } = JSON.parse(stdout) as Scanned;
	const missed = CONTROLLED.filter((where) => !controlled.includes(where));
	if (missed.length > 0) throw new Error(`The control is not found in ${missed.join(', ')}`);
	return found;
}
