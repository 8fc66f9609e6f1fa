import { PLAIN, singularName, type ResourceDefinition } from './resource.mts';
import { nameAt, xeroContact, xeroId } from './samples.mts';

type Make = ResourceDefinition['make'];

const day = (index: number) => `2024-${String((index % 12) + 1).padStart(2, '0')}-15T00:00:00`;
const amount = (index: number) => 80 + (index % 9) * 42.25;
const contact = (index: number) => ({ Contact: { ContactID: xeroId(index % 40) } });
const times: ResourceDefinition['times'] = {
	changed: ['UpdatedDateUTC'],
	write: (epochMs) => new Date(epochMs).toISOString().slice(0, 19),
};
const updated = (index: number) => ({ UpdatedDateUTC: day(index) });

const invoice: Make = (index) => ({
	InvoiceID: xeroId(index + 5000),
	Type: 'ACCREC',
	InvoiceNumber: `INV-${String(index + 1).padStart(4, '0')}`,
	...contact(index),
	Date: day(index),
	DueDate: day(index + 1),
	Status: index % 3 === 0 ? 'AUTHORISED' : 'PAID',
	LineItems: [{ Description: 'Bread', Quantity: 1, UnitAmount: amount(index), AccountCode: '200' }],
	Total: amount(index),
	AmountDue: index % 3 === 0 ? amount(index) : 0,
	Reference: null,
	...updated(index),
});

/** Resources of Xero: name, field of the id, first of its ids, what a new record needs, what it holds, verbs. Source: docs/platform-api.md, "Resources of each element", "Field names". */
const ROWS: ReadonlyArray<
	readonly [
		name: string,
		idField: string,
		first: number,
		required: readonly string[],
		make: Make,
		verbs?: string,
	]
> = [
	[
		'bank-transfers',
		'BankTransferID',
		10_000,
		['Amount'],
		(i) => ({ Amount: amount(i), Date: day(i) }),
		'CRS',
	],
	['contacts', 'ContactID', 0, ['Name'], xeroContact],
	[
		'credit-memos',
		'CreditNoteID',
		15_000,
		['Type', 'Contact'],
		(i) => ({
			Type: 'ACCRECCREDIT',
			...contact(i),
			Date: day(i),
			Status: 'AUTHORISED',
			Total: 10 + i,
		}),
	],
	['customers', 'ContactID', 0, ['Name'], xeroContact],
	[
		'employees',
		'EmployeeID',
		20_000,
		['FirstName', 'LastName'],
		(i) => ({ FirstName: 'Robin', LastName: nameAt(i), Status: 'ACTIVE' }),
	],
	[
		'expense-receipts',
		'ReceiptID',
		25_000,
		['LineItems'],
		(i) => ({ ReceiptNumber: i + 1, Date: day(i), Status: 'DRAFT', Total: 5 + i, LineItems: [] }),
	],
	['invoices', 'InvoiceID', 5000, ['Type', 'Contact'], invoice],
	[
		'journal-entries',
		'ManualJournalID',
		30_000,
		['Narration', 'JournalLines'],
		(i) => ({
			Narration: `Month ${i + 1}`,
			Date: day(i),
			Status: 'POSTED',
			JournalLines: [
				{ LineAmount: 100, AccountCode: '200' },
				{ LineAmount: -100, AccountCode: '400' },
			],
		}),
	],
	[
		'ledger-accounts',
		'AccountID',
		35_000,
		[],
		(i) => ({
			Code: String(200 + i),
			Name: ['Sales', 'Rent', 'Bank'][i] ?? `Account ${i + 1}`,
			Type: ['REVENUE', 'EXPENSE', 'BANK'][i % 3],
			Class: ['REVENUE', 'EXPENSE', 'ASSET'][i % 3],
			Status: 'ACTIVE',
			ShowInExpenseClaims: i % 3 === 1,
		}),
		'RS',
	],
	[
		'payments',
		'PaymentID',
		40_000,
		['Invoice', 'Account', 'Amount'],
		(i) => ({
			Invoice: { InvoiceID: xeroId(i + 5000) },
			Account: { AccountID: xeroId(35_002) },
			Amount: amount(i),
			Date: day(i),
			PaymentType: 'ACCRECPAYMENT',
			Status: 'AUTHORISED',
		}),
		'CRS',
	],
	[
		'products',
		'ItemID',
		45_000,
		['Code'],
		(i) => ({ Code: `ITEM-${i + 1}`, Name: `Item ${i + 1}`, SalesDetails: { UnitPrice: 4.5 + i } }),
		'CRDS',
	],
	[
		'sales-receipts',
		'BankTransactionID',
		50_000,
		['Type', 'Contact'],
		(i) => ({ Type: 'RECEIVE', ...contact(i), Date: day(i), Status: 'AUTHORISED', Total: 15 + i }),
	],
	['vendors', 'ContactID', 0, ['Name'], (i) => ({ ...xeroContact(i), IsSupplier: true })],
];

/** Tax rates are told by their type, all others by a GUID in a field of their own. */
export const XERO: readonly ResourceDefinition[] = [
	...ROWS.map(([name, idField, first, required, make, verbs = 'CRUDS']) => ({
		...PLAIN,
		name,
		vendorName: singularName(name),
		idField,
		verbs,
		required,
		max: 100,
		times,
		make: (index: number) => ({
			[idField]: xeroId(first + index),
			...updated(index),
			...make(index),
		}),
	})),
	{
		...PLAIN,
		name: 'tax-rates',
		idField: 'TaxType',
		verbs: 'RS',
		required: [],
		max: 100,
		make: (index) => ({
			TaxType: `TAX${String(index + 1).padStart(3, '0')}`,
			Name: `Rate ${index + 1}`,
			EffectiveRate: index + 5,
			Status: 'ACTIVE',
		}),
	},
];
