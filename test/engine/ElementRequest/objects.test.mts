import '../../support/engine/quiet.mts';
import { describe, expect, it } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { connect } from '../../support/connected.mts';
import { accountCredential } from '../../support/credentials.mts';
import {
	additionalDataOf,
	loader,
	nodeOf,
	workflowOf,
	type TestCredentials,
} from '../../support/engine/host.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

/** What the editor offers in the field Object, given what stands in the others. */
async function listed(
	given: INodeParameters,
	{ credentials, filter }: { credentials?: TestCredentials; filter?: string } = {},
): Promise<INodeListSearchItems[]> {
	// The editor sends all parameters, those at their default too.
	const currentNodeParameters = { authentication: 'account', ...given };
	const entered = credentials ?? accountCredential(holder.simulator);
	const node = nodeOf('elementRequest', currentNodeParameters, entered);
	const additionalData = additionalDataOf([node], entered, { currentNodeParameters });
	const context = new LoadOptionsContext(
		workflowOf([node]),
		node,
		additionalData,
		'parameters.object',
	);
	const { methods } = loader.getNode('elementRequest').type as INodeType;
	const found = await methods?.listSearch?.searchObjects?.call(
		context as unknown as ILoadOptionsFunctions,
		filter,
	);
	return found?.results ?? [];
}

const offered = async (...asked: Parameters<typeof listed>) =>
	(await listed(...asked)).map(({ value }) => String(value));

describe('The objects of an instance', () => {
	it('are offered by its token or its ID', async () => {
		const { id, token } = await connect(holder.simulator, 'quickbooks');
		const byToken = await offered({ instance: { mode: 'token', value: token } });
		expect(byToken).toEqual(expect.arrayContaining(['customers', 'invoices', 'vendors']));
		expect(await offered({ instance: { mode: 'id', value: String(id) } })).toEqual(byToken);
	});

	it('are offered by its customer, and by the element where there are several', async () => {
		const tags = ['customer:cus_42'];
		await connect(holder.simulator, 'hubspot', { tags });
		const instance = { mode: 'customer', value: 'cus_42' };
		expect(await offered({ instance })).toEqual(['contacts']);
		await connect(holder.simulator, 'quickbooks', { tags });
		await expect(offered({ instance })).rejects.toThrow(/2 instances of customer cus_42/);
		const customerElement = { mode: 'list', value: 'hubspot' };
		expect(await offered({ instance, customerElement })).toEqual(['contacts']);
		customerElement.value = '={{ $json.element }}';
		await expect(offered({ instance, customerElement })).rejects.toThrow(/once it is known/);
	});

	it('are offered by the credential of a single instance', async () => {
		const { token } = await connect(holder.simulator, 'hubspot');
		const { baseUrl, userSecret } = accountCredential(holder.simulator).cloudElementsApi ?? {};
		const credentials = {
			cloudElementsInstanceApi: { environment: 'custom', baseUrl, userSecret, elementToken: token },
		} as TestCredentials;
		expect(await offered({ authentication: 'instance' }, { credentials })).toEqual(['contacts']);
	});

	it('say where they come from; of one name the one that is read comes first', async () => {
		const { token } = await connect(holder.simulator, 'quickbooks');
		const instance = { mode: 'token', value: token };
		const body = [
			{ name: 'Invoice', vendorName: 'Invoice', type: 'vendor' },
			{ name: 'customers', vendorName: 'customer', type: 'ceCanonical' },
			{ name: 'customers', vendorName: 'customers', type: 'vendor' },
			{ name: 'common-invoices', vendorName: 'invoice', type: 'vdr' },
		];
		holder.simulator.fault({ path: '/objects', status: 200, body });
		expect(await listed({ instance })).toEqual([
			{ name: "Invoice (provider's own object)", value: 'Invoice' },
			{ name: 'common-invoices (common resource)', value: 'common-invoices' },
			{ name: 'customers', value: 'customers' },
		]);
		const [{ headers } = {}] = holder.simulator.requests({ path: '/objects' });
		expect(headers?.['elements-version']).toBe('Helium');
	});

	it.each([[['customers']], [[{ objectName: 'customers' }]]])(
		'are offered by a host that lists %j',
		async (body) => {
			const { token } = await connect(holder.simulator);
			holder.simulator.fault({ path: '/objects', status: 200, body });
			expect(await offered({ instance: { mode: 'token', value: token } })).toEqual(['customers']);
		},
	);

	it('can be searched', async () => {
		const { token } = await connect(holder.simulator, 'quickbooks');
		const instance = { mode: 'token', value: token };
		expect(await offered({ instance }, { filter: 'INV' })).toEqual(['invoices']);
	});

	it.each(['', '={{ $json.token }}'])('cannot be listed for %j, which is said', async (value) => {
		const asking = offered({ instance: { mode: 'token', value } });
		await expect(asking).rejects.toThrow(/once it is known which instance is meant/);
		expect(holder.simulator.requests()).toEqual([]);
	});
});
