import type { PlatformClient } from '../shared/api/platformClient';
import { apiPath } from '../shared/api/apiPath';
import { readPages } from '../shared/api/paginate';
import type { InstanceChoice } from '../shared/fields/instanceLocator';
import { customerIdIn } from '../shared/instances/customer';
import { CustomerInstances } from '../shared/instances/customerInstances';
import { getInstance } from '../shared/instances/findInstance';
import { elementKeyOf, tagsOf } from '../shared/instances/instance';
import type { Instance } from '../shared/instances/instance';
import { readChangeDate } from '../shared/records/changes';

/** Whose records are watched: all instances', those with a tag, or one's. */
export type Scope = { readonly tag?: string } | { readonly instance: InstanceChoice };

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
 * The instances whose records are watched, in the order of their ids. A list that seems to be cut is
 * none: instances that are missing in it would lose their place.
 *
 * @throws InvalidInput or CallFailure when nobody can tell which they are
 */
export async function readWatched(client: PlatformClient, scope: Scope): Promise<Watched[]> {
	if ('instance' in scope) return [toWatched(await readOne(client, scope.instance))];
	const { tag } = scope;
	const request = { path: apiPath('instances'), query: tag === undefined ? {} : { tags: [tag] } };
	// A list that grows while it is read may show a row on two pages.
	const watched = new Map<string, Watched>();
	for await (const { rows } of readPages<Instance>(client, request)) {
		for (const row of rows) {
			// Hosts differ in what they make of tags in a query.
			if (tag !== undefined && !tagsOf(row).includes(tag)) continue;
			const one = toWatched(row);
			watched.set(one.id, one);
		}
	}
	return [...watched.values()].sort((a, b) => Number(a.id) - Number(b.id));
}
