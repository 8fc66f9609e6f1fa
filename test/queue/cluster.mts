import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient } from '../../n8n/client/client.mts';
import { ensureInstalled } from '../../n8n/install/install.mts';
import { freePort } from '../../n8n/start/ports.mts';
import { owner } from '../../demo/settings.mts';
import { startBalancer } from './balancer.mts';
import { Member } from './member.mts';
import { startPostgres, startRedis, type Postgres, type Redis } from './services.mts';

/** An n8n in queue mode: one main process, two for webhooks behind a load balancer, two workers. */
export interface Cluster {
	/** Signed in at the main process. */
	client: N8nClient;
	/** Where webhooks arrive: the load balancer. */
	origin: string;
	main: Member;
	webhooks: readonly [Member, Member];
	workers: readonly [Member, Member];
	postgres: Postgres;
	redis: Redis;
	stop(): Promise<void>;
}

/**
 * How long n8n takes a silent worker for alive. Its own values are four times as long. They must be more than a busy
 * machine can keep a living worker from saying that it lives.
 */
const LIVENESS = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/**
 * How long an execution waits for one of the two connections that a process has to PostgreSQL. n8n's own 20 s are
 * over where a slow machine takes a hundred executions at once, and it fails them.
 */
const DB_POSTGRESDB_CONNECTION_TIMEOUT = '120000';

/** Starts PostgreSQL, Redis, the load balancer and n8n's processes, each with ports of its own. */
export async function startCluster(): Promise<Cluster> {
	await ensureInstalled({ report: (line) => process.stderr.write(`${line}\n`) });
	const home = await mkdtemp(join(tmpdir(), 'cloud-elements-queue-'));
	await chmod(home, 0o755);
	const stops: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		for (const end of stops.reverse()) await end();
		await rm(home, { recursive: true, force: true });
	};
	try {
		const postgres = await startPostgres(join(home, 'postgres'));
		stops.push(async () => await postgres.stop());
		const redis = await startRedis(join(home, 'redis'));
		stops.push(async () => await redis.stop());
		const balancer = await startBalancer();
		stops.push(async () => await balancer.close());
		const environment = {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			// As docs/operations.md recommends it.
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
			// So many executions at once in a worker: all of a trouble, so that nobody waits behind others.
			N8N_CONCURRENCY_PRODUCTION_LIMIT: '100',
			...LIVENESS,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: 'postgres',
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_CONNECTION_TIMEOUT,
			WEBHOOK_URL: balancer.origin,
		};
		const member = async (command: 'start' | 'worker' | 'webhook', serves?: typeof balance) => {
			const port = await freePort();
			// Beside each other, because each keeps files of its own.
			const place = join(home, `${command}-${port}`);
			const encryptionKey = 'only for tests';
			const options = { home: place, command, port, encryptionKey, logFile: `${place}.log` };
			return new Member({ ...options, environment }, serves);
		};
		const balance = (origin: string, ready: boolean) => {
			if (ready) balancer.targets.add(origin);
			else balancer.targets.delete(origin);
		};
		const main = await member('start');
		const webhooks = [await member('webhook', balance), await member('webhook', balance)] as const;
		const workers = [await member('worker'), await member('worker')] as const;
		const members = [main, ...webhooks, ...workers];
		stops.push(async () => await Promise.all(members.map(async (one) => await one.stop())));
		// Alone: it makes the tables.
		await main.start();
		await Promise.all(members.map(async (one) => await one.start()));
		const client = new N8nClient(main.origin);
		await client.signIn(owner);
		return { client, origin: balancer.origin, main, webhooks, workers, postgres, redis, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
