import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LOGIN, PLAIN_SITES } from '../../../simulator/seed-providers.mts';
import { REALM } from '../../support/companies.mts';
import { createDirectly, fieldsWith } from '../../support/create-instance.mts';
import { accountCredential, credentialsOf } from '../../support/credentials.mts';
import { outputOf, runNode, wordsOf, type RunResult } from '../../support/engine/run-node.mts';
import { approve, create, queryOf } from '../../support/flow.mts';
import { byId } from '../../support/locators.mts';
import { manage, onboard, one, tokensOf } from '../../support/manage-instance.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const SERVICE_NOW = {
	username: LOGIN.username,
	password: LOGIN.password,
	'servicenow.subdomain': PLAIN_SITES[0],
};

const quickProvision = async (parameters: INodeParameters) =>
	await runNode({
		type: 'quickProvisionQbo',
		credentials: credentialsOf(holder.simulator, 'oAuth2'),
		parameters: { ...tokensOf(), ...parameters },
	});

const fromTokens = async (parameters: INodeParameters) =>
	await runNode({
		type: 'createInstance',
		credentials: credentialsOf(holder.simulator, 'oAuth2'),
		parameters: {
			...tokensOf(),
			...fieldsWith({ 'quickbooks.realm.id': REALM }),
			...parameters,
		},
	});

const fromCallback = async (parameters: INodeParameters) => {
	const { item } = await approve(holder.simulator, 'oAuth2');
	return await create(holder.simulator, 'oAuth2', [item], { parameters });
};

const fromCustomState = async (parameters: INodeParameters) => {
	const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
	const callback = { ...queryOf(callbackUrl), state: 'mine' };
	return await create(holder.simulator, 'oAuth2', [callback], { parameters });
};

/** Every way to make an instance. */
const WAYS: Record<string, (parameters: INodeParameters) => Promise<RunResult>> = {
	'Create Instance from a callback': fromCallback,
	'Create Instance from a callback with a custom state': fromCustomState,
	'Create Instance from tokens': fromTokens,
	'Create Instance from configuration only': async (parameters) =>
		await createDirectly(holder.simulator, 'servicenow', {
			...fieldsWith(SERVICE_NOW),
			...parameters,
		}),
	'Quick Provision QBO': quickProvision,
	'Create or Re-Provision from tokens': async (parameters) =>
		await manage(holder.simulator, 'ensure', { ...tokensOf(), ...parameters }),
	'Create or Re-Provision from a callback': async (parameters) => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		return await manage(holder.simulator, 'ensure', { callback: item as never, ...parameters });
	},
};

describe.each(Object.entries(WAYS))('An instance by %s', (_, make) => {
	it('is the customer’s who is named, beside its own tags, and says so', async () => {
		const parameters = { customerId: ' cus_42 ', name: 'Acme', tags: 'trial' };
		const [instance] = outputOf(await make(parameters));
		expect(instance).toMatchObject({ customerId: 'cus_42', name: 'Acme' });
		const [known] = await instancesAt(holder.simulator);
		expect(known?.tags.slice(0, 2)).toEqual(['trial', 'customer:cus_42']);
	});

	it('keeps its name as tag, as the platform would have it', async () => {
		outputOf(await make({ customerId: 'cus_42', name: 'Acme' }));
		const [known] = await instancesAt(holder.simulator);
		expect(known?.tags.slice(0, 2)).toEqual(['Acme', 'customer:cus_42']);
	});

	it('is nobody’s where nobody is named, and nothing is sent of it', async () => {
		expect(outputOf(await make({}))).toEqual([expect.objectContaining({ customerId: null })]);
		expect(JSON.stringify(posts(holder.simulator)[0]?.body)).not.toContain('customer:');
	});

	it('has one customer, also where another one’s tag is given', async () => {
		const given = { customerId: 'cus_42', tags: 'customer:cus_1, trial' };
		expect(outputOf(await make(given))[0]?.customerId).toBe('cus_42');
		expect(JSON.stringify(await instancesAt(holder.simulator))).not.toContain('cus_1"');
	});

	it.each(['<b>42</b>', 'x'.repeat(101)])('is not made for %s', async (customerId) => {
		expect(wordsOf(await make({ customerId }))).toContain('Customer ID must have at most 100');
		expect(posts(holder.simulator)).toEqual([]);
	});
});

describe('The customer of a link', () => {
	const linked = async (parameters: INodeParameters = {}) =>
		(await approve(holder.simulator, 'oAuth2', { customerId: 'cus_42', ...parameters })).item;

	it('becomes the customer of the instance, and comes out with it', async () => {
		const [made] = outputOf(await create(holder.simulator, 'oAuth2', [await linked()]));
		expect(made).toMatchObject({ customerId: 'cus_42' });
		expect(made).not.toHaveProperty('context');
		const [known] = await instancesAt(holder.simulator);
		expect(known?.tags).toContain('customer:cus_42');
	});

	it('gives way to what the item says', async () => {
		const parameters = { customerId: '={{ "cus_7" }}' };
		const run = await create(holder.simulator, 'oAuth2', [await linked()], { parameters });
		expect(outputOf(run)[0]).toMatchObject({ customerId: 'cus_7' });
		const [known] = await instancesAt(holder.simulator);
		expect(known?.tags).not.toContain('customer:cus_42');
	});

	it('is told of an instance whose answer was lost', async () => {
		holder.simulator.fault({ method: 'POST', path: '/instances', loseAnswer: true });
		const run = await create(holder.simulator, 'oAuth2', [await linked()]);
		expect(outputOf(run)[0]).toMatchObject({ customerId: 'cus_42' });
	});

	it('is told where the platform does not repeat the tags', async () => {
		const body = { id: 7, name: 'Acme', token: 'tokenOfAcme=' };
		holder.simulator.fault({ method: 'POST', path: '/instances', status: 200, body });
		const run = await create(holder.simulator, 'oAuth2', [await linked()]);
		expect(outputOf(run)).toEqual([{ ...body, customerId: 'cus_42' }]);
	});

	it('is whose an existing instance becomes that is connected anew', async () => {
		const made = await onboard(holder.simulator, { tags: 'trial' });
		const again = { instance: byId(made.id), callback: (await linked()) as never };
		expect(await one(holder.simulator, 'reprovision', again)).toMatchObject({
			id: made.id,
			customerId: 'cus_42',
			tags: ['trial', 'customer:cus_42', expect.stringMatching(/^n8n-link-/)],
		});
	});
});

describe('The context of a link', () => {
	const WITH_CONTEXT = { parameters: { options: { includeContext: true } } };

	it.each<[string, string, unknown]>([
		['as it was', '{ "plan": "pro" }', { plan: 'pro' }],
		['as text', 'from spring', 'from spring'],
		['empty where there is none', '', {}],
	])('comes out with the instance, %s', async (_, context, expected) => {
		const { item } = await approve(holder.simulator, 'oAuth2', { context });
		const run = await create(holder.simulator, 'oAuth2', [item], WITH_CONTEXT);
		expect(outputOf(run)[0]?.context).toEqual(expected);
	});

	it('is unknown with a custom state', async () => {
		expect(outputOf(await fromCustomState(WITH_CONTEXT.parameters))[0]?.context).toBeNull();
	});
});

describe('The customer of an instance that is there', () => {
	const customerOf = async ({ id }: IDataObject) =>
		(await one(holder.simulator, 'get', { instance: byId(id) })).customerId;
	const renewed = async ({ id }: IDataObject, parameters: INodeParameters) => {
		const given = { instance: byId(id), ...tokensOf(), ...parameters };
		return await one(holder.simulator, 'reprovision', given);
	};

	it.each<[string, INodeParameters, string]>([
		['stays', {}, 'cus_42'],
		['stays beside other tags', { tags: 'paid' }, 'cus_42'],
		['is replaced by the one that is given', { customerId: 'cus_43' }, 'cus_43'],
	])('%s when it is connected anew', async (_, parameters, expected) => {
		const made = await onboard(holder.simulator, { customerId: 'cus_42' });
		expect(await renewed(made, parameters)).toMatchObject({ customerId: expected });
		const [known] = await instancesAt(holder.simulator);
		const tags = known?.tags.filter((tag) => tag.startsWith('customer:'));
		expect(tags).toEqual([`customer:${expected}`]);
	});

	it('is added to one that had none', async () => {
		const made = await onboard(holder.simulator);
		expect(await renewed(made, { customerId: 'cus_42' })).toMatchObject({ customerId: 'cus_42' });
	});

	it('is replaced when another customer’s tag is added', async () => {
		const made = await onboard(holder.simulator, { customerId: 'cus_42' });
		const updateFields = { addTags: 'customer:cus_43' };
		const updated = await one(holder.simulator, 'update', {
			instance: byId(made.id),
			updateFields,
		});
		expect(updated).toMatchObject({ customerId: 'cus_43' });
		expect(await customerOf(made)).toBe('cus_43');
	});

	it('is told by Get Many for each, and found by its tag', async () => {
		await onboard(holder.simulator, { customerId: 'cus_42' });
		await onboard(holder.simulator);
		const customers = outputOf(await manage(holder.simulator, 'getAll')).map(
			({ customerId }) => customerId,
		);
		expect(customers.sort()).toEqual(['cus_42', null]);
		const found = await one(holder.simulator, 'getAll', { filters: { tags: 'customer:cus_42' } });
		expect(found).toMatchObject({ customerId: 'cus_42' });
	});

	it('is nobody on a host that says nothing of tags', async () => {
		const body = { id: 7, name: 'Acme', token: 'tokenOfAcme=' };
		holder.simulator.fault({ path: '/instances/7', status: 200, body });
		const run = await runNode({
			type: 'manageInstance',
			credentials: accountCredential(holder.simulator),
			parameters: { resource: 'instance', operation: 'get', instance: byId(7) },
		});
		expect(outputOf(run)).toEqual([{ ...body, customerId: null }]);
	});
});
