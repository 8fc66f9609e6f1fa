import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoCredentials } from '../../demo/credentials.mts';
import { owner } from '../../demo/settings.mts';
import { N8nClient } from '../../n8n/client/client.mts';
import { importCredentials } from '../../n8n/client/import-credentials.mts';
import { until } from '../../n8n/polling.mts';
import { freePort } from '../../n8n/start/ports.mts';
import { startN8n, type N8nProcess } from '../../n8n/start/process.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { answerConsent } from '../support/consent.mts';
import { DEMO, pageWorkflow, startWaiting, waitOutputs, type Place } from './onboarding.mts';

/** An n8n of its own, which is stopped and started again. */
let home: string;
let n8n: N8nProcess | undefined;
let simulator: Simulator;
const encryptionKey = 'only for this test';

beforeAll(async () => {
	home = await mkdtemp(join(tmpdir(), 'cloud-elements-wait-'));
	simulator = await startSimulator();
});

afterAll(async () => {
	await n8n?.stop();
	await simulator.close();
	await rm(home, { recursive: true, force: true });
});

const logFile = () => join(home, 'n8n.log');

async function start(port: number): Promise<N8nClient> {
	await n8n?.stop();
	n8n = await startN8n({ home, port, encryptionKey, logFile: logFile() });
	const client = new N8nClient(n8n.origin);
	await client.signIn(owner);
	return client;
}

it('A customer who comes back after a restart of n8n resumes the execution that waits', async () => {
	const port = await freePort();
	const client = await start(port);
	const { origin } = client;
	const credentials = demoCredentials(
		{ n8n: origin, api: simulator.apiUrl, smtpPort: 0 },
		simulator.accounts.main,
	);
	await importCredentials(credentials, { home, encryptionKey, logFile: logFile() });
	const place: Place = { client, origin, ...DEMO };
	await client.publish(await client.createWorkflow(pageWorkflow(place)));
	const { executionId, link } = await startWaiting(place);

	const after = await start(port);
	const callback = await answerConsent(link);
	await until('the callback trigger being there again', async () =>
		(await fetch(callback)).status === 200 ? true : undefined,
	);
	const execution = await after.finishedExecution(executionId);
	expect(execution.status).toBe('success');
	expect(waitOutputs(execution).authorized).toEqual([
		expect.objectContaining({ customerId: 'cus_88' }),
	]);
}, 600_000);
