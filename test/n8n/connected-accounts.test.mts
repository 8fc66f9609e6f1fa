import { describe, expect, it } from '@jest/globals';
import { useHarness } from './harness.mts';
import { jsonOf } from './workflows.mts';

const harness = useHarness();

/** Connects the three customers of the example and returns what it says of them. */
async function connectCustomers() {
	const execution = await harness.client.run('ceExQuickQbo0001', 'Start Here');
	return jsonOf(execution, 'Connected');
}

describe('Read the invoices of every customer', () => {
	it("reads each account with its own token, and no output holds another customer's", async () => {
		const customers = await connectCustomers();
		const execution = await harness.client.run('ceExInvoices0001', 'Start Here');

		expect(execution.data.resultData.error).toBeUndefined();
		const invoices = jsonOf(execution, 'Invoice');
		expect(new Set(invoices.map(({ customer }) => customer))).toEqual(
			new Set(customers.map(({ customer }) => customer)),
		);
		expect(jsonOf(execution, 'Owed to Each')).toEqual(
			customers.map(({ customer }) => ({
				customer,
				count_number: invoices.filter((invoice) => invoice.customer === customer).length,
				sum_owed: expect.any(Number),
			})),
		);
		const sent = harness.simulator
			.requests({ path: /\/invoices$/ })
			.map(({ headers }) => /Element (\S+)/.exec(String(headers.authorization))?.[1]);
		expect(new Set(sent)).toEqual(new Set(customers.map(({ token }) => token)));
	});
});

describe('An example about connections, where there is none', () => {
	it.each([
		['ceExInvoices0001', 'Start Here', '05 Quick provision'],
		['ceExNightly00001', 'Every Night', '05 Quick provision'],
		['ceExReconnNight1', 'Every Night', '07a'],
		['ceExReconnPageN1', 'Every Night', '08a'],
	])('%s says so and what to run first', async (id, trigger, first) => {
		const { status, data } = await harness.client.run(id, trigger);
		expect(status).toBe('error');
		expect(data.resultData.lastNodeExecuted).toBe('Nobody Is Connected');
		expect(data.resultData.error?.message).toContain('No instance has the tag');
		expect(data.resultData.error?.message).toContain(first);
	});
});
