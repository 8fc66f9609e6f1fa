import { PLAIN, singularName, type ResourceDefinition } from './resource.mts';

/** Resources of QuickBooks: name, entity of the books, verbs. Source: docs/platform-api.md, "Resources of each element". */
const ROWS: ReadonlyArray<readonly [name: string, entity: string, verbs?: string]> = [
	['bill-payments', 'BillPayment', 'CRDS'],
	['bills', 'Bill'],
	['classes', 'Class', 'RS'],
	['company-info', 'CompanyInfo', 'RS'],
	['credit-memos', 'CreditMemo'],
	['credit-terms', 'Term', 'CRS'],
	['customers', 'Customer'],
	['departments', 'Department'],
	['employees', 'Employee'],
	['estimates', 'Estimate', 'CRDS'],
	['invoices', 'Invoice'],
	['journal-entries', 'JournalEntry'],
	['ledger-accounts', 'Account', 'CRS'],
	['payment-methods', 'PaymentMethod', 'CRS'],
	['payments', 'Payment', 'CRUS'],
	['preferences', 'Preferences', 'RUS'],
	['products', 'Item'],
	['purchase-orders', 'PurchaseOrder'],
	['purchases', 'Purchase'],
	['refund-receipts', 'RefundReceipt'],
	['sales-receipts', 'SalesReceipt'],
	['tax-agencies', 'TaxAgency', 'CRS'],
	['tax-codes', 'TaxCode', 'S'],
	['tax-rates', 'TaxRate', 'RS'],
	['time-activities', 'TimeActivity'],
	['vendor-credits', 'VendorCredit'],
	['vendors', 'Vendor'],
];

/** QuickBooks has no OR, and its records are Intuit's. */
export const QUICKBOOKS: readonly ResourceDefinition[] = ROWS.map(
	([name, entity, verbs = 'CRUDS']) => ({
		...PLAIN,
		name,
		vendorName: singularName(name),
		entity,
		verbs,
		required: [],
		or: false,
		make: () => ({}),
	}),
);
