import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { alteredAtEnd } from '../../support/altered.mts';
import { connect, type Connected } from '../../support/connected.mts';
import { accountCredential } from '../../support/credentials.mts';
import { configurationOf, configure, deliveryOf, enrol, EARLIER } from '../../support/enrolled.mts';
import { Receiver } from '../../support/engine/event-receiver.mts';
import { byId } from '../../support/locators.mts';
import { call } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
let n8n: Receiver;
/** Two customers' companies, and somebody's who is nobody's customer. */
let one: Connected;
let two: Connected;
let nobodys: Connected;

const sim = () => holder.simulator;
const version = (eventSignatureVersion: number) => ({ options: { eventSignatureVersion } });
const set = (more: INodeParameters = {}) => {
	n8n.parameters = { instances: 'enrolled', ...more };
};

beforeEach(async () => {
	one = await connect(sim(), 'quickbooks', { tags: ['customer:cus_1'] });
	two = await connect(sim(), 'stripe', { tags: ['customer:cus_2', 'eu'] });
	nobodys = await connect(sim());
	n8n = await new Receiver(accountCredential(sim()), {}).start();
	set();
});

const enrolAll = async (more: INodeParameters = {}, test = false) => {
	for (const { id } of [one, two, nobodys]) await enrol(sim(), id, n8n.url(test), more);
};
const change = (objectId: string, objectType = 'customers') =>
	({ objectId, objectType, eventType: 'UPDATED' }) as const;
const emit = async ({ id }: Connected, ...changes: Array<ReturnType<typeof change>>) => {
	sim().emit(id, changes);
	await sim().settled();
};

interface Post {
	url?: string;
	key?: string;
	body?: unknown;
	signature?: string | null;
}

/** Delivers to an instance's address as the platform would, but for what is given. */
const post = async ({ id }: Connected, given: Post = {}) => {
	const own = await deliveryOf(sim(), id);
	const {
		url = own.url,
		key = own.key,
		body = { message: { eventId: '1', raw: change('1') } },
	} = given;
	const text = JSON.stringify(body);
	const right = `sha256=${createHmac('sha256', key).update(text).digest('base64')}`;
	const { signature = right } = given;
	const headers = signature === null ? {} : { 'elements-webhook-signature': signature };
	return (await fetch(url, { method: 'POST', headers: headers as never, body: text })).status;
};
const owners = () =>
	n8n.executions.map((items) =>
		items.map(({ instanceId, customerId, element }) => [instanceId, customerId, element]),
	);

describe('A trigger of enrolled instances', () => {
	it('sets nothing up and asks nobody when it is published, and leaves no trace', async () => {
		await enrolAll();
		const before = sim().requests().length;
		await n8n.publish();
		await n8n.step('checkExists', true);
		await n8n.unpublish();
		expect(sim().requests()).toHaveLength(before);
		expect(n8n.kept).not.toContain('cloudElementsEvents');
		expect((await deliveryOf(sim(), one.id)).url).toContain(n8n.url());
	});

	it('says of each event whose it is, without a call', async () => {
		await enrolAll();
		const before = sim().requests().length;
		for (const instance of [one, two, nobodys]) await emit(instance, change('7'), change('8'));
		expect(owners()).toEqual(
			[
				[one.id, 'cus_1', 'quickbooks'],
				[two.id, 'cus_2', 'stripe'],
				[nobodys.id, null, 'stripe'],
			].map((owner) => [owner, owner]),
		);
		expect(n8n.executions[1]?.[0]).toEqual({
			eventId: expect.any(String),
			eventType: 'UPDATED',
			objectType: 'customers',
			objectId: '7',
			elementKey: 'stripe',
			instanceId: two.id,
			customerId: 'cus_2',
			element: 'stripe',
			date: expect.any(String),
		});
		expect(sim().requests()).toHaveLength(before);
	});

	it('gives a delivery as it came, and whose it is', async () => {
		set({ output: 'delivery' });
		await enrolAll();
		await emit(two, change('7'));
		expect(n8n.executions).toEqual([
			[
				{
					message: expect.any(Object),
					instanceId: two.id,
					customerId: 'cus_2',
					element: 'stripe',
				},
			],
		]);
	});

	it('lets only what is wanted through', async () => {
		set({ objects: 'invoices' });
		await enrolAll();
		await emit(one, change('1'), change('2', 'invoices'));
		await emit(two, change('3'));
		expect(n8n.executions.map((items) => items.map(({ objectId }) => objectId))).toEqual([['2']]);
	});

	it('receives through a proxy that shows n8n less of the path', async () => {
		const outside = n8n.url().replace('/webhook', '/automation/webhook');
		await enrol(sim(), one.id, outside);
		const { url } = await deliveryOf(sim(), one.id);
		expect(await post(one, { url: url.replace('/automation', '') })).toBe(200);
	});

	it('receives at its test URL those that are enrolled there', async () => {
		await enrol(sim(), one.id, n8n.url(true));
		await emit(one, change('7'));
		expect(owners()).toEqual([[[one.id, 'cus_1', 'quickbooks']]]);
	});

	it('has a sample event with a customer', async () => {
		expect((await fetch(n8n.url(true))).status).toBe(200);
		expect(owners()).toEqual([[[42, 'sample-customer', 'sample']]]);
		expect((await fetch(n8n.url())).status).toBe(404);
	});

	it('with a version that is none is not published', async () => {
		set(version(0.5));
		await expect(n8n.publish()).rejects.toThrow(/Event Signature Version/);
	});
});

describe('What is not of an enrolled instance is refused with 401, and starts nothing', () => {
	const WRONG: Array<
		[string, (own: { url: string; key: string }) => Post | Promise<Post>, RegExp]
	> = [
		['no signature', () => ({ signature: null }), /without the signature of instance \d+/],
		['another key', () => ({ key: 'x'.repeat(43) }), /without the signature/],
		['sha1', () => ({ signature: 'sha1=AAAA' }), /without the signature/],
		['no reference', ({ url }) => ({ url: url.split('?')[0] }), /without a reference/],
		[
			'two references',
			({ url }) => ({ url: `${url}&${url.split('?')[1]}` }),
			/without a reference/,
		],
		['a changed reference', ({ url }) => ({ url: alteredAtEnd(url) }), /was not made with/],
		['a cut reference', ({ url }) => ({ url: url.slice(0, -30) }), /was not made with/],
		[
			'the reference of another instance',
			async () => ({ url: (await deliveryOf(sim(), two.id)).url }),
			/without the signature of instance \d+/,
		],
	];

	it.each(WRONG)('%s', async (_, given, reason) => {
		await enrolAll();
		const own = await deliveryOf(sim(), one.id);
		expect(await post(one, await given(own))).toBe(401);
		expect(n8n.executions).toEqual([]);
		expect(n8n.log.join()).toMatch(reason);
		expect(n8n.log.join()).toMatch(/workflow "Workflow" \(workflow\): .*was refused/);
		const reference = new URL(own.url).searchParams.get('enrolment') ?? '';
		for (const secret of [own.key, reference]) expect(n8n.log.join()).not.toContain(secret);
		expect(await post(one)).toBe(200);
	});

	it('an instance that is enrolled at another URL', async () => {
		await enrol(sim(), one.id, n8n.url().replace('/c1f0/', '/other/'));
		const { url } = await deliveryOf(sim(), one.id);
		expect(await post(one, { url: url.replace('/other/', '/c1f0/') })).toBe(401);
		expect(n8n.log.join()).toMatch(/enrolled at http.*other/);
	});

	it('a delivery to the published trigger of an instance that is enrolled at the test URL', async () => {
		await enrol(sim(), one.id, n8n.url(true));
		const { url } = await deliveryOf(sim(), one.id);
		expect(await post(one, { url: url.replace('/webhook-test/', '/webhook/') })).toBe(401);
	});

	it('a reference of another account', async () => {
		await enrolAll();
		n8n.credentials = accountCredential(sim(), { userSecret: 'anotherUser' });
		expect(await post(one)).toBe(401);
	});

	it('an instance that a trigger of one instance has', async () => {
		n8n.parameters = { instance: byId(one.id) };
		await n8n.publish();
		set();
		expect(await post(one)).toBe(401);
	});
});

describe('The keys of enrolled instances', () => {
	it('are taken before and after an instance was moved, one version back and no more', async () => {
		await enrolAll();
		set(version(2));
		expect(await post(one)).toBe(200);
		await enrol(sim(), one.id, n8n.url(), version(2));
		expect([await post(one), await post(two)]).toEqual([200, 200]);
		set(version(3));
		expect([await post(one), await post(two)]).toEqual([200, 401]);
		expect(n8n.log.join()).toMatch(/enrolled with Event Signature Version 1,/);
	});

	it('of a version that the trigger does not have yet are refused', async () => {
		await enrol(sim(), one.id, n8n.url(), version(2));
		expect(await post(one)).toBe(401);
	});

	it('of the version before sign nothing for an instance that was moved', async () => {
		await enrolAll();
		const { key } = await deliveryOf(sim(), one.id);
		set(version(2));
		await enrol(sim(), one.id, n8n.url(), version(2));
		expect(await post(one, { key })).toBe(401);
	});
});

describe('A delivery that holds several', () => {
	const REALM = async () => (await configurationOf(sim(), one.id))['quickbooks.realm.id'];
	const cloudEvent = (id: string, intuitaccountid: unknown) => ({
		specversion: '1.0',
		id,
		source: 'intuit.abc',
		type: 'qbo.customer.updated.v1',
		time: '2026-01-02T03:04:05Z',
		intuitentityid: '5',
		intuitaccountid,
	});

	beforeEach(async () => await enrolAll());

	it('CloudEvents over several companies: only the company of the instance is its customer’s', async () => {
		const realm = await REALM();
		expect(await post(one, { body: [cloudEvent('a', realm), cloudEvent('b', '999')] })).toBe(200);
		expect(n8n.executions).toEqual([
			[
				expect.objectContaining({ eventId: 'a', companyId: realm, customerId: 'cus_1' }),
				expect.objectContaining({
					eventId: 'b',
					companyId: '999',
					instanceId: null,
					customerId: null,
				}),
			],
		]);
	});

	it('notifications over several companies: likewise', async () => {
		const entities = [{ name: 'Customer', id: '5', operation: 'Create' }];
		const eventNotifications = ['999', await REALM()].map((realmId) => ({
			realmId,
			dataChangeEvent: { entities },
		}));
		expect(await post(one, { body: { eventNotifications } })).toBe(200);
		expect(owners()).toEqual([
			[
				[null, null, 'quickbooks'],
				[one.id, 'cus_1', 'quickbooks'],
			],
		]);
	});

	it('several companies of which none is the instance’s: nobody’s', async () => {
		expect(await post(two, { body: [cloudEvent('a', '1'), cloudEvent('b', '2')] })).toBe(200);
		expect(
			owners()
				.flat()
				.map(([instanceId]) => instanceId),
		).toEqual([null, null]);
	});

	it('a bundle that was polled: all records are the instance’s', async () => {
		const raw = { instance_id: two.id, objectType: 'charges', charges: [{ id: 1 }, { id: 2 }] };
		expect(await post(two, { body: { message: { eventId: '1', raw } } })).toBe(200);
		expect(n8n.executions[0]?.map(({ objectId, customerId }) => [objectId, customerId])).toEqual([
			[1, 'cus_2'],
			[2, 'cus_2'],
		]);
	});

	it.each([
		['a bundle', { message: { eventId: '1', raw: { instance_id: 5, ...change('1') } } }],
		['an older delivery', { eventId: 1, instanceId: 5, response: { events: [change('1')] } }],
		['an event', { message: { eventId: '1', events: [{ ...change('1'), instanceId: 5 }] } }],
	])('%s that names another instance is nobody’s', async (_, body) => {
		expect(await post(two, { body })).toBe(200);
		expect(owners()).toEqual([[[null, null, 'stripe']]]);
	});

	it('is taken apart by the platform, to each instance its own', async () => {
		const headers = { 'element-instances': `${two.id},${nobodys.id}` };
		const body = { events: [change('1'), change('2')] };
		expect((await call(sim(), 'POST', '/events/stripe', { headers, body })).status).toBe(200);
		await sim().settled();
		expect(owners().flat()).toEqual(
			expect.arrayContaining([
				[two.id, 'cus_2', 'stripe'],
				[nobodys.id, null, 'stripe'],
			]),
		);
		expect(owners().flat()).toHaveLength(4);
	});
});

describe('A trigger that had one instance', () => {
	it('gives its events back when it is unpublished as one of enrolled instances', async () => {
		await configure(sim(), one.id, EARLIER);
		n8n.parameters = { instance: byId(one.id) };
		await n8n.publish();
		set();
		await n8n.unpublish();
		expect(await configurationOf(sim(), one.id)).toMatchObject(EARLIER);
		expect(n8n.kept).not.toContain(String(one.id));
	});

	it('takes one that is enrolled, and gives it back to where it was enrolled', async () => {
		await enrolAll();
		const before = await deliveryOf(sim(), one.id);
		n8n.parameters = { instance: byId(one.id) };
		await n8n.publish();
		await emit(one, change('7'));
		expect(n8n.executions).toHaveLength(1);
		await n8n.unpublish();
		expect(await deliveryOf(sim(), one.id)).toEqual(before);
	});
});
