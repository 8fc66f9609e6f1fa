import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient } from '../../n8n/client/client.mts';
import { ensureInstalled } from '../../n8n/install/install.mts';
import { freePort } from '../../n8n/start/ports.mts';
import { startN8n, type N8nProcess } from '../../n8n/start/process.mts';
import { owner } from '../../demo/settings.mts';
import { startPostgres, startRedis } from './services.mts';

/** An n8n in queue mode: main, one process for webhooks, workers. */
export interface Cluster {
	/** Signed in at the main process. */
	client: N8nClient;
	/** Where webhooks arrive. */
	webhooks: N8nProcess;
	workers: N8nProcess[];
	startWorker(): Promise<N8nProcess>;
	stop(): Promise<void>;
}

/** Starts PostgreSQL, Redis and n8n's processes, each with ports of its own. */
export async function startCluster(workerCount: number): Promise<Cluster> {
	await ensureInstalled({ report: (line) => process.stderr.write(`${line}\n`) });
	const home = await mkdtemp(join(tmpdir(), 'cloud-elements-queue-'));
	await chmod(home, 0o755);
	const stops: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const end of stops.reverse()) await end();
		await rm(home, { recursive: true, force: true });
	};
	try {
		const postgres = await startPostgres(join(home, 'postgres'));
		stops.push(async () => await postgres.stop());
		const redis = await startRedis();
		stops.push(async () => await redis.stop());
		const webhookPort = await freePort();
		const environment = {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			// So that the job of a worker that died is soon given to another.
			QUEUE_WORKER_LOCK_DURATION: '2000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '500',
			QUEUE_WORKER_STALLED_INTERVAL: '1000',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: 'postgres',
			DB_POSTGRESDB_DATABASE: 'postgres',
			WEBHOOK_URL: `http://localhost:${webhookPort}`,
		};
		const start = async (command: 'start' | 'worker' | 'webhook', port: number) => {
			const n8n = await startN8n({
				// Beside each other, because each keeps files of its own.
				home: join(home, `${command}-${port}`),
				command,
				port,
				encryptionKey: 'only for tests',
				logFile: join(home, `${command}-${port}.log`),
				environment,
			});
			stops.push(async () => await n8n.stop());
			return n8n;
		};
		const main = await start('start', await freePort());
		const client = new N8nClient(main.origin);
		await client.signIn(owner);
		const webhooks = await start('webhook', webhookPort);
		const startWorker = async () => await start('worker', await freePort());
		const workers: N8nProcess[] = [];
		for (let n = 0; n < workerCount; n++) workers.push(await startWorker());
		return { client, webhooks, workers, startWorker, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
