import { InvalidInput } from '../shared/errors/failure';
import { textOf } from '../shared/fields/wireText';
import type { Identity } from '../shared/instances/identity';
import { asKept, elementKeyOf } from '../shared/instances/instance';
import type { ManageCall } from './call';
import type { GrantedPlan } from './grant';

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

function chooseMatch(
	{ context, itemIndex }: ManageCall,
	name: string,
	{ origin }: GrantedPlan,
): Identity {
	const tag = textOf('Tag to Match', context.getNodeParameter('matchTag', itemIndex, ''));
	switch (context.getNodeParameter('matchBy', itemIndex, '')) {
		case 'name':
			return { mark: { name: needed('Name', name) }, isSame: anyOne };
		case 'tag':
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
