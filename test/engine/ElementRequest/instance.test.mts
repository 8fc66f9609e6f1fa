import { describe, expect, it } from '@jest/globals';
import { connect } from '../../support/connected.mts';
import { accountCredential } from '../../support/credentials.mts';
import { request, resourceCalls } from '../../support/element-request.mts';
import { outputOf, pairsOf, wordsOf } from '../../support/engine/run-node.mts';
import { byId } from '../../support/locators.mts';
import { authorization } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const ofItem = byId('={{ $json.id }}');

describe('The instance of an item', () => {
	it('is that of its token, with one account credential for all of them', async () => {
		const customers = [
			await connect(holder.simulator, 'stripe'),
			await connect(holder.simulator, 'quickbooks'),
		];
		const parameters = { limit: 2 };
		const result = await request(holder.simulator, parameters, { items: customers });
		const rows = outputOf(result);
		expect(pairsOf(result.outputs[0])).toEqual([0, 0, 1, 1]);
		expect(rows.map((row) => 'displayName' in row)).toEqual([false, false, true, true]);
		const sent = resourceCalls(holder.simulator).map(({ headers }) => headers.authorization);
		const { main } = holder.simulator.accounts;
		expect(sent.sort()).toEqual(customers.map(({ token }) => authorization(main, token)).sort());
	});

	it('can be given by its ID: the token is read once for each, however many items there are', async () => {
		const [one, two] = [await connect(holder.simulator), await connect(holder.simulator)];
		const items = Array.from({ length: 24 }, (_, index) => ({ id: index % 2 ? one.id : two.id }));
		const result = await request(holder.simulator, { instance: ofItem, limit: 1 }, { items });
		expect(outputOf(result)).toHaveLength(24);
		const reads = holder.simulator.requests({ method: 'GET', path: '/instances/\\d+' });
		expect(reads).toHaveLength(2);
		expect(result.customData.cloudElementsInstanceId?.split(',').sort()).toEqual(
			[one.id, two.id].map(String).sort(),
		);
	});

	it('can be a single one with a credential of its own, which needs no organization secret', async () => {
		const { token } = await connect(holder.simulator);
		const { baseUrl, userSecret } = accountCredential(holder.simulator).cloudElementsApi ?? {};
		const credentials = {
			cloudElementsInstanceApi: {
				environment: 'custom',
				baseUrl: baseUrl as string,
				userSecret: userSecret as string,
				elementToken: ` ${token}\n`,
			},
		};
		const parameters = { authentication: 'instance', limit: 3 };
		const result = await request(holder.simulator, parameters, { credentials });
		expect(outputOf(result)).toHaveLength(3);
		const [call, ...others] = resourceCalls(holder.simulator);
		expect(others).toEqual([]);
		expect(call?.headers.authorization).toBe(`User ${userSecret as string}, Element ${token}`);
	});

	it('must be given: an empty expression reaches nobody’s records', async () => {
		const words = wordsOf(await request(holder.simulator, {}, { items: [{ token: '' }] }));
		expect(words).toMatch(/No instance was chosen/);
		expect(holder.simulator.requests()).toEqual([]);
	});

	it('that was deleted is told apart from records that are not there', async () => {
		const { token } = await connect(holder.simulator);
		const words = wordsOf(await request(holder.simulator, {}, { items: [{ token: `${token}x` }] }));
		expect(words).toMatch(/refused the element token/);
		expect(words).not.toContain(token);
	});
});

describe('The token', () => {
	it('stands in no output, and in no message when things go wrong', async () => {
		const customer = await connect(holder.simulator);
		const { token } = customer;
		const items = [{ id: customer.id }, { id: customer.id }];
		holder.simulator.fault({
			path: '/customers',
			after: 1,
			status: 400,
			body: { message: `Bad Request of ${token}`, providerMessage: `Token ${token}` },
		});
		const options = { parallelRequests: 1 };
		const result = await request(
			holder.simulator,
			{ instance: ofItem, options },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(result.outputs[0]).toHaveLength(51);
		expect(result.stored).toContain('Bad Request of ********');
		expect(result.stored).not.toContain(token);
	});

	it('is taken out of a custom call’s answer, also where it is part of a text', async () => {
		const customer = await connect(holder.simulator);
		const body = [{ echo: { of: [`is ${customer.token}!`] } }];
		holder.simulator.fault({ path: '/echo', status: 200, body });
		const parameters = {
			instance: ofItem,
			resource: 'customCall',
			operation: 'call',
			path: 'echo',
		};
		const result = await request(holder.simulator, parameters, { items: [{ id: customer.id }] });
		expect(outputOf(result)).toEqual([{ echo: { of: ['is ********!'] } }]);
		expect(result.stored).not.toContain(customer.token);
	});
});
