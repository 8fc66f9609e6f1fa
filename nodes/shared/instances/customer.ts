import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { ofItem } from '../fields/subtitle';
import { textOf } from '../fields/wireText';
import { withTag } from './identity';

const PREFIX = 'customer:';

/** Longer ones are no IDs, and they would make links too long. */
const LONGEST_ID = 100;

/** What the platform would take out of a tag, or what cannot be seen in one. */
const UNFIT = /[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The tag of all instances of one customer. */
export function customerTag(customerId: string): string {
	return PREFIX + customerId;
}

const isCustomerTag = (tag: string) => tag.startsWith(PREFIX) && tag !== PREFIX;

/** The customer whose tag is among an instance's, or null; of two the first counts. */
export function customerIdIn(tags: readonly string[]): string | null {
	return tags.find(isCustomerTag)?.slice(PREFIX.length) ?? null;
}

const withoutOthers = (tags: readonly string[], own: string | undefined) =>
	tags.filter((tag) => !isCustomerTag(tag) || tag === own);

/** Tags with one customer's at most: the last one counts, as what is given stands behind what was there. */
export function ofOneCustomer(tags: readonly string[]): string[] {
	return withoutOthers(tags, tags.findLast(isCustomerTag));
}

/** The tags of an instance that is this customer's, in place of any other's; where nobody is named, {@link ofOneCustomer}. */
export function withCustomerTag(
	tags: readonly string[],
	name: string,
	customerId: string,
): readonly string[] {
	if (customerId === '') return ofOneCustomer(tags);
	const own = customerTag(customerId);
	return withoutOthers(withTag(tags, name, own), own);
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

/** For the expression of a subtitle: whose link or invitation it is. */
export const forCustomer = ofItem('customerId', {
	item: "for the item's customer",
	before: 'for ',
	none: 'for a customer',
});

/** The builder's own id of a customer, for nodes whose output leads to an instance. */
export const customerIdField: INodeProperties = {
	displayName: 'Customer ID',
	name: 'customerId',
	type: 'string',
	default: '',
	placeholder: 'e.g. cus_42',
	description:
		'Your own ID of the customer. It travels along, becomes the tag customer:ID of the instance, and finds the instance again later.',
};

/** The same for nodes that make or renew an instance from a callback, whose link may name the customer. */
export const linkedCustomerIdField: INodeProperties = {
	...customerIdField,
	description: 'Your own ID of the customer, which becomes the tag customer:ID of the instance',
	hint: 'Empty: the one that the link was made with, if any',
};
