import type { Table } from './table';

const line = (field: string) => `line[*].${field}`;
const sale = (field: string) => line(`salesItemLineDetail.${field}`);
const item = (field: string) => `LineItems[*].${field}`;
const row = (field: string) => `lines.line[*].${field}`;

/** Sales invoices with their lines. */
export const invoices: Table = {
	name: 'common-invoices',
	objects: {
		quickbooks: { resource: 'invoices', vendorName: 'invoice' },
		xero: { resource: 'invoices', vendorName: 'invoice' },
		freshbooks: { resource: 'invoices', vendorName: 'invoices' },
	},
	rows: [
		['id', 'string', 'id', 'InvoiceID', 'invoice_id'],
		['number', 'string', 'docNumber', 'InvoiceNumber', 'number'],
		['customerId', 'string', 'customerRef.value', 'Contact.ContactID', 'client_id'],
		['date', 'string', 'txnDate', 'Date', 'date'],
		['dueDate', 'string', 'dueDate', 'DueDate', null],
		['currency', 'string', 'currencyRef.value', 'CurrencyCode', 'currency_code'],
		['total', 'number', 'totalAmt', 'Total', 'amount'],
		['amountDue', 'number', 'balance', 'AmountDue', 'amount_outstanding'],
		['tax', 'number', 'txnTaxDetail.totalTax', 'TotalTax', null],
		['note', 'string', 'customerMemo.value', 'Reference', 'notes'],
		['updatedAt', 'string', 'metaData.lastUpdatedTime', 'UpdatedDateUTC', 'updated'],
		['lines[*].description', 'string', line('description'), item('Description'), row('name')],
		['lines[*].quantity', 'number', sale('qty'), item('Quantity'), row('quantity')],
		['lines[*].unitPrice', 'number', sale('unitPrice'), item('UnitAmount'), row('unit_cost')],
		['lines[*].amount', 'number', line('amount'), item('LineAmount'), row('amount')],
		['lines[*].itemId', 'string', sale('itemRef.value'), item('ItemCode'), null],
	],
	scripts: {
		quickbooks: `const SALE = 'SALES_ITEM_LINE_DETAIL';
if (fromVendor) {
	set('date', day(source.txnDate));
	set('dueDate', day(source.dueDate));
	set('updatedAt', instant(source.metaData && source.metaData.lastUpdatedTime));
	record.lines = list(record.lines).filter((line, index) => source.line[index].detailType === SALE);
} else {
	if (isGiven(source.date)) record.txnDate = time(source.date);
	if (isGiven(source.dueDate)) record.dueDate = time(source.dueDate);
	list(record.line).forEach((line) => { line.detailType = SALE; });
	delete record.metaData;
}`,
		xero: `if (fromVendor) {
	set('date', day(source.Date));
	set('dueDate', day(source.DueDate));
	set('updatedAt', instant(source.UpdatedDateUTC));
} else {
	record.Type = 'ACCREC';
	delete record.UpdatedDateUTC;
}`,
		freshbooks: `if (fromVendor) {
	set('date', day(source.date));
	set('total', amount(source.amount));
	set('amountDue', amount(source.amount_outstanding));
	record.lines = list(source.lines && source.lines.line).map((line) => {
		const common = {};
		if (isGiven(line.name)) common.description = line.name;
		[['quantity', 'quantity'], ['unitPrice', 'unit_cost'], ['amount', 'amount']].forEach((pair) => {
			if (isGiven(line[pair[1]])) common[pair[0]] = Number(line[pair[1]]);
		});
		return common;
	});
} else {
	delete record.updated;
}`,
	},
};
