/** What can be asked of an entity. */
export interface EntityRules {
	/** Fields a new record needs. */
	readonly required: readonly string[];
	/** The field that has to be unique, where there is one. */
	readonly unique?: string;
	/** Fields a query may name; others are "not queryable". */
	readonly queryable: readonly string[];
	/** Transactions can be deleted, names only made inactive. */
	readonly transaction: boolean;
	/** What can be done with it besides. */
	readonly does: ReadonlyArray<'pdf' | 'send' | 'void'>;
	/** There is one, which everybody has. */
	readonly single: boolean;
}

const TIMES = ['Id', 'MetaData.CreateTime', 'MetaData.LastUpdatedTime'];

const PERSON = [
	'DisplayName',
	'GivenName',
	'FamilyName',
	'CompanyName',
	'Balance',
	'PrimaryEmailAddr',
];

function name(
	unique: string,
	queryable: readonly string[] = [],
	required: readonly string[] = [],
): EntityRules {
	return {
		required: [unique, ...required],
		unique,
		queryable: [...TIMES, unique, 'Active', ...queryable],
		transaction: false,
		does: [],
		single: false,
	};
}

function transaction(
	required: readonly string[],
	queryable: readonly string[],
	does: EntityRules['does'] = [],
): EntityRules {
	return {
		required,
		queryable: [...TIMES, 'DocNumber', 'TxnDate', 'TotalAmt', ...queryable],
		transaction: true,
		does,
		single: false,
	};
}

function only(queryable: readonly string[]): EntityRules {
	return { ...name('Id', queryable), required: [], transaction: false, single: true };
}

/** The entities this company file has. Names as in Intuit's query language. */
export const ENTITIES: Readonly<Record<string, EntityRules>> = {
	Account: name('Name', ['AccountType', 'AccountSubType', 'Classification', 'CurrentBalance']),
	Bill: transaction(['VendorRef', 'Line'], ['DueDate', 'VendorRef', 'Balance']),
	BillPayment: transaction(['VendorRef', 'TotalAmt', 'Line'], ['VendorRef', 'PayType']),
	Class: name('Name', ['FullyQualifiedName']),
	CompanyInfo: only(['CompanyName', 'Country']),
	CreditMemo: transaction(['CustomerRef', 'Line'], ['CustomerRef', 'Balance'], ['pdf', 'send']),
	Customer: name('DisplayName', PERSON),
	Department: name('Name', ['FullyQualifiedName']),
	Employee: name('DisplayName', PERSON),
	Estimate: transaction(['CustomerRef', 'Line'], ['CustomerRef', 'TxnStatus'], ['pdf', 'send']),
	Invoice: transaction(
		['CustomerRef', 'Line'],
		['DueDate', 'CustomerRef', 'Balance'],
		['pdf', 'send', 'void'],
	),
	Item: name('Name', ['Type', 'UnitPrice', 'Sku', 'QtyOnHand']),
	JournalEntry: transaction(['Line'], ['Adjustment']),
	Payment: transaction(['CustomerRef', 'TotalAmt'], ['CustomerRef'], ['pdf', 'send', 'void']),
	PaymentMethod: name('Name', ['Type']),
	Preferences: only([]),
	Purchase: transaction(['AccountRef', 'PaymentType', 'Line'], ['PaymentType']),
	PurchaseOrder: transaction(['VendorRef', 'Line'], ['VendorRef', 'POStatus'], ['pdf', 'send']),
	RefundReceipt: transaction(['DepositToAccountRef', 'Line'], ['CustomerRef'], ['pdf', 'send']),
	SalesReceipt: transaction(['Line'], ['CustomerRef', 'Balance'], ['pdf', 'send', 'void']),
	TaxAgency: name('DisplayName'),
	TaxCode: name('Name', ['Taxable', 'TaxGroup']),
	TaxRate: name('Name', ['RateValue']),
	Term: name('Name', ['DueDays', 'Type']),
	TimeActivity: transaction(['NameOf'], ['EmployeeRef', 'CustomerRef']),
	Vendor: name('DisplayName', PERSON),
	VendorCredit: transaction(['VendorRef', 'Line'], ['VendorRef', 'Balance']),
};

/** The entity of a path segment: paths are lower case. */
export function entityOf(segment: string): string | undefined {
	return Object.keys(ENTITIES).find((entity) => entity.toLowerCase() === segment.toLowerCase());
}
