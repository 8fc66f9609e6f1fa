import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { owner } from '../../demo/settings.mts';
import { N8nClient, type CredentialWithData } from '../../n8n/client/client.mts';
import { importCredentials } from '../../n8n/client/import-credentials.mts';
import { startN8n, type N8nProcess } from '../../n8n/start/process.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';

/** Longer than an n8n is given to end by itself. */
const STOP_TIMEOUT_MS = 60_000;

const encryptionKey = 'only for this test';

/** An n8n that one test file has for itself, to stop and start it, with a simulator. */
export interface OwnN8n {
	simulator: Simulator;
	/** Starts n8n on its home folder, as a service manager or a move to another machine would; stops it first where it runs. */
	start(port: number): Promise<N8nClient>;
	import(credentials: CredentialWithData[]): Promise<void>;
}

/** Gives a test file an n8n of its own, which is gone with its data after the tests. */
export function useOwnN8n(): OwnN8n {
	let home: string;
	let n8n: N8nProcess | undefined;
	const logFile = () => join(home, 'n8n.log');
	const own = {
		start: async (port: number) => {
			await n8n?.stop();
			n8n = await startN8n({ home, port, encryptionKey, logFile: logFile() });
			const client = new N8nClient(n8n.origin);
			await client.signIn(owner);
			return client;
		},
		import: async (credentials: CredentialWithData[]) => {
			await importCredentials(credentials, { home, encryptionKey, logFile: logFile() });
		},
	} as OwnN8n;
	beforeAll(async () => {
		home = await mkdtemp(join(tmpdir(), 'cloud-elements-own-'));
		own.simulator = await startSimulator();
	});
	afterAll(async () => {
		await n8n?.stop();
		await own.simulator.close();
		await rm(home, { recursive: true, force: true });
	}, STOP_TIMEOUT_MS);
	return own;
}
