type Fields = Record<string, unknown>;

const FIRST = [
	'Amelia',
	'Bjørn',
	'Chidi',
	'Dolores',
	'Émile',
	'Fatima',
	'Greta',
	'Hiro',
	'Ines',
	'Jakub',
];
const LAST = [
	'Abbott',
	'Brandt',
	"D'Souza",
	'Eriksen',
	'Fontaine',
	'Garcia',
	'Haddad',
	'Ito',
	'Jensen',
	'Kowalski',
	'Lindqvist',
	'Moreau',
];

/** Most of the books were written before this. */
export const BEGIN = Date.UTC(2023, 0, 2, 9, 0, 0);
export const DAY = 24 * 3_600_000;

function day(index: number): string {
	return new Date(BEGIN + index * DAY).toISOString().slice(0, 10);
}

function person(index: number): Fields {
	const [given = '', family = ''] = [
		FIRST[index % FIRST.length],
		LAST[Math.floor(index / FIRST.length) % LAST.length],
	];
	// Beyond the names there are, people are numbered: display names are unique.
	const round = Math.floor(index / (FIRST.length * LAST.length));
	return {
		DisplayName: `${given} ${family}${round === 0 ? '' : ` ${round + 1}`}`,
		GivenName: given,
		FamilyName: family,
	};
}

function customer(index: number): Fields {
	const about = person(index);
	return {
		...about,
		CompanyName: index % 4 === 0 ? `${String(about.FamilyName)} & Co.` : null,
		Active: index % 15 !== 14,
		Balance: (index % 7) * 125.5,
		PrimaryEmailAddr: { Address: `customer${index + 1}@example.com` },
	};
}

const ofCustomer = (index: number) => ({
	CustomerRef: { value: String((index % 40) + 1), name: person(index % 40).DisplayName },
});
const ofVendor = (index: number) => ({
	VendorRef: { value: String((index % 8) + 1), name: `Supplier ${(index % 8) + 1}` },
});
const account = (value: string) => ({ AccountRef: { value } });

/** A line of a detail type, with the detail in the field that is named after it. */
function line(DetailType: string, Amount: number, detail: Fields, index = 0): Fields {
	return { Id: String(index + 1), Amount, DetailType, [DetailType]: detail };
}

const sold = (amount: number) => ({
	Line: [line('SalesItemLineDetail', amount, { ItemRef: { value: '1' }, Qty: 1 })],
	TotalAmt: amount,
});
const bought = (amount: number) => ({
	Line: [line('AccountBasedExpenseLineDetail', amount, account('3'))],
	TotalAmt: amount,
});
const numbered = (first: number, index: number) => ({
	DocNumber: String(first + index),
	TxnDate: day(index),
});
const amountOf = (index: number) => 80 + (index % 9) * 42.25;
const list =
	(...names: string[]) =>
	(index: number) => ({ Name: names[index], Active: true });

/** How many records of an entity a company starts with, and what they hold. */
export const SAMPLES: Readonly<
	Record<string, { readonly count: number; readonly make: (index: number) => Fields }>
> = {
	Account: {
		count: 3,
		make: (i) => ({
			Name: ['Checking', 'Sales', 'Rent'][i] ?? `Account ${i + 1}`,
			AccountType: ['Bank', 'Income', 'Expense'][i % 3],
			Classification: ['Asset', 'Revenue', 'Expense'][i % 3],
			CurrentBalance: 1250.75 * i,
			Active: true,
		}),
	},
	Bill: {
		count: 12,
		make: (i) => ({
			...numbered(301, i),
			...ofVendor(i),
			...bought(amountOf(i)),
			DueDate: day(i + 14),
			Balance: i % 2 === 0 ? amountOf(i) : 0,
		}),
	},
	BillPayment: {
		count: 4,
		make: (i) => ({
			...numbered(351, i),
			...ofVendor(2 * i + 1),
			PayType: 'Check',
			TotalAmt: amountOf(2 * i + 1),
			Line: [
				{ Amount: amountOf(2 * i + 1), LinkedTxn: [{ TxnId: String(2 * i + 2), TxnType: 'Bill' }] },
			],
		}),
	},
	Class: { count: 2, make: list('Retail', 'Wholesale') },
	CreditMemo: {
		count: 3,
		make: (i) => ({
			...numbered(401, i),
			...ofCustomer(i),
			...sold(10 * (i + 1)),
			Balance: 10 * (i + 1),
		}),
	},
	Customer: { count: 120, make: customer },
	Department: { count: 2, make: list('Harbour', 'Market Hall') },
	Employee: { count: 3, make: (i) => ({ ...person(i + 60), Active: true }) },
	Estimate: {
		count: 4,
		make: (i) => ({
			...numbered(501, i),
			...ofCustomer(i),
			...sold(amountOf(i)),
			TxnStatus: 'Pending',
		}),
	},
	Invoice: {
		count: 60,
		make: (i) => ({
			...numbered(1001, i),
			...ofCustomer(i),
			...sold(amountOf(i)),
			DueDate: day(i + 30),
			Balance: i % 3 === 0 ? amountOf(i) : 0,
		}),
	},
	Item: {
		count: 4,
		make: (i) => ({
			Name: ['Bread', 'Cake', 'Catering', 'Delivery'][i] ?? `Item ${i + 1}`,
			Type: 'Service',
			Active: true,
			UnitPrice: 4.5 * (i + 1),
		}),
	},
	JournalEntry: {
		count: 3,
		make: (i) => ({
			...numbered(601, i),
			Adjustment: false,
			TotalAmt: 500,
			Line: ['Debit', 'Credit'].map((PostingType, at) =>
				line('JournalEntryLineDetail', 500, { PostingType, ...account(String(at + 1)) }, at),
			),
		}),
	},
	Payment: {
		count: 20,
		make: (i) => ({
			TxnDate: '2024-03-01',
			CustomerRef: { value: String(i + 1) },
			TotalAmt: 50 + i,
		}),
	},
	PaymentMethod: { count: 3, make: list('Cash', 'Check', 'Credit Card') },
	Purchase: {
		count: 5,
		make: (i) => ({ ...numbered(701, i), ...account('1'), PaymentType: 'Cash', ...bought(20 + i) }),
	},
	PurchaseOrder: {
		count: 3,
		make: (i) => ({
			...numbered(801, i),
			...ofVendor(i),
			...bought(amountOf(i)),
			POStatus: 'Open',
		}),
	},
	RefundReceipt: {
		count: 2,
		make: (i) => ({
			...numbered(851, i),
			DepositToAccountRef: { value: '1' },
			...ofCustomer(i),
			...sold(5 + i),
		}),
	},
	SalesReceipt: {
		count: 6,
		make: (i) => ({ ...numbered(901, i), ...ofCustomer(i), ...sold(15 + i), Balance: 0 }),
	},
	TaxAgency: { count: 1, make: () => ({ DisplayName: 'State Board', Active: true }) },
	TaxCode: {
		count: 2,
		make: (i) => ({ Name: ['TAX', 'NON'][i], Taxable: i === 0, TaxGroup: false, Active: true }),
	},
	TaxRate: {
		count: 2,
		make: (i) => ({ Name: ['State', 'City'][i], RateValue: [6.5, 1.15][i], Active: true }),
	},
	Term: {
		count: 3,
		make: (i) => ({
			Name: ['Due on receipt', 'Net 15', 'Net 30'][i],
			DueDays: [0, 15, 30][i],
			Type: 'STANDARD',
			Active: true,
		}),
	},
	TimeActivity: {
		count: 3,
		make: (i) => ({
			TxnDate: day(i),
			NameOf: 'Employee',
			EmployeeRef: { value: String(i + 1) },
			Hours: i + 1,
			Minutes: 30,
		}),
	},
	Vendor: {
		count: 8,
		make: (i) => ({ ...customer(i), DisplayName: `Supplier ${i + 1}`, Active: true }),
	},
	VendorCredit: {
		count: 2,
		make: (i) => ({ ...numbered(951, i), ...ofVendor(i), ...bought(12 + i), Balance: 12 + i }),
	},
};
