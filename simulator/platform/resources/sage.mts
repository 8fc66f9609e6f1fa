import { PLAIN, type ResourceDefinition } from './resource.mts';
import { changedAt, nameAt } from './samples.mts';

type Make = ResourceDefinition['make'];

const write = (epochMs: number) => new Date(epochMs).toISOString();
const at = (index: number) => ({ created_at: changedAt(index), updated_at: changedAt(index) });

const contact: Make = (index) => ({
	id: String(1001 + index),
	name: nameAt(index),
	email: `contact${index + 1}@example.com`,
});
const invoice: Make = (index) => ({
	id: String(5001 + index),
	invoice_number: `INV-${String(index + 1)}`,
	contact_id: String(1001 + (index % 40)),
	total_amount: 80 + (index % 9) * 42.25,
});

/** Resources of Sage One; the platform adds `lastModifiedDate`. Source: docs/platform-api.md, "Resources of each element", "Field names". */
export const SAGEONE: readonly ResourceDefinition[] = [
	{ name: 'contacts', required: ['name'], make: contact },
	{ name: 'customers', required: ['name'], make: contact },
	{ name: 'invoices', required: ['contact_id'], make: invoice },
].map(({ make, ...resource }) => ({
	...PLAIN,
	...resource,
	times: { changed: ['updated_at', 'lastModifiedDate'], created: 'created_at', write },
	make: (index: number) => ({ ...make(index), ...at(index), lastModifiedDate: changedAt(index) }),
}));

/** Resources of Sage One US, which has no customers but contacts. Source: docs/platform-api.md, "Resources of each element", "CEQL". */
export const SAGEONEUS: readonly ResourceDefinition[] = [
	{ name: 'contacts', required: ['name'], make: contact },
	{ name: 'sales-invoices', required: ['contact_id'], make: invoice },
].map(({ make, ...resource }) => ({
	...PLAIN,
	...resource,
	since: { updated_or_created_since: 'updated_at' },
	times: { changed: ['updated_at'], created: 'created_at', write },
	make: (index: number) => ({ ...make(index), ...at(index) }),
}));
