import { type BookRecord, type Books, recordsOf } from './books.mts';
import { BookFault } from './fault.mts';

/** What a report lists: a name and a sum for each record of an entity. */
const REPORTS: Readonly<Record<string, { entity: string; title: string; sum: string }>> = {
	AgedPayables: { entity: 'Bill', title: 'Vendor', sum: 'Balance' },
	AgedReceivables: { entity: 'Invoice', title: 'Customer', sum: 'Balance' },
	BalanceSheet: { entity: 'Account', title: '', sum: 'CurrentBalance' },
	CustomerBalance: { entity: 'Customer', title: 'Customer', sum: 'Balance' },
	CustomerSales: { entity: 'Invoice', title: 'Customer', sum: 'TotalAmt' },
	GeneralLedger: { entity: 'Account', title: '', sum: 'CurrentBalance' },
	ProfitAndLoss: { entity: 'Account', title: '', sum: 'CurrentBalance' },
	TransactionList: { entity: 'Invoice', title: 'Num', sum: 'TotalAmt' },
	TrialBalance: { entity: 'Account', title: '', sum: 'CurrentBalance' },
	VendorBalance: { entity: 'Vendor', title: 'Vendor', sum: 'Balance' },
};

function labelOf(record: BookRecord): unknown {
	const { CustomerRef, VendorRef, Name, DisplayName, DocNumber } = record;
	const reference = (CustomerRef ?? VendorRef) as { name?: string } | undefined;
	return Name ?? DisplayName ?? reference?.name ?? DocNumber ?? record.Id;
}

/** A report in the form that all of Intuit's have: header, columns, rows of texts. */
export function runReport(
	books: Books,
	name: string,
	query: Readonly<Record<string, string | undefined>>,
	time: string,
): Record<string, unknown> {
	const report = REPORTS[name];
	if (report === undefined) {
		throw new BookFault('500', 'Unsupported Operation', `Operation ${name} is not supported.`);
	}
	const today = time.slice(0, 10);
	const rows = [...recordsOf(books, report.entity).values()].map((record) => ({
		ColData: [
			{ value: String(labelOf(record)), id: record.Id },
			{ value: Number(record[report.sum] ?? 0).toFixed(2) },
		],
		type: 'Data',
	}));
	return {
		Header: {
			Time: time,
			ReportName: name,
			ReportBasis: query.accounting_method ?? 'Accrual',
			StartPeriod: query.start_date ?? `${today.slice(0, 4)}-01-01`,
			EndPeriod: query.end_date ?? today,
			Currency: 'USD',
			Option: [{ Name: 'NoReportData', Value: String(rows.length === 0) }],
		},
		Columns: {
			Column: [
				{ ColTitle: report.title, ColType: 'Account' },
				{ ColTitle: 'Total', ColType: 'Money' },
			],
		},
		Rows: { Row: rows },
	};
}
