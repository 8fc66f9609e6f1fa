import { HookContext } from 'n8n-core';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { connect, type Connected } from '../../connected.mts';
import { revoke } from '../../connection-health.mts';
import { answerConsent } from '../../consent.mts';
import { accountCredential, credentialsOf } from '../../credentials.mts';
import { enrol } from '../../enrolled.mts';
import { makeLink } from '../../flow.mts';
import { byId } from '../../locators.mts';
import { saveRecord } from '../../record-changes.mts';
import type { Simulator } from '../../simulator.mts';
import { visitTrigger } from '../callback-visit.mts';
import { Receiver } from '../event-receiver.mts';
import { additionalDataOf, loader, nodeOf, workflowOf } from '../host.mts';
import { PAGE_URL, formAt, inviteCustomer, openPage, sendForm } from '../page-visit.mts';
import { Poller } from '../poller.mts';
import { visit, type OpenVisit, type Visit } from '../visit.mts';
import {
	execution,
	sorted,
	type Outcome,
	type Prepared,
	type Said,
	type TriggerSample,
} from './sample.mts';

const secretsOf = ({ accounts }: Simulator, ...more: string[]) => [
	accounts.main.userSecret,
	accounts.main.organizationSecret,
	...more,
];

/** What came of it, where a failure has no item. */
async function attempt(run: () => Promise<IDataObject[]>): Promise<Outcome> {
	try {
		const items = await run();
		return sorted(items.map((json) => ({ json })));
	} catch (thrown) {
		return { items: [], errors: [], thrown };
	}
}

const prepared = (
	simulator: Simulator,
	run: () => Promise<IDataObject[]>,
	secrets: string[] = [],
): Prepared => ({
	secrets: secretsOf(simulator, ...secrets),
	run: async () => await attempt(run),
});

type Went = Said & Pick<Visit, 'outputs'>;

/** A visit of a browser, and what was said to it. */
function visiting(simulator: Simulator, go: () => Promise<Went>): Prepared {
	const said: Said[] = [];
	const run = async () => {
		const { outputs = [], ...what } = await go();
		said.push(what);
		const items = outputs.map((list) => list.length);
		return [{ status: what.status, log: what.log.length, items }];
	};
	return { ...prepared(simulator, run), said };
}

/** A step of the registration of a trigger that registers nothing anywhere. */
const step =
	(type: string, name: string): TriggerSample =>
	async (simulator, given) =>
		prepared(simulator, async () => {
			const credentials = accountCredential(simulator);
			const node = nodeOf(type, { path: 'somewhere', ...given?.() }, credentials);
			const context = new HookContext(
				workflowOf([node]),
				node,
				additionalDataOf([node], credentials),
				'trigger',
				'activate',
			);
			const { webhookMethods } = loader.getNode(type).type as INodeType;
			return [{ done: await webhookMethods?.default?.[name as 'create']?.call(context) }];
		});

const steps = (type: string) =>
	Object.fromEntries(
		['checkExists', 'create', 'delete'].map((name) => [`${type} ${name}`, step(type, name)]),
	);

const RESUME = { options: { resumeThisExecution: true } };

async function customerComesBack(simulator: Simulator, parameters: INodeParameters = {}) {
	const link = await makeLink(simulator, 'oAuth2', { customerId: 'cus_77', ...parameters });
	return await answerConsent(link.oauthUrl);
}

async function pressed({ waits, leave, outputs, log, answered }: OpenVisit) {
	if (waits) leave();
	else await answered;
	return { outputs, log, ...(waits ? { status: 0 } : await answered) };
}

/** An event trigger, what happens before, and what n8n does then. */
const receiver =
	(
		instances: 'one' | 'enrolled',
		before: (n8n: Receiver, customer: Connected, simulator: Simulator) => Promise<unknown>,
		then: (n8n: Receiver, customer: Connected, simulator: Simulator) => Promise<unknown>,
	): TriggerSample =>
	async (simulator, given) => {
		const customer = await connect(simulator, 'stripe', { tags: ['customer:cus_1'] });
		const n8n = new Receiver(accountCredential(simulator), {
			instances,
			instance: byId(customer.id),
		});
		await n8n.start();
		await before(n8n, customer, simulator);
		const said: Said[] = [];
		const run = async () => {
			n8n.parameters = { ...n8n.parameters, ...given?.() };
			const result = await then(n8n, customer, simulator);
			const [thrown] = n8n.thrown.splice(0);
			if (thrown) throw thrown;
			said.push({ status: n8n.answers.at(-1) ?? 0, log: n8n.log.splice(0) });
			return [{ result: result as boolean, events: n8n.executions.flat() }];
		};
		return { ...prepared(simulator, run, [customer.token]), said };
	};

const publish = async (n8n: Receiver, { id }: Connected, simulator: Simulator) => {
	await n8n.publish();
	if (n8n.parameters.instances === 'enrolled') await enrol(simulator, id, n8n.url());
};

const emit = async (n8n: Receiver, { id }: Connected, simulator: Simulator) => {
	simulator.emit(id, [{ objectType: 'customers', objectId: '1', eventType: 'UPDATED' }]);
	await simulator.settled();
	return n8n.answers.length > 0;
};

const receivers = (instances: 'one' | 'enrolled'): Record<string, TriggerSample> => {
	const nothing = async () => undefined;
	const door = `elementEventTrigger instances ${instances},`;
	return {
		[`${door} execute`]: execution(async (simulator) => ({
			type: 'elementEventTrigger',
			credentials: accountCredential(simulator),
			parameters: { instances, instance: byId(1) },
		})),
		[`${door} webhook POST`]: receiver(instances, publish, emit),
		[`${door} webhook GET`]: receiver(
			instances,
			publish,
			async (n8n) => (await fetch(n8n.url(true))).status,
		),
		[`${door} checkExists`]: receiver(instances, publish, async (n8n) => n8n.step('checkExists')),
		[`${door} create`]: receiver(instances, nothing, async (n8n) => n8n.publish()),
		[`${door} delete`]: receiver(instances, publish, async (n8n) => n8n.step('delete')),
	};
};

/** A trigger that polled once, and what changed since. */
const poller =
	(
		type: string,
		account: Parameters<typeof connect>[1],
		parameters: (customer: Connected) => INodeParameters,
		change: (simulator: Simulator, customer: Connected) => Promise<unknown>,
	): TriggerSample =>
	async (simulator, given) => {
		const customer = await connect(simulator, account, { tags: ['customer:cus_1', 'gold'] });
		const n8n = new Poller(type, accountCredential(simulator), parameters(customer));
		await n8n.publish();
		await change(simulator, customer);
		const poll = async () => {
			n8n.parameters = { ...n8n.parameters, ...given?.() };
			return ((await n8n.poll()) ?? []).flat();
		};
		return { ...prepared(simulator, poll, [customer.token]), habits: { comesAgain: true } };
	};

const health = (parameters: INodeParameters) =>
	poller(
		'connectionHealthTrigger',
		'quickbooks by OAuth 2.0',
		() => parameters,
		async (simulator, customer) => revoke(simulator, customer),
	);

const changes = (parameters: (customer: Connected) => INodeParameters) =>
	poller(
		'recordChangesTrigger',
		'stripe',
		(customer) => ({
			object: 'customers',
			options: { changedField: 'updatedDate' },
			...parameters(customer),
		}),
		async (simulator, customer) =>
			await saveRecord(simulator, customer, 'customers', { name: 'New' }),
	);

/** One sample for each door at which n8n comes into a trigger, and for waiting. */
export const TRIGGER_SAMPLES: Readonly<Record<string, TriggerSample>> = {
	...steps('oAuthCallbackTrigger'),
	...steps('connectPage'),
	...steps('waitForCustomer'),
	'oAuthCallbackTrigger webhook GET': async (simulator, given) => {
		const callback = await customerComesBack(simulator);
		const credentials = credentialsOf(simulator, 'oAuth2');
		return visiting(simulator, async () => await visitTrigger(callback, credentials, given?.()));
	},
	'connectPage webhook GET': async (simulator, given) => {
		const invitation = await inviteCustomer(simulator);
		return visiting(simulator, async () => await openPage(simulator, invitation, given?.()));
	},
	'connectPage webhook POST': async (simulator, given) => {
		const invitation = await inviteCustomer(simulator);
		const form = await formAt(simulator, invitation, 'QuickBooks');
		return visiting(simulator, async () =>
			pressed(await sendForm(simulator, invitation, { form, parameters: given?.() })),
		);
	},
	waitForCustomer: execution(async (simulator) => {
		const credentials = accountCredential(simulator);
		const invitation = nodeOf('inviteCustomer', { pageUrl: PAGE_URL, ...RESUME }, credentials);
		const before = [{ ...invitation, id: 'invitation', name: 'Make' }];
		return { type: 'waitForCustomer', credentials, before };
	}),
	'waitForCustomer webhook GET': async (simulator, given) => {
		const callback = await customerComesBack(simulator, RESUME);
		const credentials = credentialsOf(simulator, 'oAuth2');
		const led = await visitTrigger(callback, credentials);
		const address = led.headers.location ?? '';
		const request = { type: 'waitForCustomer', credentials, address };
		return visiting(simulator, async () => await visit({ ...request, parameters: given?.() }));
	},
	...receivers('one'),
	...receivers('enrolled'),
	'recordChangesTrigger scope all, poll': changes(() => ({ scope: 'all' })),
	'recordChangesTrigger scope tag, poll': changes(() => ({ scope: 'tag', tag: 'gold' })),
	'recordChangesTrigger scope instance, poll': changes(({ id }) => ({
		scope: 'instance',
		instance: byId(id),
	})),
	'connectionHealthTrigger scope all, poll': health({ scope: 'all' }),
	'connectionHealthTrigger scope tag, poll': health({ scope: 'tag', tag: 'gold' }),
};
