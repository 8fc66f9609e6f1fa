import { expect, it } from '@jest/globals';
import { demoCredentials } from '../../demo/credentials.mts';
import { until } from '../../n8n/polling.mts';
import { freePort } from '../../n8n/start/ports.mts';
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
import { useOwnN8n } from './own-n8n.mts';

const own = useOwnN8n();

it('Events go on arriving after n8n was restarted and after it moved, and go back in the end', async () => {
	const { simulator } = own;
	const customer = await connect(simulator);
	await deliverElsewhere(simulator, customer.id);
	const patches = () =>
		simulator.requests({ method: 'PATCH', path: `/instances/${customer.id}$` }).length;
	const port = await freePort();
	let client = await own.start(port);
	const addresses = { n8n: client.origin, api: simulator.apiUrl, smtpPort: 0 };
	const [account] = demoCredentials(addresses, simulator.accounts.main);
	if (account) await own.import([account]);
	const workflow = await client.createWorkflow(eventWorkflow(customer.id));
	await client.publish(workflow);
	const before = await deliveryOf(simulator, customer.id);
	const written = patches();

	client = await own.start(port);
	await until('the webhook being there again', async () =>
		(await deliver(before, delivery('1', event('1')))) === 200 ? true : undefined,
	);
	const first = await client.nextExecution(workflow.id);
	expect(patches()).toBe(written);

	client = await own.start(await freePort());
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
