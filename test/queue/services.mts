import { once } from 'node:events';
import { chown, mkdir, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { execa, type ResultPromise } from 'execa';
import { until } from '../../n8n/polling.mts';
import { freePort } from '../../n8n/start/ports.mts';
import { Problem } from '../../n8n/problem.mts';

/** A server that was started for the tests. */
export interface Service {
	port: number;
	stop(): Promise<void>;
}

/** Where Debian puts what is not for every day. */
const postgresVersions = '/usr/lib/postgresql';

async function postgresBinaries(): Promise<string> {
	const versions = await readdir(postgresVersions).catch(() => []);
	const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
	if (newest !== undefined) return join(postgresVersions, newest, 'bin');
	throw new Problem('PostgreSQL is not installed: apt-get install postgresql redis-server');
}

/** PostgreSQL refuses to run as root, so root lends it the user that Debian made for it. */
async function identity(): Promise<{ uid?: number; gid?: number }> {
	if (process.getuid?.() !== 0) return {};
	const idOf = async (flag: string) => Number((await execa('id', [flag, 'postgres'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}

async function listening(port: number): Promise<true | undefined> {
	const socket = connect(port, '127.0.0.1');
	const outcome = await Promise.race([
		once(socket, 'connect').then(() => true as const),
		once(socket, 'error').then(() => undefined),
	]).catch(() => undefined);
	socket.destroy();
	return outcome;
}

async function serve(
	server: ResultPromise,
	port: number,
	signal: NodeJS.Signals,
): Promise<Service> {
	await until('a server', async () => await listening(port));
	return {
		port,
		stop: async () => {
			server.kill(signal);
			await server;
		},
	};
}

/** A PostgreSQL of its own in this folder, on this machine only, with a user `postgres` without password. */
export async function startPostgres(folder: string): Promise<Service> {
	const binaries = await postgresBinaries();
	const user = await identity();
	await mkdir(folder, { recursive: true });
	if (user.uid !== undefined) await chown(folder, user.uid, user.gid ?? -1);
	const data = join(folder, 'data');
	const init = ['-D', data, '-U', 'postgres', '--auth=trust', '-N'];
	await execa(join(binaries, 'initdb'), init, { cwd: folder, ...user });
	const port = await freePort();
	const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'];
	const options = { cwd: folder, stdio: 'ignore', reject: false, ...user } as const;
	return await serve(execa(join(binaries, 'postgres'), args, options), port, 'SIGINT');
}

/** A Redis that keeps nothing. */
export async function startRedis(): Promise<Service> {
	const port = await freePort();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	return await serve(
		execa('redis-server', args, { stdio: 'ignore', reject: false }),
		port,
		'SIGTERM',
	);
}
