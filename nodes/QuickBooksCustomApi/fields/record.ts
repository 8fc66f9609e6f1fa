import type { INodeProperties } from 'n8n-workflow';

import { OTHER_TYPE } from '../call';

/** The types people use most, as Intuit spells them. */
const TYPES: ReadonlyArray<[name: string, value: string]> = [
	['Account', 'Account'],
	['Attachment', 'Attachable'],
	['Bill', 'Bill'],
	['Bill Payment', 'BillPayment'],
	['Class', 'Class'],
	['Credit Memo', 'CreditMemo'],
	['Customer', 'Customer'],
	['Department', 'Department'],
	['Deposit', 'Deposit'],
	['Employee', 'Employee'],
	['Estimate', 'Estimate'],
	['Expense or Purchase', 'Purchase'],
	['Invoice', 'Invoice'],
	['Journal Entry', 'JournalEntry'],
	['Other', OTHER_TYPE],
	['Payment', 'Payment'],
	['Payment Method', 'PaymentMethod'],
	['Product or Service', 'Item'],
	['Purchase Order', 'PurchaseOrder'],
	['Refund Receipt', 'RefundReceipt'],
	['Sales Receipt', 'SalesReceipt'],
	['Tax Code', 'TaxCode'],
	['Tax Rate', 'TaxRate'],
	['Term', 'Term'],
	['Time Activity', 'TimeActivity'],
	['Transfer', 'Transfer'],
	['Vendor', 'Vendor'],
	['Vendor Credit', 'VendorCredit'],
];

/** Of which type a record is. */
export const recordTypeFields: INodeProperties[] = [
	{
		displayName: 'Record Type',
		name: 'recordType',
		type: 'options',
		options: TYPES.map(([name, value]) => ({ name, value })),
		default: 'Customer',
	},
	{
		displayName: 'Record Type Name',
		name: 'recordTypeName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. CompanyCurrency',
		description: "Name of the type as in Intuit's documentation",
		displayOptions: { show: { recordType: [OTHER_TYPE] } },
	},
];

/** Which record. */
export const recordIdField: INodeProperties = {
	displayName: 'Record ID',
	name: 'recordId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 130',
	description: 'ID of the record, as Query and Create return it',
};
