import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import { accountCredential } from '../../support/credentials.mts';
import { Receiver } from '../../support/engine/event-receiver.mts';
import { byId } from '../../support/locators.mts';
import { call, instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
let customer: Connected;
let n8n: Receiver;

const EARLIER = {
	'event.notification.enabled': 'true',
	'event.notification.callback.url': 'https://www.mycoolapp.com/events',
	'event.notification.signature.key': 'keyOfTheEarlierReceiver',
	'event.vendor.type': 'polling',
};

const path = () => `/instances/${customer.id}`;
const parametersOf = (more: IDataObject = {}) =>
	({ instance: byId(customer.id), ...more }) as never;
const configuration = async () => {
	const found = (await instancesAt(holder.simulator)).find(({ id }) => id === customer.id);
	return found?.configuration ?? {};
};
const emit = async () => {
	const event = { objectId: '1', objectType: 'customers', eventType: 'UPDATED' } as const;
	holder.simulator.emit(customer.id, [event]);
	await holder.simulator.settled();
};

beforeEach(async () => {
	customer = await connect(holder.simulator);
	n8n = await new Receiver(accountCredential(holder.simulator), parametersOf()).start();
	const body = { configuration: EARLIER };
	await call(holder.simulator, 'PATCH', path(), { body });
});

describe('When the workflow is no longer published', () => {
	it('events go where they went before, signed as before', async () => {
		await n8n.publish();
		expect(await configuration()).not.toMatchObject(EARLIER);
		await n8n.unpublish();
		expect(await configuration()).toMatchObject(EARLIER);
	});

	it('they are switched off where nothing was there before', async () => {
		customer = await connect(holder.simulator);
		n8n.parameters = parametersOf();
		await n8n.publish();
		await n8n.unpublish();
		const after = await configuration();
		expect(after['event.notification.enabled']).toBe('false');
		expect(after['event.notification.callback.url']).toBe('');
		await emit();
		expect(n8n.answers).toEqual([]);
	});

	it('they are switched off where n8n lost what was there', async () => {
		await n8n.publish();
		n8n.forget();
		await n8n.unpublish();
		expect((await configuration())['event.notification.enabled']).toBe('false');
	});

	it('an instance that delivers elsewhere by now is left alone', async () => {
		await n8n.publish();
		const elsewhere = { 'event.notification.callback.url': 'https://other.example/events' };
		await call(holder.simulator, 'PATCH', path(), { body: { configuration: elsewhere } });
		await n8n.unpublish();
		expect(await configuration()).toMatchObject(elsewhere);
		expect(n8n.log.join()).toMatch(/left alone/);
	});

	it('an instance that was deleted is no obstacle', async () => {
		await n8n.publish();
		await call(holder.simulator, 'DELETE', path());
		await n8n.unpublish();
		expect(n8n.log.join()).toMatch(/does not exist any more/);
		expect(n8n.kept).not.toContain('before');
	});

	it('anything else that goes wrong is told', async () => {
		await n8n.publish();
		holder.simulator.fault({ path: path(), status: 403, body: { message: 'Forbidden' } });
		await expect(n8n.unpublish()).rejects.toThrow(/did not allow the call/);
		await n8n.unpublish();
		expect(await configuration()).toMatchObject(EARLIER);
	});

	const showMasked = (configuration: object) => {
		holder.simulator.fault({
			method: 'GET',
			path: path(),
			status: 200,
			body: {
				id: customer.id,
				configuration: { ...configuration, 'event.notification.signature.key': '********' },
			},
		});
	};

	it('a key that the platform does not show is not put back, and that is told at once', async () => {
		showMasked(EARLIER);
		await n8n.step('create');
		expect(n8n.log.join()).toMatch(/does not show the signature key[^]*set its key again/);
		await n8n.unpublish();
		expect(await configuration()).toMatchObject({
			...EARLIER,
			'event.notification.signature.key': '',
		});
	});

	it('a masked key of its own is nobody else’s, also after n8n moved', async () => {
		n8n.origin = n8n.origin.replace('127.0.0.1', 'localhost');
		await n8n.publish();
		n8n.origin = n8n.origin.replace('localhost', '127.0.0.1');
		showMasked(await configuration());
		await n8n.step('create');
		expect(n8n.log.join()).not.toMatch(/does not show the signature key/);
		await n8n.unpublish();
		expect(await configuration()).toMatchObject(EARLIER);
	});

	it('nothing of it stays behind in n8n', async () => {
		await n8n.publish();
		expect(n8n.kept).not.toContain(EARLIER['event.notification.signature.key']);
		await n8n.unpublish();
		expect(n8n.kept).not.toContain('before');
	});
});

describe('Events still arrive, and the earlier receiver gets them back,', () => {
	const patches = () => holder.simulator.requests({ method: 'PATCH', path: path() }).length;

	it('after a restart, which changes nothing at the platform', async () => {
		await n8n.publish();
		const before = patches();
		await n8n.publish();
		expect(patches()).toBe(before);
		await emit();
		expect(n8n.answers).toEqual([200]);
		await n8n.unpublish();
		expect(await configuration()).toMatchObject(EARLIER);
	});

	it('after the node was renamed', async () => {
		await n8n.publish();
		n8n.nodeName = 'Another name';
		await emit();
		expect(n8n.answers).toEqual([200]);
		await n8n.unpublish();
		expect(await configuration()).toMatchObject(EARLIER);
	});

	it('after n8n lost what it kept with the workflow', async () => {
		await n8n.publish();
		n8n.forget();
		await emit();
		expect(n8n.answers).toEqual([200]);
	});

	it('after n8n moved, also when it is only taken down there', async () => {
		n8n.origin = n8n.origin.replace('127.0.0.1', 'localhost');
		await n8n.publish();
		n8n.origin = n8n.origin.replace('localhost', '127.0.0.1');
		await n8n.unpublish();
		expect(await configuration()).toMatchObject(EARLIER);
		expect(n8n.kept).not.toContain('before');
	});

	it('after n8n moved to another address', async () => {
		n8n.origin = n8n.origin.replace('127.0.0.1', 'localhost');
		await n8n.publish();
		n8n.origin = n8n.origin.replace('localhost', '127.0.0.1');
		await n8n.publish();
		expect((await configuration())['event.notification.callback.url']).toBe(n8n.url());
		await emit();
		expect(n8n.answers).toEqual([200]);
		await n8n.unpublish();
		expect(await configuration()).toMatchObject(EARLIER);
	});
});

describe('Listening in the editor', () => {
	const listen = async () => {
		if (!(await n8n.step('checkExists', true))) await n8n.step('create', true);
	};
	const stop = async () => await n8n.step('delete', true);

	it('gives a sample event to whoever opens the test URL, and leaves the instance alone', async () => {
		n8n.parameters = parametersOf({ objects: 'invoices', eventTypes: ['DELETED'] });
		await listen();
		expect((await fetch(n8n.url(true))).status).toBe(200);
		expect(n8n.executions).toEqual([
			[expect.objectContaining({ objectType: 'invoices', eventType: 'DELETED', objectId: '42' })],
		]);
		await stop();
		expect(await configuration()).toMatchObject(EARLIER);
		expect(holder.simulator.requests({ method: 'PATCH', path: path() })).toHaveLength(1);
	});

	it('can be done as often as one likes: a sample is never a duplicate', async () => {
		await listen();
		for (let n = 0; n < 2; n++) await fetch(n8n.url(true));
		expect(n8n.executions).toHaveLength(2);
	});

	it('for a real event leaves a published trigger as it was', async () => {
		await n8n.publish();
		const published = await configuration();
		n8n.parameters = parametersOf({ whileTesting: 'real' });
		await listen();
		expect((await configuration())['event.notification.callback.url']).toBe(n8n.url(true));
		await emit();
		expect(n8n.executions).toHaveLength(1);
		await stop();
		expect(await configuration()).toEqual(published);
		await n8n.unpublish();
		expect(await configuration()).toMatchObject(EARLIER);
	});
});

describe('An address that the platform cannot reach', () => {
	it('is warned of where the platform may be near', async () => {
		await n8n.publish();
		expect(n8n.log.join()).toMatch(/looks like an address of a private network[^]*WEBHOOK_URL/);
	});

	it('ends the publishing where it never is', async () => {
		const { cloudElementsApi = {} } = n8n.credentials;
		n8n.credentials = { cloudElementsApi: { ...cloudElementsApi, environment: 'us' } };
		await expect(n8n.step('create')).rejects.toThrow(/cannot deliver events to http:\/\/127/);
		expect(holder.simulator.requests({ method: 'PATCH', path: path() })).toHaveLength(1);
	});
});
