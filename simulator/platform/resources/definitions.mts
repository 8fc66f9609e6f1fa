import type { ElementDefinition } from '../../elements/types.mts';
import { FRESHBOOKS, FRESHBOOKSV2 } from './freshbooks.mts';
import { QUICKBOOKS } from './quickbooks.mts';
import { PLAIN, type ResourceDefinition } from './resource.mts';
import { customerRecord, invoiceRecord } from './samples.mts';
import { SAGEONE, SAGEONEUS } from './sage.mts';
import { XERO } from './xero.mts';

const BY_ELEMENT: Readonly<Record<string, readonly ResourceDefinition[]>> = {
	freshbooks: FRESHBOOKS,
	freshbooksv2: FRESHBOOKSV2,
	quickbooks: QUICKBOOKS,
	sageone: SAGEONE,
	sageoneus: SAGEONEUS,
	xero: XERO,
	hubspot: [
		{
			...PLAIN,
			name: 'contacts',
			required: ['email'],
			pages: false,
			max: 100,
			token: 'repeats',
			make: customerRecord,
		},
	],
	sfdc: ['accounts', 'contacts'].map((name) => ({
		...PLAIN,
		name,
		required: ['name'],
		token: 'until the end' as const,
		make: customerRecord,
	})),
};

const customers: ResourceDefinition = {
	...PLAIN,
	name: 'customers',
	required: ['name'],
	make: customerRecord,
};
const invoices: ResourceDefinition = {
	...PLAIN,
	name: 'invoices',
	required: ['customerId'],
	make: invoiceRecord,
};

const BY_HUB: Readonly<Record<string, readonly ResourceDefinition[]>> = {
	crm: [
		{ ...customers, name: 'accounts' },
		{ ...customers, name: 'contacts' },
	],
	ecommerce: [customers],
	finance: [customers, invoices],
	helpdesk: [{ ...customers, name: 'contacts' }],
	marketing: [{ ...customers, name: 'contacts' }],
	payment: [customers],
};

/** The resources of an element. */
export function resourcesOf({ key, hub }: ElementDefinition): readonly ResourceDefinition[] {
	return BY_ELEMENT[key] ?? BY_HUB[hub] ?? [];
}

/** What transformations call a resource. Source: docs/platform-api.md, "Common resources". */
export function vendorNameOf({ name, vendorName = name }: ResourceDefinition): string {
	return vendorName;
}

/** Their names, as `/objects` answers them. Source: docs/platform-api.md, "Objects and metadata". */
export function objectNames(element: ElementDefinition): string[] {
	return resourcesOf(element).map(({ name }) => name);
}
