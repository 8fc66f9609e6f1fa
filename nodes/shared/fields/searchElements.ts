import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { getAccount } from '../api/account';
import { toNodeError } from '../errors/nodeError';
import { readPage } from '../api/page';
import { apiPath } from '../api/apiPath';
import { PlatformClient } from '../api/platformClient';
import type { CatalogueEntry } from '../elements/generic';

/** The part of a property that lets the user choose an element with {@link searchElements}, or by its key. */
export const elementLocator: Pick<INodeProperties, 'type' | 'default' | 'modes'> = {
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchElements', searchable: true },
		},
		{ displayName: 'By Key', name: 'key', type: 'string', placeholder: 'e.g. servicenow' },
	],
};

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
	const seen = new Set<string>();
	let token = paginationToken;
	do {
		const page = await readPage<CatalogueEntry>(client, { path: apiPath('elements') }, token).catch(
			(error: unknown) => toNodeError(this.getNode(), error, 0),
		);
		if (page instanceof Error) throw page;
		// A token comes with the last page too; only an empty page is the end for sure.
		const more = page.rows.length > 0 && page.nextPage !== undefined && !seen.has(page.nextPage);
		token = more ? page.nextPage : undefined;
		if (token) seen.add(token);
		results.push(
			...page.rows
				.filter(({ active, deleted }) => active !== false && deleted !== true)
				.filter((element) => !filter || matches(element, filter)),
		);
	} while (token && results.length === 0);
	return {
		results: results.map(({ key, name }) => ({
			name: name ? `${name} (${key})` : key,
			value: key,
		})),
		...(token && { paginationToken: token }),
	};
}
