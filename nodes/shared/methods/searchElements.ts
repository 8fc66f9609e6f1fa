import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { getAccount } from '../api/account';
import { PlatformFailure } from '../api/failure';
import { toNodeError } from '../api/nodeError';
import { PlatformClient, apiPath } from '../api/platformClient';
import type { CatalogueEntry } from '../elements/generic';

const PAGE_SIZE = 200;

function matches({ key, name }: CatalogueEntry, filter: string): boolean {
	const text = filter.toLowerCase();
	return key.toLowerCase().includes(text) || (name ?? '').toLowerCase().includes(text);
}

/**
 * The elements of the account's catalogue for a resource locator, a page at a time. The platform
 * cannot search names, so a filter is applied to every page; the editor asks for the next one.
 */
export async function searchElements(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = new PlatformClient(this, await getAccount(this));
	const results: CatalogueEntry[] = [];
	let token = paginationToken;
	do {
		const answer = await client.tryCall<CatalogueEntry[]>({
			method: 'GET',
			path: apiPath('elements'),
			query: { pageSize: PAGE_SIZE, ...(token && { nextPage: token }) },
			repeatable: true,
		});
		if (answer instanceof PlatformFailure) throw toNodeError(this.getNode(), answer, 0);
		const page = Array.isArray(answer.body) ? answer.body : [];
		const next = answer.headers['elements-next-page-token'];
		// A token comes with the last page too; only an empty page is the end for sure.
		token = page.length > 0 && next !== token ? (next as string | undefined) : undefined;
		results.push(...page.filter((element) => !filter || matches(element, filter)));
	} while (token && results.length === 0);
	return {
		results: results
			.filter(({ active, deleted }) => active !== false && deleted !== true)
			.map(({ key, name }) => ({ name: name ? `${name} (${key})` : key, value: key })),
		...(token && { paginationToken: token }),
	};
}
