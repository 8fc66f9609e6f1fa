import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { startSimulator } from '../../../simulator/index.mts';
import type { Simulator } from '../../../simulator/index.mts';
import { outputOf } from '../../support/engine/run-node.mts';
import { runCustomApi } from '../../support/quickbooks-custom-api.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());

const file = new URL('../../../examples/quickbooks-custom-api-read.json', import.meta.url);
const { nodes } = JSON.parse(await readFile(file, 'utf8')) as {
	nodes: Array<{ name: string; parameters: INodeParameters }>;
};
const parametersOf = (node: string) => nodes.find(({ name }) => name === node)?.parameters;

describe('QuickBooks: Custom API, the example', () => {
	it('finds the customer of every unpaid invoice', async () => {
		const invoices = outputOf(await runCustomApi(simulator, parametersOf('Unpaid Invoices')));
		expect(invoices).toHaveLength(20);
		const customers = outputOf(
			await runCustomApi(simulator, parametersOf('Customer of Each Invoice'), { items: invoices }),
		);
		expect(customers.map(({ DisplayName }) => DisplayName)).toEqual(
			invoices.map(({ CustomerRef }) => (CustomerRef as { name: string }).name),
		);
	});
});
