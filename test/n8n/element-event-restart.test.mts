import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoCredentials } from '../../demo/credentials.mts';
import { N8nClient } from '../../n8n/client/client.mts';
import { importCredentials } from '../../n8n/client/import-credentials.mts';
import { until } from '../../n8n/polling.mts';
import { freePort } from '../../n8n/start/ports.mts';
import { startN8n, type N8nProcess } from '../../n8n/start/process.mts';
import { owner } from '../../demo/settings.mts';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { connect } from '../support/connected.mts';
import {
	configurationOf,
	deliver,
	deliverElsewhere,
	delivery,
	deliveryOf,
	EARLIER,
	event,
	eventWorkflow,
} from './events.mts';

/** An n8n of its own, which is stopped and started again. */
let home: string;
let n8n: N8nProcess | undefined;
let simulator: Simulator;
const encryptionKey = 'only for this test';

beforeAll(async () => {
	home = await mkdtemp(join(tmpdir(), 'cloud-elements-restart-'));
	simulator = await startSimulator();
});

afterAll(async () => {
	await n8n?.stop();
	await simulator.close();
	await rm(home, { recursive: true, force: true });
});

const logFile = () => join(home, 'n8n.log');

/** Starts n8n on the home folder, as a service manager or a move to another machine would. */
async function start(port: number): Promise<N8nClient> {
	await n8n?.stop();
	n8n = await startN8n({ home, port, encryptionKey, logFile: logFile() });
	const client = new N8nClient(n8n.origin);
	await client.signIn(owner);
	return client;
}

it('Events go on arriving after n8n was restarted and after it moved, and go back in the end', async () => {
	const customer = await connect(simulator);
	await deliverElsewhere(simulator, customer.id);
	const patches = () =>
		simulator.requests({ method: 'PATCH', path: `/instances/${customer.id}$` }).length;
	const port = await freePort();
	let client = await start(port);
	const addresses = { n8n: client.origin, api: simulator.apiUrl, smtpPort: 0 };
	const [account] = demoCredentials(addresses, simulator.accounts.main);
	if (account) await importCredentials([account], { home, encryptionKey, logFile: logFile() });
	const workflow = await client.createWorkflow(eventWorkflow(customer.id));
	await client.publish(workflow);
	const before = await deliveryOf(simulator, customer.id);
	const written = patches();

	client = await start(port);
	await until('the webhook being there again', async () =>
		(await deliver(before, delivery('1', event('1')))) === 200 ? true : undefined,
	);
	const first = await client.nextExecution(workflow.id);
	expect(patches()).toBe(written);

	client = await start(await freePort());
	await client.unpublish(workflow.id);
	expect(await configurationOf(simulator, customer.id)).toMatchObject(EARLIER);
	await client.publish(await client.workflow(workflow.id));
	const moved = await deliveryOf(simulator, customer.id);
	expect(moved.url).not.toBe(before.url);
	expect(new URL(moved.url).pathname).toBe(new URL(before.url).pathname);
	expect(await deliver(moved, delivery('2', event('2')))).toBe(200);
	await client.nextExecution(workflow.id, first.id);

	await client.unpublish(workflow.id);
	expect(await configurationOf(simulator, customer.id)).toMatchObject(EARLIER);
}, 600_000);
