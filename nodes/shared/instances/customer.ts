import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { textOf } from '../fields/wireText';
import { tagsOf } from './instance';
import type { Instance } from './instance';

const PREFIX = 'customer:';

/** Longer ones are no IDs, and they would make links too long. */
const LONGEST_ID = 100;

/** What the platform would take out of a tag, or what cannot be seen in one. */
const UNFIT = /[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The tag of all instances of one customer. */
export function customerTag(customerId: string): string {
	return PREFIX + customerId;
}

/** The customer whose tag an instance carries, or null; of two the first counts. */
export function customerIdOf(instance: Instance): string | null {
	const tag = tagsOf(instance).find((one) => one.startsWith(PREFIX) && one !== PREFIX);
	return tag === undefined ? null : tag.slice(PREFIX.length);
}

/** @throws InvalidInput for what cannot be part of a tag */
export function checkCustomerId(customerId: string): string {
	if (customerId.length > LONGEST_ID || UNFIT.test(customerId)) {
		throw new InvalidInput(
			`Customer ID must have at most ${LONGEST_ID} characters and no < or >, not "${customerId.slice(0, LONGEST_ID)}"`,
			'Give the ID by which your own system knows the customer.',
		);
	}
	return customerId;
}

/**
 * The parameter Customer ID of one item; empty text where it is not given.
 *
 * @throws InvalidInput for what cannot be part of a tag, or for a number that has been rounded
 */
export function readCustomerId(context: IExecuteFunctions, itemIndex: number): string {
	return checkCustomerId(
		textOf('Customer ID', context.getNodeParameter('customerId', itemIndex, '')),
	);
}

/** The builder's own id of a customer, for nodes whose output leads to an instance. */
export const customerIdField: INodeProperties = {
	displayName: 'Customer ID',
	name: 'customerId',
	type: 'string',
	default: '',
	placeholder: 'cus_42',
	description:
		'Your own ID of the customer. It travels along, becomes the tag customer:ID of the instance, and finds the instance again later.',
};

/** The instance's customer beside the instance, as nodes output it. */
export function withCustomer(output: IDataObject, instance: Instance): IDataObject {
	return { ...output, customerId: customerIdOf(instance) };
}
