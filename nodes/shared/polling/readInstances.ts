import type { IDataObject } from 'n8n-workflow';

import { apiPath } from '../api/apiPath';
import { readPages } from '../api/paginate';
import type { PlatformClient } from '../api/platformClient';
import { CallFailure } from '../errors/failure';
import { elementKeyOf, tagsOf } from '../instances/instance';
import type { Instance } from '../instances/instance';

/** Which instances a trigger watches; empty text: whatever it is. */
export interface Scope {
	tag: string;
	/** Catalogue key. */
	elementKey: string;
}

/** What the platform finds by itself. Its text search looks at element keys, and at names too. */
function queryOf({ tag, elementKey }: Scope): IDataObject {
	return { ...(tag && { tags: [tag] }), ...(elementKey && { searchText: elementKey }) };
}

/** As far as the row shows it: older hosts leave out tags and element. */
function isIn({ tag, elementKey }: Scope, row: Instance): boolean {
	return (
		(tag === '' || row.tags === undefined || tagsOf(row).includes(tag)) &&
		(elementKey === '' || (elementKeyOf(row) ?? elementKey) === elementKey)
	);
}

async function readAll(client: PlatformClient, scope: Scope): Promise<Instance[]> {
	const found = new Map<number, Instance>();
	const request = { path: apiPath('instances'), query: queryOf(scope) };
	for await (const { rows } of readPages<Instance>(client, request)) {
		for (const row of rows) if (isIn(scope, row)) found.set(row.id, row);
	}
	return [...found.values()];
}

/**
 * The instances that are watched, each once, although a list that changes while it is read may give
 * one twice.
 *
 * @param stop ends the time that the poll has, and with it the calls of the client
 * @throws CallFailure when a page cannot be read, or not in time: an instance that was not read has
 * not gone
 */
export async function readInstances(
	client: PlatformClient,
	scope: Scope,
	stop: AbortSignal,
): Promise<Instance[]> {
	return await readAll(client, scope).catch((error: unknown) => {
		if (!stop.aborted) throw error;
		throw new CallFailure({
			code: 'timed_out',
			message: 'The list of instances could not be read in the time that n8n gives a poll',
			advice: 'Watch fewer instances with one trigger: set Scope to Instances With a Tag.',
		});
	});
}
