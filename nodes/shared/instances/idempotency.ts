import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../errors/failure';
import { readPage, readRows } from '../api/paginate';
import { apiPath } from '../api/platformClient';
import type { PlatformClient, PlatformResponse } from '../api/platformClient';
import { asKept, tagsOf } from './instance';
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

/** What a look-up of an instance came to; a failure when nobody could look. */
export type Search = PlatformResponse<Instance> | CallFailure | undefined;

/** When to look whether something was done that was not confirmed: at once, then as the platform catches up. */
const LOOK_UP_DELAYS_MS = [0, 1000, 3000];

/** The mark in words: "the tag n8n-Zx3…". */
export function inWords(mark: Mark): string {
	return 'tag' in mark ? `the tag ${mark.tag}` : `the name ${mark.name}`;
}

/** The query of `GET /instances` that finds what carries the mark, and perhaps more (docs/platform-api.md, "Instances"). */
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
export async function findMade(client: PlatformClient, idempotency: Idempotency): Promise<Search> {
	return await look(client, idempotency).catch((error: unknown) => {
		if (error instanceof CallFailure) return error;
		throw error;
	});
}

/** Whether an instance carries the tag of this link, tokens or configuration, and is the same. */
export function isMadeFrom({ mark, isSame }: Idempotency, instance: Instance): boolean {
	return 'tag' in mark && tagsOf(instance).includes(asKept(mark.tag)) && isSame(instance);
}

/** Looks until something is found, as often as is worth while for what the platform may just be doing. */
export async function lookPatiently(
	client: PlatformClient,
	search: () => Promise<Search>,
	delays: readonly number[] = LOOK_UP_DELAYS_MS,
): Promise<Search> {
	let found: Search;
	for (const delay of delays) {
		if (delay > 0) await client.pause(delay);
		found = await search();
		if (found && !(found instanceof CallFailure)) return found;
	}
	return found;
}

/**
 * Looks whether a call did its work although it failed: its answer was lost, or an approval was
 * refused as used because another execution, or an earlier attempt, used it for just this.
 *
 * @param search looks once
 * @returns what the last look came to; nothing where the failure says clearly that nothing was done
 */
export async function lookAgain(
	client: PlatformClient,
	{ outcomeUnknown, details }: CallFailure,
	afterRefusal: boolean,
	search: () => Promise<Search>,
): Promise<Search> {
	const refusedByPlatform = details.statusCode === 401 || details.statusCode === 403;
	if (refusedByPlatform && !details.providerMessage) return undefined;
	if (!outcomeUnknown && !afterRefusal) return undefined;
	// Whoever used the approval may be provisioning still, so that is worth a wait too.
	const patient = outcomeUnknown || details.code === 'approval_used';
	return patient ? await lookPatiently(client, search) : await search();
}
