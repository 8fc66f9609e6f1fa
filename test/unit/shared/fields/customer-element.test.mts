import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';
import { nodes } from '../../../support/listed.mts';
import { locator } from '../../../support/locators.mts';

/** Nodes that take an instance. */
const takers = nodes
	.map(({ type: { description } }) => description)
	.filter(({ properties }) => properties.some(({ name }) => name === 'instance'));

/** Each way to have the field Instance shown. */
const settingsOf = (name: string): INodeParameters[] => {
	if (name === 'recordChangesTrigger') return [{ scope: 'instance' }];
	if (name !== 'manageInstance') return [{}];
	const operations = ['check', 'delete', 'get', 'reprovision', 'update'];
	return operations.map((operation) => ({ resource: 'instance', operation }));
};

const cases = takers.flatMap((description) =>
	settingsOf(description.name).map((settings) => ({ description, settings })),
);

it('Four nodes take an instance', () => {
	expect(takers.map(({ name }) => name).sort()).toEqual([
		'elementEventTrigger',
		'elementRequest',
		'manageInstance',
		'recordChangesTrigger',
	]);
});

describe.each(cases)('The editor of $description.name with $settings', (one) => {
	const { description, settings } = one;
	/** The parameters as n8n completes them, those that are not shown left out. */
	const shown = (instance?: unknown) => {
		const parameters = { ...settings, ...(instance ? { instance } : {}) } as INodeParameters;
		const node = { typeVersion: 1, parameters } as INode;
		return NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			node,
			description,
		);
	};

	it('offers to choose by customer', () => {
		const { modes = [] } = description.properties.find(({ name }) => name === 'instance') ?? {};
		expect(modes.map(({ name, displayName }) => [name, displayName])).toContainEqual([
			'customer',
			'By Customer ID',
		]);
	});

	it('asks for the element of a customer only', () => {
		expect(shown(locator('customer', 'cus_42'))).toHaveProperty('customerElement');
		for (const mode of ['list', 'id', 'token']) {
			expect(shown(locator(mode, '42'))).not.toHaveProperty('customerElement');
		}
		expect(shown()).not.toHaveProperty('customerElement');
	});
});
