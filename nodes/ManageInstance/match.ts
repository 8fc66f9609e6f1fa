import { InvalidInput } from '../shared/errors/failure';
import { readRows } from '../shared/api/paginate';
import { apiPath } from '../shared/api/platformClient';
import type { PlatformClient } from '../shared/api/platformClient';
import { textOf } from '../shared/fields/wireText';
import { queryFor } from '../shared/instances/idempotency';
import type { Mark } from '../shared/instances/idempotency';
import { asKept, elementKeyOf, tagsOf } from '../shared/instances/instance';
import type { Instance } from '../shared/instances/instance';
import type { Call } from './run';
import type { SourcedPlan } from './source';

/** How the instance is recognized that an item is about. */
export interface Match {
	/** What it is looked up by. A new instance gets the tag, so that it is found the next time. */
	mark: Mark;
	isMatch(instance: Instance): boolean;
}

function byTag(tag: string, isSame: Match['isMatch'] = () => true): Match {
	const kept = asKept(tag);
	return {
		mark: { tag: kept },
		isMatch: (instance) => tagsOf(instance).includes(kept) && isSame(instance),
	};
}

function byName(name: string): Match {
	const kept = asKept(name);
	return {
		mark: { name: kept },
		isMatch: (instance) => instance.name === kept,
	};
}

function needed(label: string, value: string): string {
	if (asKept(value) !== '') return value;
	throw new InvalidInput(
		`${label} is empty, so no instance can be recognized by it`,
		'Enter it, or choose another Match By.',
	);
}

/** A customer's ID is a tag of their instances of every element, so the element counts too. */
function ofElement(match: Match, elementKey: string): Match {
	return {
		...match,
		isMatch: (instance) =>
			(elementKeyOf(instance) ?? elementKey) === elementKey && match.isMatch(instance),
	};
}

/** @throws InvalidInput when there is nothing to recognize the instance by */
export function readMatch(call: Call, name: string, plan: SourcedPlan): Match {
	return ofElement(chooseMatch(call, name, plan), plan.app.element.key);
}

function chooseMatch({ context, itemIndex }: Call, name: string, { origin }: SourcedPlan): Match {
	const tag = textOf('Tag to Match', context.getNodeParameter('matchTag', itemIndex, ''));
	switch (context.getNodeParameter('matchBy', itemIndex, '')) {
		case 'name':
			return byName(needed('Name', name));
		case 'tag':
			return byTag(needed('Tag to Match', tag));
		default:
			if (origin) return byTag(origin.tag, origin.isSame);
			throw new InvalidInput(
				'With a custom state nothing tells that two callbacks belong to the same link',
				'Set Match By to Name or to Tag, or let Get OAuth URL seal the state.',
			);
	}
}

/**
 * The one instance that matches, or nothing.
 *
 * @throws InvalidInput with their ids when several do
 */
export async function findMatch(
	client: PlatformClient,
	{ mark, isMatch }: Match,
): Promise<Instance | undefined> {
	const list = { path: apiPath('instances'), query: queryFor(mark) };
	const rows = await readRows<Instance>(client, list, Infinity);
	const matches = rows.filter(isMatch);
	if (matches.length < 2) return matches[0];
	throw new InvalidInput(
		`${matches.length} instances match: ${matches.map(({ id }) => id).join(', ')}`,
		'Nobody can say which of them is meant. Delete those that are not needed, or choose another Match By.',
		'ambiguous_match',
	);
}
