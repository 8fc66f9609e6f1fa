import type { IDataObject } from 'n8n-workflow';

import { apiPath } from '../shared/api/apiPath';
import { readPages } from '../shared/api/paginate';
import type { PlatformClient } from '../shared/api/platformClient';
import { elementKeyOf, tagsOf } from '../shared/instances/instance';
import type { Instance } from '../shared/instances/instance';
import type { Scope } from './parameters';

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

/**
 * The instances that are watched, each once, although a list that changes while it is read may give
 * one twice.
 *
 * @throws CallFailure when a page cannot be read: an instance that was not read has not gone
 */
export async function readInstances(client: PlatformClient, scope: Scope): Promise<Instance[]> {
	const found = new Map<number, Instance>();
	const request = { path: apiPath('instances'), query: queryOf(scope) };
	for await (const { rows } of readPages<Instance>(client, request)) {
		for (const row of rows) if (isIn(scope, row)) found.set(row.id, row);
	}
	return [...found.values()];
}
