import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { getAccount } from '../api/account';
import { toNodeError } from '../errors/nodeError';
import { readPage } from '../api/page';
import { apiPath } from '../api/apiPath';
import { PlatformClient } from '../api/platformClient';
import { elementKeyOf } from '../instances/instance';
import type { Instance } from '../instances/instance';

const PAGE_SIZE = 100;

/** The account's instances for a resource locator, a page at a time, searched by the platform. */
export async function searchInstances(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = new PlatformClient(this, await getAccount(this));
	const request = {
		path: apiPath('instances'),
		query: { hydrate: 'false', ...(filter && { searchText: filter }) },
		pageSize: PAGE_SIZE,
	};
	const page = await readPage<Instance>(client, request, paginationToken).catch((error: unknown) =>
		toNodeError(this.getNode(), error, 0),
	);
	if (page instanceof Error) throw page;
	// A token comes with the last page too; only an empty page is the end for sure.
	const more = page.rows.length > 0 && page.nextPage !== paginationToken;
	return {
		results: page.rows.map((row) => ({
			name: `${row.name} (${[elementKeyOf(row), row.id].filter(Boolean).join(', ')})`,
			value: String(row.id),
		})),
		...(more && { paginationToken: page.nextPage }),
	};
}
