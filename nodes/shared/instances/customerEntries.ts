import type { IDataObject } from 'n8n-workflow';

import type { CustomerEntry, ElementDefinition } from '../elements/types';
import { InvalidInput } from '../errors/failure';

/** @throws InvalidInput naming the entries that have to be given for each customer and are not */
export function checkCustomerEntries(
	{ displayName }: ElementDefinition,
	entries: Readonly<Record<string, CustomerEntry>> = {},
	configuration: IDataObject,
): void {
	const missing = Object.entries(entries).filter(
		([key, { required }]) => required && !configuration[key],
	);
	if (missing.length === 0) return;
	throw new InvalidInput(
		`${displayName} needs ${missing.map(([key, { label }]) => `${label} (${key})`).join(' and ')}`,
		'Give it in Element Fields or in Configuration.',
	);
}
