import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import which from 'which';

/** Where Debian puts PostgreSQL's programs that are not for every day. */
const VERSIONS = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL's programs, if there is one. */
export function findPostgres(): string | undefined {
	if (!existsSync(VERSIONS)) return undefined;
	const newest = readdirSync(VERSIONS)
		.sort((a, b) => Number(a) - Number(b))
		.map((version) => join(VERSIONS, version, 'bin'))
		.filter((folder) => existsSync(join(folder, 'initdb')));
	return newest.at(-1);
}

/** Whether queue mode can be had here: both servers, which the tests start themselves. */
export const hasServices = (): boolean =>
	findPostgres() !== undefined && which.sync('redis-server', { nothrow: true }) !== null;

/** For who wanted it. */
export const NO_SERVICES =
	'PostgreSQL or Redis is missing. Debian, Ubuntu: sudo apt-get install -y postgresql redis-server';
