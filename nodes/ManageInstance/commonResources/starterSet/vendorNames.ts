import { apiPath } from '../../../shared/api/apiPath';
import { objectsRequest, toObject } from '../../../shared/api/objects';
import { readRows } from '../../../shared/api/paginate';
import { CallFailure } from '../../../shared/errors/failure';
import { elementKeyOf } from '../../../shared/instances/instance';
import type { Instance } from '../../../shared/instances/instance';
import type { ManageCall } from '../../call';
import type { Kind, VendorNames } from './table';

type Client = ManageCall['client'];

/** Among so many instances one of an element is looked for. */
const LOOKED_AT = 20;

/** The token of an instance of an element, where the account has one. */
async function tokenOf(client: Client, element: string): Promise<string | undefined> {
	const query = { searchText: element, hydrate: 'false' };
	const request = { path: apiPath('instances'), query };
	const rows = await readRows<Instance>(client, request, LOOKED_AT);
	return rows.find((row) => elementKeyOf(row) === element)?.token;
}

/** What the element's own resources are called in mappings, by the names of the resources. */
async function namesAt(client: Client, element: string): Promise<ReadonlyMap<string, string>> {
	const elementToken = await tokenOf(client, element);
	if (!elementToken) return new Map();
	const answer = await client.tryCall<unknown[]>({
		method: 'GET',
		...objectsRequest(elementToken),
		expects: 'list',
		repeatable: true,
	});
	if (answer instanceof CallFailure) return new Map();
	const own = answer.body.map(toObject).filter(({ type }) => type === 'ceCanonical');
	return new Map(own.flatMap(({ name, vendorName }) => (vendorName ? [[name, vendorName]] : [])));
}

/**
 * The names that the account's own instances tell of their objects. Nothing is told where there is no
 * instance of an element, or the host does not know.
 *
 * @throws CallFailure when the instances cannot be listed
 */
export async function readVendorNames(
	client: Client,
	kinds: readonly Kind[],
): Promise<VendorNames> {
	const told = kinds.map(async (kind) => [kind, await namesAt(client, kind)] as const);
	return new Map(await Promise.all(told));
}
