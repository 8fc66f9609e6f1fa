import { beforeEach, describe, expect, it } from '@jest/globals';
import { alteredAtEnd } from '../../support/altered.mts';
import { connect, type Connected } from '../../support/connected.mts';
import {
	EARLIER,
	RECEIVER_URL,
	configurationOf,
	configure,
	deliveryOf,
	enrol,
	run,
	withdraw,
} from '../../support/enrolled.mts';
import { hintsOf, outputOf, pairsOf, wordsOf } from '../../support/engine/run-node.mts';
import { byCustomer, byToken } from '../../support/locators.mts';
import { manage, one } from '../../support/manage-instance.mts';
import { call } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
let customer: Connected;

const sim = () => holder.simulator;
const patches = () => sim().requests({ method: 'PATCH' }).length;
const version = (eventSignatureVersion: number) => ({ options: { eventSignatureVersion } });
/** Shows an instance's signature key as asterisks, as some hosts do. */
const showMasked = async () => {
	const { body } = await call(sim(), 'GET', `/instances/${customer.id}`);
	const configuration = {
		...(body as { configuration: object }).configuration,
		'event.notification.signature.key': '********',
	};
	const path = `/instances/${customer.id}$`;
	const masked = { ...(body as object), configuration };
	sim().fault({ method: 'GET', path, status: 200, body: masked });
};

beforeEach(async () => {
	customer = await connect(sim(), 'stripe', { tags: ['customer:cus_42'] });
});

describe('Enrol in Events', () => {
	it('has the instance deliver signed events to its own address at the receiver', async () => {
		expect(await enrol(sim(), customer.id)).toEqual({
			id: customer.id,
			element: 'stripe',
			customerId: 'cus_42',
			events: 'enrolled',
			eventReceiverUrl: RECEIVER_URL,
			eventSignatureVersion: 1,
		});
		const { url, key } = await deliveryOf(sim(), customer.id);
		expect(url).toMatch(/^http:\/\/localhost:5678\/webhook\/5b0437c6\/events\?enrolment=[\w.-]+$/);
		expect(url).not.toMatch(/cus_42/);
		expect(key).toMatch(/^[\w-]{43}$/);
		expect(await configurationOf(sim(), customer.id)).toMatchObject({
			'event.notification.enabled': 'true',
			'event.notification.type': 'webhook',
		});
	});

	it('gives each instance an address and a key of its own', async () => {
		const other = await connect(sim());
		await enrol(sim(), customer.id);
		await enrol(sim(), other.id);
		const [one, two] = [await deliveryOf(sim(), customer.id), await deliveryOf(sim(), other.id)];
		expect(one.url).not.toBe(two.url);
		expect(one.key).not.toBe(two.key);
	});

	it.each([
		['token', () => byToken(customer.token)],
		['customer', () => byCustomer('cus_42')],
	])('takes an instance by its %s', async (_, chosen) => {
		const parameters = { instance: chosen(), eventReceiverUrl: RECEIVER_URL };
		expect(await one(sim(), 'enrolInEvents', parameters)).toMatchObject({ id: customer.id });
	});

	it('changes nothing the second time, and what is missing where something is', async () => {
		await enrol(sim(), customer.id);
		const before = await configurationOf(sim(), customer.id);
		expect(await enrol(sim(), customer.id)).toMatchObject({ events: 'unchanged' });
		expect(await configurationOf(sim(), customer.id)).toEqual(before);
		expect(patches()).toBe(1);
		await showMasked();
		expect(await enrol(sim(), customer.id)).toMatchObject({ events: 'unchanged' });
		for (const entry of ['event.notification.enabled', 'event.notification.signature.key']) {
			await configure(sim(), customer.id, { [entry]: entry.endsWith('key') ? 'other' : 'false' });
			expect(await enrol(sim(), customer.id)).toMatchObject({ events: 'enrolled' });
		}
	});

	it('enrols an instance once that several items of a run are about', async () => {
		const items = [1, 2, 3].map(() => ({ id: customer.id }));
		const result = await run(
			sim(),
			'enrolInEvents',
			'={{ $json.id }}',
			RECEIVER_URL,
			{},
			{ items },
		);
		expect(outputOf(result).map(({ events }) => events)).toEqual([
			'enrolled',
			'unchanged',
			'unchanged',
		]);
	});

	it('follows an instance that became another customer’s', async () => {
		await enrol(sim(), customer.id);
		await call(sim(), 'PATCH', `/instances/${customer.id}`, {
			body: { tags: ['customer:cus_43'] },
		});
		expect(await enrol(sim(), customer.id)).toMatchObject({
			events: 'enrolled',
			customerId: 'cus_43',
		});
	});

	it.each<[string, unknown, object, RegExp]>([
		['no URL', '={{ "" }}', {}, /Event Receiver URL is empty[^]*Copy the production URL/],
		['text', 'events', {}, /must be a web address/],
		['another scheme', 'ftp://n8n.example.com/events', {}, /must be a web address/],
		['a password', 'https://a:b@n8n.example.com/events', {}, /more than the address/],
		['a fragment', 'https://n8n.example.com/events#top', {}, /more than the address/],
		["an instance's own URL", `${RECEIVER_URL}?enrolment=abc`, {}, /own callback URL is none/],
		['version 0', RECEIVER_URL, version(0), /must be a whole number, at least 1/],
		['version 1.5', RECEIVER_URL, version(1.5), /must be a whole number, at least 1/],
	])('refuses %s before anything is sent', async (_, url, more, words) => {
		const sent = sim().requests().length;
		const result = await run(sim(), 'enrolInEvents', customer.id, url, more as never);
		expect(wordsOf(result)).toMatch(words);
		expect(sim().requests()).toHaveLength(sent);
	});

	it('refuses an address of this machine where the platform is elsewhere', async () => {
		const credentials = {
			cloudElementsApi: { environment: 'us', userSecret: 'u', organizationSecret: 'o' },
		};
		const url = 'http://localhost:5678/webhook/x/events';
		const result = await run(sim(), 'enrolInEvents', '1', url, {}, { credentials });
		expect(wordsOf(result)).toMatch(/this machine only/);
	});

	it('warns of an address that may not be reached', async () => {
		const url = 'http://10.0.0.5/webhook/x/events';
		const result = await run(sim(), 'enrolInEvents', customer.id, url);
		expect(hintsOf(result).join()).toMatch(/private network/);
	});

	it('says when the platform does not take the address', async () => {
		sim().fault({
			method: 'PATCH',
			path: `/instances/${customer.id}$`,
			status: 200,
			body: { id: customer.id, configuration: { 'event.notification.callback.url': 'other' } },
		});
		const result = await run(sim(), 'enrolInEvents', customer.id);
		expect(wordsOf(result)).toMatch(/did not take the address/);
		expect(result.stored).not.toMatch((await deliveryOf(sim(), customer.id)).key || 'no key');
	});
});

describe('Withdraw from Events', () => {
	it.each<[string, object, string]>([
		['what was there before', EARLIER, 'restored'],
		[
			'a receiver without a signature',
			{ ...EARLIER, 'event.notification.signature.key': '' },
			'restored',
		],
		['events that were off', { ...EARLIER, 'event.notification.enabled': 'false' }, 'switchedOff'],
	])('gives back %s', async (_, before, events) => {
		await configure(sim(), customer.id, before);
		await enrol(sim(), customer.id);
		expect(await withdraw(sim(), customer.id)).toEqual({
			id: customer.id,
			element: 'stripe',
			customerId: 'cus_42',
			events,
		});
		expect(await configurationOf(sim(), customer.id)).toMatchObject(before);
	});

	it('switches events off where nothing was there', async () => {
		await enrol(sim(), customer.id);
		expect(await withdraw(sim(), customer.id)).toMatchObject({ events: 'switchedOff' });
		expect(await configurationOf(sim(), customer.id)).toMatchObject({
			'event.notification.enabled': 'false',
			'event.notification.callback.url': '',
			'event.notification.signature.key': '',
		});
	});

	it('gives back what was there before the first enrolment, however often it was moved', async () => {
		await configure(sim(), customer.id, EARLIER);
		const elsewhere = 'https://n8n.example.com/webhook/other/events';
		await enrol(sim(), customer.id);
		await enrol(sim(), customer.id, RECEIVER_URL, version(2));
		await enrol(sim(), customer.id, elsewhere, version(2));
		await withdraw(sim(), customer.id);
		expect(await configurationOf(sim(), customer.id)).toMatchObject(EARLIER);
	});

	it('leaves alone what is not enrolled, and what is enrolled in another receiver', async () => {
		await configure(sim(), customer.id, EARLIER);
		expect(await withdraw(sim(), customer.id)).toMatchObject({ events: 'unchanged' });
		await enrol(sim(), customer.id);
		const sent = patches();
		const other = 'https://n8n.example.com/webhook/other/events';
		expect(await withdraw(sim(), customer.id, other)).toMatchObject({ events: 'unchanged' });
		expect(patches()).toBe(sent);
		expect(await withdraw(sim(), customer.id, RECEIVER_URL)).toMatchObject({ events: 'restored' });
		expect(await withdraw(sim(), customer.id)).toMatchObject({ events: 'unchanged' });
	});

	it('says that a key is lost which the platform does not show, on the way in and out', async () => {
		await configure(sim(), customer.id, EARLIER);
		await showMasked();
		const enrolled = await run(sim(), 'enrolInEvents', customer.id);
		expect(hintsOf(enrolled).join()).toMatch(
			new RegExp(`Instance ${customer.id}: .*does not show the signature key.*set its key again`),
		);
		const withdrawn = await run(sim(), 'withdrawFromEvents', customer.id, '');
		expect(hintsOf(withdrawn).join()).toMatch(/without a signature.*Set that key again/);
		expect(await configurationOf(sim(), customer.id)).toMatchObject({
			...EARLIER,
			'event.notification.signature.key': '',
		});
	});

	it('switches events off and says why, where a secret of the account has changed since', async () => {
		await configure(sim(), customer.id, EARLIER);
		await enrol(sim(), customer.id);
		const { url } = await deliveryOf(sim(), customer.id);
		const strange = alteredAtEnd(url);
		await configure(sim(), customer.id, { 'event.notification.callback.url': strange });
		const result = await run(sim(), 'withdrawFromEvents', customer.id, '');
		expect(hintsOf(result).join()).toMatch(/other secrets.*switched off/);
		expect(outputOf(result)[0]).toMatchObject({ events: 'switchedOff' });
		// Enrolled anew, such an address is nothing to go back to.
		await configure(sim(), customer.id, { 'event.notification.callback.url': strange });
		await enrol(sim(), customer.id);
		await withdraw(sim(), customer.id);
		expect((await deliveryOf(sim(), customer.id)).url).toBe('');
	});

	it('gives an instance nothing that was another one’s', async () => {
		await configure(sim(), customer.id, EARLIER);
		await enrol(sim(), customer.id);
		const { url, key } = await deliveryOf(sim(), customer.id);
		const copied = {
			'event.notification.enabled': 'true',
			'event.notification.callback.url': url,
			'event.notification.signature.key': key,
		};
		const copy = await connect(sim(), 'stripe', { configuration: copied });
		expect(await enrol(sim(), copy.id)).toMatchObject({ events: 'enrolled' });
		await withdraw(sim(), copy.id);
		expect((await deliveryOf(sim(), copy.id)).url).toBe('');
	});
});

it('An instance that does not exist is an error of its item alone', async () => {
	const items = [{ id: customer.id }, { id: 999_999 }];
	const result = await manage(
		sim(),
		'enrolInEvents',
		{
			instance: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			eventReceiverUrl: RECEIVER_URL,
		},
		{ items, onError: 'continueErrorOutput' },
	);
	expect(outputOf(result)).toHaveLength(1);
	expect(pairsOf(result.outputs[1])).toEqual([1]);
});
