import type { Table } from './table';

/** What customers paid. Which account it goes to is each software's own affair. */
export const payments: Table = {
	name: 'common-payments',
	objects: {
		quickbooks: { resource: 'payments', vendorName: 'payment' },
		xero: { resource: 'payments', vendorName: 'payment' },
		freshbooks: { resource: 'payments', vendorName: 'payments' },
	},
	rows: [
		['id', 'string', 'id', 'PaymentID', 'payment_id'],
		['customerId', 'string', 'customerRef.value', 'Invoice.Contact.ContactID', 'client_id'],
		['invoiceId', 'string', 'line[0].linkedTxn[0].txnId', 'Invoice.InvoiceID', 'invoice_id'],
		['amount', 'number', 'totalAmt', 'Amount', 'amount'],
		['date', 'string', 'txnDate', 'Date', 'date'],
		['method', 'string', 'paymentMethodRef.value', 'PaymentType', 'type'],
	],
	scripts: {
		quickbooks: `if (fromVendor) {
	set('date', day(source.txnDate));
} else {
	if (isGiven(source.date)) record.txnDate = time(source.date);
	list(record.line).forEach((line) => {
		line.amount = source.amount;
		list(line.linkedTxn).forEach((linked) => { linked.txnType = 'Invoice'; });
	});
}`,
		xero: `if (fromVendor) set('date', day(source.Date));`,
		freshbooks: `if (fromVendor) {
	set('date', day(source.date));
	set('amount', amount(source.amount));
}`,
	},
};
