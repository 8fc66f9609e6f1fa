import type { ElementDefinition } from '../../elements/types.mts';
import { customerRecord, freshbooksClient, invoiceRecord, xeroContact } from './samples.mts';

/** How an element's lists hand out the token of the next page. Source: reference §2.7, which knows all of them. */
export type TokenHabit = 'always' | 'until the end' | 'repeats' | 'never';

/** A resource of an element. Source: reference §2.7. */
export interface ResourceDefinition {
	readonly name: string;
	readonly idField: string;
	/** Fields a new record needs. */
	readonly required: readonly string[];
	/** Whether `page` counts; the cursor always does. Source: reference §2.7, §10. */
	readonly pages: boolean;
	readonly max: number;
	readonly token: TokenHabit;
	/** Whether a clause may hold OR. */
	readonly or: boolean;
	/** The entity of Intuit's books behind it; other resources have records of their own. */
	readonly entity?: string;
	/** Ids are numbers from this one on; without it they are what `make` gives. */
	readonly firstId?: string;
	/** The record at a place of the list, with its id. */
	readonly make: (index: number) => Record<string, unknown>;
}

const plain: Omit<ResourceDefinition, 'name' | 'make' | 'required'> = {
	idField: 'id',
	pages: true,
	max: 200,
	token: 'always',
	or: true,
};

/** Resource names of QuickBooks and the entities behind them. */
const QUICKBOOKS: Readonly<Record<string, string>> = {
	'company-info': 'CompanyInfo',
	customers: 'Customer',
	invoices: 'Invoice',
	'ledger-accounts': 'Account',
	payments: 'Payment',
	products: 'Item',
	vendors: 'Vendor',
};

const BY_ELEMENT: Readonly<Record<string, readonly ResourceDefinition[]>> = {
	quickbooks: Object.entries(QUICKBOOKS).map(([name, entity]) => ({
		...plain,
		name,
		entity,
		required: [],
		or: false,
		make: () => ({}),
	})),
	xero: [
		{
			...plain,
			name: 'customers',
			idField: 'ContactID',
			required: ['Name'],
			max: 100,
			make: xeroContact,
		},
		{
			...plain,
			name: 'invoices',
			idField: 'InvoiceID',
			required: ['Type', 'Contact'],
			max: 100,
			make: (index) => ({
				InvoiceID: xeroContact(index + 5000).ContactID,
				Type: 'ACCREC',
				InvoiceNumber: `INV-${String(index + 1).padStart(4, '0')}`,
				Contact: { ContactID: xeroContact(index % 40).ContactID },
				Total: 80 + (index % 9) * 42.25,
				Reference: null,
			}),
		},
	],
	freshbooks: [
		{
			...plain,
			name: 'customers',
			idField: 'client_id',
			required: ['organization'],
			max: 100,
			make: freshbooksClient,
		},
	],
	hubspot: [
		{
			...plain,
			name: 'contacts',
			required: ['email'],
			pages: false,
			max: 100,
			token: 'repeats',
			make: customerRecord,
		},
	],
	sfdc: ['accounts', 'contacts'].map((name) => ({
		...plain,
		name,
		required: ['name'],
		token: 'until the end' as const,
		make: customerRecord,
	})),
};

const customers: ResourceDefinition = {
	...plain,
	name: 'customers',
	required: ['name'],
	make: customerRecord,
};
const invoices: ResourceDefinition = {
	...plain,
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
	sage: [customers, invoices],
};

/** The resources of an element. */
export function resourcesOf({ key, hub }: ElementDefinition): readonly ResourceDefinition[] {
	return BY_ELEMENT[key] ?? BY_HUB[hub] ?? [];
}

/** Their names, as `/objects` answers them. Source: reference §2.6. */
export function objectNames(element: ElementDefinition): string[] {
	return resourcesOf(element).map(({ name }) => name);
}
