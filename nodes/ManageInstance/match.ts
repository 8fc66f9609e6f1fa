import { InvalidInput } from '../shared/errors/failure';
import { apiPath } from '../shared/api/apiPath';
import { readPages } from '../shared/api/paginate';
import type { PlatformClient } from '../shared/api/platformClient';
import { textOf } from '../shared/fields/wireText';
import { customerIdIn, customerTag } from '../shared/instances/customer';
import { findOne, onlyOne } from '../shared/instances/identity';
import type { Identity } from '../shared/instances/identity';
import { asKept, configurationOf, elementKeyOf } from '../shared/instances/instance';
import type { Instance } from '../shared/instances/instance';
import type { ManageCall } from './call';
import type { Company, GrantedPlan } from './grant';

function needed(label: string, value: string): string {
	const kept = asKept(value);
	if (kept !== '') return kept;
	throw new InvalidInput(
		`${label} is empty, so no instance can be recognized by it`,
		'Enter it, or choose another Match By.',
	);
}

/** A customer's ID is a tag of their instances of every element, so the element counts too. */
function ofElement({ mark, isSame }: Identity, elementKey: string): Identity {
	return {
		mark,
		isSame: (instance) => (elementKeyOf(instance) ?? elementKey) === elementKey && isSame(instance),
	};
}

const anyOne = () => true;

/** A customer's tag that contradicts the item would be replaced, and the instance not found the next time. */
function checkMatchTag(tag: string, customerId: string): void {
	const matched = customerIdIn([tag]);
	if (matched === null || customerId === '' || matched === customerId) return;
	throw new InvalidInput(
		`Tag to Match is the tag of customer ${matched}, and Customer ID is ${customerId}`,
		'An instance belongs to one customer. Set Match By to Customer, or give both the same ID.',
	);
}

function neededCompany({ company, app: { element } }: GrantedPlan): Company {
	if (company) return company;
	throw new InvalidInput(
		`Nothing tells which company of ${element.displayName} was connected`,
		'Set Match By to Customer, Name or Tag.',
	);
}

function chooseMatch(
	{ context, itemIndex }: ManageCall,
	name: string,
	plan: GrantedPlan,
): Identity {
	const { customerId, origin } = plan;
	const tag = textOf('Tag to Match', context.getNodeParameter('matchTag', itemIndex, ''));
	switch (context.getNodeParameter('matchBy', itemIndex, '')) {
		case 'company':
			return neededCompany(plan);
		case 'customer':
			return { mark: { tag: customerTag(needed('Customer ID', customerId)) }, isSame: anyOne };
		case 'name':
			return { mark: { name: needed('Name', name) }, isSame: anyOne };
		case 'tag':
			checkMatchTag(tag, customerId);
			return { mark: { tag: needed('Tag to Match', tag) }, isSame: anyOne };
		default:
			if (origin) return origin;
			throw new InvalidInput(
				'With a custom state nothing tells that two callbacks belong to the same link',
				'Set Match By to Name or to Tag, or let Get OAuth URL seal the state.',
			);
	}
}

/**
 * What identifies the instance that an item is about. A new one gets its tag, so that it is found the
 * next time.
 *
 * @throws InvalidInput when there is nothing to recognize the instance by
 */
export function readMatch(call: ManageCall, name: string, plan: GrantedPlan): Identity {
	return ofElement(chooseMatch(call, name, plan), plan.app.element.key);
}

/** Instances of the company, whoever made them, as far as the configuration shows it. */
async function findConnected(
	client: PlatformClient,
	{ app: { element }, company }: GrantedPlan,
): Promise<Instance[]> {
	const entry = element.company?.configuration;
	if (!company || !entry) return [];
	const found: Instance[] = [];
	const list = { path: apiPath('instances'), query: { searchText: element.key } };
	for await (const { rows } of readPages<Instance>(client, list)) {
		const ofElement = rows.filter((row) => elementKeyOf(row) === element.key);
		found.push(...ofElement.filter((row) => String(configurationOf(row)[entry]) === company.id));
	}
	return found;
}

/**
 * The one instance that an item is about, or nothing. One that is matched by company and has no tag of
 * it yet is looked for among all instances of the element.
 *
 * @throws InvalidInput with their ids when there are several
 * @throws CallFailure when nobody could look
 */
export async function findMatch(
	{ client, context, itemIndex }: ManageCall,
	match: Identity,
	plan: GrantedPlan,
): Promise<Instance | undefined> {
	const tagged = await findOne(client, match);
	const byCompany = context.getNodeParameter('matchBy', itemIndex, '') === 'company';
	return tagged || !byCompany ? tagged : onlyOne(await findConnected(client, plan));
}
