import type { INodeProperties } from 'n8n-workflow';

import { OTHER_TYPE } from './parameters';

const forOperations = (...operation: string[]) => ({
	show: { resource: ['record'], operation },
});

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

export const recordFields: INodeProperties[] = [
	{
		displayName: 'Record Type',
		name: 'recordType',
		type: 'options',
		options: TYPES.map(([name, value]) => ({ name, value })),
		default: 'Customer',
		displayOptions: forOperations('create', 'delete', 'get', 'update'),
	},
	{
		displayName: 'Record Type Name',
		name: 'recordTypeName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'CompanyCurrency',
		description: "Name of the type as in Intuit's documentation",
		displayOptions: {
			show: {
				resource: ['record'],
				operation: ['create', 'delete', 'get', 'update'],
				recordType: [OTHER_TYPE],
			},
		},
	},
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		default: '',
		required: true,
		placeholder: '130',
		description: 'ID of the record, as Query and Create return it',
		displayOptions: forOperations('delete', 'get', 'update'),
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'json',
		default: '{}',
		placeholder: '={{ { "DisplayName": $json.name } }}',
		description: "Fields of the record, by Intuit's own names",
		displayOptions: forOperations('create'),
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'json',
		default: '{}',
		placeholder: '={{ { "PrimaryPhone": { "FreeFormNumber": $json.phone } } }}',
		description:
			"Fields to change, by Intuit's own names. The SyncToken is read first unless you give one.",
		displayOptions: forOperations('update'),
	},
	{
		displayName: 'Query',
		name: 'statement',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: "SELECT * FROM Invoice WHERE Balance > '0' ORDERBY TxnDate DESC",
		description:
			'Statement like SQL. Pages are read by the node; STARTPOSITION at its end says where to begin, and MAXRESULTS how many records to read at most.',
		hint: 'Write :name where a value from your data belongs, and give it under Values',
		displayOptions: forOperations('query'),
	},
	{
		displayName: 'Values',
		name: 'queryValues',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Value',
		default: {},
		description:
			'What the placeholders of the query stand for. The node puts each value in quotes and escapes it, so that it stays a value whatever it holds; a list from an expression is for IN (:name).',
		displayOptions: forOperations('query'),
		options: [
			{
				displayName: 'Value',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'customer_name',
						description: 'Name of the placeholder, without the colon',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: forOperations('query'),
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: {
			show: { resource: ['record'], operation: ['query'], returnAll: [false] },
		},
	},
];
