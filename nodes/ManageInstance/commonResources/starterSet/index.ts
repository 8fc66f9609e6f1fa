import type { ManageCall } from '../../call';
import type { ExportedResource } from '../commonResource';
import { customers } from './customers';
import { invoices } from './invoices';
import { items } from './items';
import { payments } from './payments';
import { KINDS, toExport } from './table';
import { readVendorNames } from './vendorNames';

const TABLES = [customers, invoices, items, payments];

/** Customers, invoices with their lines, payments and items of three kinds of software in one shape. */
export const STARTER_SET = TABLES.map((table) => toExport(table));

/**
 * The starter set in the words of the account's own instances.
 *
 * @param wanted keys of the elements that are asked; nothing stands for all
 * @throws CallFailure when the instances cannot be listed
 */
export async function starterSetFor(
	client: ManageCall['client'],
	wanted: readonly string[] | undefined,
): Promise<ExportedResource[]> {
	const kinds = KINDS.filter((kind) => !wanted || wanted.includes(kind));
	const names = await readVendorNames(client, kinds);
	return TABLES.map((table) => toExport(table, names));
}
