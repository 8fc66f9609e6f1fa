import { once } from 'node:events';
import { chown, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { execa, type Options } from 'execa';
import { until } from '../../n8n/polling.mts';
import { freePort } from '../../n8n/start/ports.mts';
import { Problem } from '../../n8n/problem.mts';
import { findPostgres, NO_SERVICES } from './installed.mts';

/** A server that was started for the tests. */
export interface Service {
	port: number;
	stop(): Promise<void>;
}

function postgresBinaries(): string {
	const folder = findPostgres();
	if (folder === undefined) throw new Problem(NO_SERVICES);
	return folder;
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

interface Starting {
	command: string;
	args: string[];
	port: number;
	/** By which it ends in order. */
	signal: NodeJS.Signals;
	options?: Options;
}

async function serve({ command, args, port, signal, options = {} }: Starting): Promise<Service> {
	const server = execa(command, args, { ...options, stdio: 'ignore', reject: false });
	await until('a server', async () => await listening(port));
	return {
		port,
		stop: async () => {
			server.kill(signal);
			await server;
		},
	};
}

/** A PostgreSQL that can be asked. */
export interface Postgres extends Service {
	/** Gives the rows of an answer, each value as text. */
	rows(sql: string): Promise<string[][]>;
}

/** A PostgreSQL of its own in this folder, on this machine only, with a user `postgres` without password. */
export async function startPostgres(folder: string): Promise<Postgres> {
	const binaries = postgresBinaries();
	const user = await identity();
	await mkdir(folder, { recursive: true });
	if (user.uid !== undefined) await chown(folder, user.uid, user.gid ?? -1);
	const data = join(folder, 'data');
	const init = ['-D', data, '-U', 'postgres', '--auth=trust', '-N'];
	await execa(join(binaries, 'initdb'), init, { cwd: folder, ...user });
	const port = await freePort();
	const service = await serve({
		command: join(binaries, 'postgres'),
		args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'],
		port,
		signal: 'SIGINT',
		options: { cwd: folder, ...user },
	});
	const ask = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-At', '-c'];
	return {
		...service,
		rows: async (sql) => {
			const { stdout } = await execa(join(binaries, 'psql'), [...ask, sql]);
			return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('|')]));
		},
	};
}

/** A Redis that can be restarted, and asked how many entries a list has. */
export interface Redis extends Service {
	/** Ends it and starts it again with what it had. */
	restart(): Promise<void>;
	length(list: string): Promise<number>;
}

/** A Redis of its own that keeps what it holds in this folder, as Redis advises for a queue: each change in a file. */
export async function startRedis(folder: string): Promise<Redis> {
	await mkdir(folder, { recursive: true });
	const port = await freePort();
	const address = ['--port', String(port), '--bind', '127.0.0.1'];
	const args = [...address, '--dir', folder, '--save', '', '--appendonly', 'yes'];
	const start = async () => await serve({ command: 'redis-server', args, port, signal: 'SIGTERM' });
	let service = await start();
	return {
		port,
		stop: async () => await service.stop(),
		restart: async () => {
			await service.stop();
			service = await start();
		},
		length: async (list) => {
			const { stdout } = await execa('redis-cli', ['-p', String(port), 'LLEN', list]);
			return Number(stdout);
		},
	};
}
