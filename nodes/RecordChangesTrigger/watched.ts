import type { PlatformClient } from '../shared/api/platformClient';
import type { InstanceChoice } from '../shared/fields/instanceLocator';
import { customerIdIn } from '../shared/instances/customer';
import { CustomerInstances } from '../shared/instances/customerInstances';
import { getInstance } from '../shared/instances/findInstance';
import { elementKeyOf, tagsOf } from '../shared/instances/instance';
import type { Instance } from '../shared/instances/instance';
import { readInstances } from '../shared/polling/readInstances';
import { readChangeDate } from '../shared/records/changes';

/** Whose records are watched: all instances' where the tag is empty, those with it, or one's. */
export type Scope = { readonly tag: string } | { readonly instance: InstanceChoice };

/** An instance whose records are watched, as far as that needs it. */
export interface Watched {
	id: string;
	/** Empty at a host that keeps tokens to itself. */
	token: string;
	elementKey?: string;
	customerId: string | null;
	/** Epoch milliseconds; 0 where the host does not say. */
	createdAt: number;
	disabled: boolean;
}

function toWatched(instance: Instance): Watched {
	return {
		id: String(instance.id),
		token: instance.token,
		elementKey: elementKeyOf(instance),
		customerId: customerIdIn(tagsOf(instance)),
		createdAt: readChangeDate(instance.createdDate) || 0,
		disabled: instance.disabled === true,
	};
}

async function readOne(client: PlatformClient, choice: InstanceChoice): Promise<Instance> {
	if ('customerId' in choice) return await new CustomerInstances(client).find(choice);
	return (await getInstance(client, choice)).body;
}

/**
 * The instances whose records are watched, in the order of their ids.
 *
 * @param stop ends the time of the poll
 * @throws InvalidInput or CallFailure when nobody can tell which they are
 */
export async function readWatched(
	client: PlatformClient,
	scope: Scope,
	stop: AbortSignal,
): Promise<Watched[]> {
	const rows =
		'instance' in scope
			? [await readOne(client, scope.instance)]
			: await readInstances(client, { tag: scope.tag, elementKey: '' }, stop);
	return rows.map(toWatched).sort((a, b) => Number(a.id) - Number(b.id));
}
