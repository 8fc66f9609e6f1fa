import type { IDataObject } from 'n8n-workflow';

import { PlatformFailure } from '../api/failure';
import { readPage, readRows } from '../api/paginate';
import { apiPath } from '../api/platformClient';
import type { PlatformClient, PlatformResponse } from '../api/platformClient';
import { asKept } from './instance';
import type { Instance } from './instance';

/** What an instance is looked up by: a tag, or the name where it has no tag of its own. */
export type Mark = { readonly tag: string } | { readonly name: string };

/** How the instance is recognized that an earlier call may have made. */
export interface Idempotency {
	/** What every instance made from the same link, tokens or configuration carries. */
	mark: Mark;
	/** Whether such an instance is the same: one link can be approved for two companies. */
	isSame(instance: Instance): boolean;
	/** Whether a clear refusal may mean that the instance exists already, as with an approval used before. */
	afterRefusal: boolean;
	/** Whether to look before anything is sent: nothing that could be used up keeps a second call from making a second instance. */
	lookFirst: boolean;
}

/** The mark in words: "the tag n8n-Zx3…". */
export function inWords(mark: Mark): string {
	return 'tag' in mark ? `the tag ${mark.tag}` : `the name ${mark.name}`;
}

/** The query of `GET /instances` that finds what carries the mark, and perhaps more (API reference, "Instances"). */
export function queryFor(mark: Mark): IDataObject {
	return 'tag' in mark ? { tags: [asKept(mark.tag)] } : { searchText: asKept(mark.name) };
}

async function look(
	client: PlatformClient,
	{ mark, isSame }: Idempotency,
): Promise<PlatformResponse<Instance> | undefined> {
	const list = { path: apiPath('instances'), query: { ...queryFor(mark), hydrate: 'false' } };
	const rows =
		'tag' in mark
			? (await readPage<Instance>(client, list)).rows
			: await readRows<Instance>(client, list, Infinity);
	const marked = (row: Instance) => 'tag' in mark || row.name === asKept(mark.name);
	for (const { id } of rows.filter(marked)) {
		const found = await client.call<Instance>({
			method: 'GET',
			path: apiPath('instances', id),
			expects: 'record',
			repeatable: true,
		});
		if (isSame(found.body)) return found;
	}
	return undefined;
}

/**
 * The instance that was made before, with its configuration, or nothing.
 *
 * @returns the failure when it could not be looked for; then nobody knows
 */
export async function findMade(
	client: PlatformClient,
	idempotency: Idempotency,
): Promise<PlatformResponse<Instance> | PlatformFailure | undefined> {
	return await look(client, idempotency).catch((error: unknown) => {
		if (error instanceof PlatformFailure) return error;
		throw error;
	});
}
