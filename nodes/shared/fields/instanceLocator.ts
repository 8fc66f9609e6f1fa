import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { checkCustomerId } from '../instances/customer';
import { elementLocator } from './searchElements';
import { textOf } from './wireText';

/** One instance. */
export type InstanceAddress = { readonly id: string } | { readonly token: string };

/** A customer's instance; of which element is empty where the customer has just one. */
export interface CustomerAddress {
	readonly customerId: string;
	readonly elementKey: string;
}

/** Which instance an item is about. */
export type InstanceChoice = InstanceAddress | CustomerAddress;

// The modes of a resource locator cannot hide what is typed, so its hint says not to type it.
const TOKEN_MODE = 'token';

const CUSTOMER_MODE = 'customer';

/** Lets the user choose an instance with `searchInstances`, by its id, by its element token or by its customer. */
export const instanceField: INodeProperties = {
	displayName: 'Instance',
	name: 'instance',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The connected account that this is about',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchInstances', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 558412',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '\\s*\\d+\\s*',
						errorMessage: 'The ID of an instance has digits only',
					},
				},
			],
		},
		{
			displayName: 'By Token',
			name: TOKEN_MODE,
			type: 'string',
			placeholder: 'e.g. {{ $json.token }}',
			hint: 'The element token. Take it from the item by an expression, so that it is not stored with the workflow.',
		},
		{
			displayName: 'By Customer ID',
			name: CUSTOMER_MODE,
			type: 'string',
			placeholder: 'e.g. cus_42',
			hint: 'Your own ID of the customer, as the instance has it in its tag customer:ID',
		},
	],
};

/** Beside {@link instanceField}: which of a customer's instances is meant. */
export const customerElementField: INodeProperties = {
	displayName: 'Element of This Customer',
	name: 'customerElement',
	...elementLocator,
	description: "Which of the customer's instances is meant, by its element",
	hint: 'Empty: the only instance that the customer has',
	displayOptions: { show: { '/instance.mode': [CUSTOMER_MODE] } },
};

/** What chooses an instance. */
export const instanceFields: readonly INodeProperties[] = [instanceField, customerElementField];

/** What stands in a resource locator, and the way in which it was given. */
function givenIn(chosen: unknown): { mode?: string; value?: unknown } {
	return typeof chosen === 'object' && chosen !== null ? chosen : { value: chosen };
}

/**
 * The instance that was chosen for one item.
 *
 * @throws InvalidInput when none was chosen
 */
export function readInstanceChoice(context: IExecuteFunctions, itemIndex: number): InstanceChoice {
	return toInstanceChoice(
		context.getNodeParameter('instance', itemIndex, ''),
		// n8n cannot take the value out of a field that is not shown.
		context.getNodeParameter('customerElement', itemIndex, ''),
	);
}

/**
 * The instance that the values of {@link instanceFields} choose. Nothing chosen is refused here,
 * because a call about no instance in particular could be one about all of them.
 *
 * @throws InvalidInput when none was chosen
 */
export function toInstanceChoice(chosen: unknown, customerElement: unknown): InstanceChoice {
	const { mode, value } = givenIn(chosen);
	const text = textOf('Instance', value);
	if (text === '') {
		throw new InvalidInput(
			'No instance was chosen',
			'Choose one from the list, or check the expression that takes its ID, its token or its customer from the item.',
		);
	}
	if (mode === TOKEN_MODE) return { token: text };
	if (mode === CUSTOMER_MODE) {
		const elementKey = textOf('Element of This Customer', givenIn(customerElement).value);
		return { customerId: checkCustomerId(text), elementKey };
	}
	if (!/^\d+$/.test(text)) {
		throw new InvalidInput(
			'The ID of an instance has digits only',
			'To choose an instance by its element token, set Instance to By Token, and to choose it by its customer to By Customer ID.',
		);
	}
	return { id: text };
}
