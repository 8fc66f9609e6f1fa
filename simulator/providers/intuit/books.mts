import { COMPANIES, type Company } from '../../seed.mts';

/** A record of the accounting API. */
export type BookRecord = Record<string, unknown> & { Id: string; SyncToken: string };

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
}

const TIMES = ['Id', 'MetaData.CreateTime', 'MetaData.LastUpdatedTime'];
const NAMED = [
	'DisplayName',
	'GivenName',
	'FamilyName',
	'CompanyName',
	'Active',
	'Balance',
	'PrimaryEmailAddr',
];

/** The entities this company file has. */
export const ENTITIES: Readonly<Record<string, EntityRules>> = {
	Account: {
		required: ['Name'],
		unique: 'Name',
		queryable: [...TIMES, 'Name', 'AccountType', 'Active'],
		transaction: false,
	},
	CompanyInfo: {
		required: [],
		queryable: [...TIMES, 'CompanyName', 'Country'],
		transaction: false,
	},
	Customer: {
		required: ['DisplayName'],
		unique: 'DisplayName',
		queryable: [...TIMES, ...NAMED],
		transaction: false,
	},
	Invoice: {
		required: ['CustomerRef', 'Line'],
		queryable: [...TIMES, 'DocNumber', 'TxnDate', 'DueDate', 'CustomerRef', 'TotalAmt', 'Balance'],
		transaction: true,
	},
	Item: {
		required: ['Name'],
		unique: 'Name',
		queryable: [...TIMES, 'Name', 'Type', 'Active', 'UnitPrice'],
		transaction: false,
	},
	Payment: {
		required: ['CustomerRef', 'TotalAmt'],
		queryable: [...TIMES, 'TxnDate', 'CustomerRef', 'TotalAmt'],
		transaction: true,
	},
	Vendor: {
		required: ['DisplayName'],
		unique: 'DisplayName',
		queryable: [...TIMES, ...NAMED],
		transaction: false,
	},
};

/** The entity of a path segment: paths are lower case. */
export function entityOf(segment: string): string | undefined {
	return Object.keys(ENTITIES).find((name) => name.toLowerCase() === segment.toLowerCase());
}

/** The books of one company: records by entity, in order of their ids. */
export type Books = Map<string, Map<string, BookRecord>>;

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
const BEGIN = Date.UTC(2023, 0, 2, 9, 0, 0);
const DAY = 24 * 3_600_000;

function stamp(index: number) {
	const time = new Date(BEGIN + index * DAY).toISOString();
	return { domain: 'QBO', sparse: false, MetaData: { CreateTime: time, LastUpdatedTime: time } };
}

function customer(index: number): Record<string, unknown> {
	const [given = '', family = ''] = [
		FIRST[index % FIRST.length],
		LAST[Math.floor(index / FIRST.length) % LAST.length],
	];
	return {
		DisplayName: `${given} ${family}`,
		GivenName: given,
		FamilyName: family,
		CompanyName: index % 4 === 0 ? `${family} & Co.` : null,
		Active: index % 15 !== 14,
		Balance: (index % 7) * 125.5,
		PrimaryEmailAddr: { Address: `customer${index + 1}@example.com` },
	};
}

function invoice(index: number): Record<string, unknown> {
	const amount = 80 + (index % 9) * 42.25;
	const day = (offset: number) =>
		new Date(BEGIN + (index + offset) * DAY).toISOString().slice(0, 10);
	return {
		DocNumber: String(1001 + index),
		TxnDate: day(0),
		DueDate: day(30),
		CustomerRef: { value: String((index % 40) + 1), name: customer(index % 40).DisplayName },
		Line: [
			{
				Id: '1',
				Amount: amount,
				DetailType: 'SalesItemLineDetail',
				SalesItemLineDetail: { ItemRef: { value: '1' }, Qty: 1 },
			},
		],
		TotalAmt: amount,
		Balance: index % 3 === 0 ? amount : 0,
	};
}

const MAKERS: ReadonlyArray<readonly [string, number, (index: number) => Record<string, unknown>]> =
	[
		[
			'Account',
			3,
			(i) => ({
				Name: ['Checking', 'Sales', 'Rent'][i],
				AccountType: ['Bank', 'Income', 'Expense'][i],
				Active: true,
			}),
		],
		['Customer', 120, customer],
		['Invoice', 60, invoice],
		[
			'Item',
			4,
			(i) => ({
				Name: ['Bread', 'Cake', 'Catering', 'Delivery'][i],
				Type: 'Service',
				Active: true,
				UnitPrice: 4.5 * (i + 1),
			}),
		],
		[
			'Payment',
			20,
			(i) => ({ TxnDate: '2024-03-01', CustomerRef: { value: String(i + 1) }, TotalAmt: 50 + i }),
		],
		['Vendor', 8, (i) => ({ ...customer(i), DisplayName: `Supplier ${i + 1}`, Active: true })],
	];

function makeRecords(count: number, make: (index: number) => Record<string, unknown>) {
	const records = Array.from(
		{ length: count },
		(_, index): BookRecord => ({
			...make(index),
			...stamp(index),
			Id: String(index + 1),
			SyncToken: '0',
		}),
	);
	return new Map(records.map((record) => [record.Id, record]));
}

/** Writes an entity's records anew, as many as asked for. */
export function fillBooks(books: Books, entity: string, count: number): void {
	const [, , make] = MAKERS.find(([name]) => name === entity) ?? [];
	if (make !== undefined) books.set(entity, makeRecords(count, make));
}

function openBooks(company: Company): Books {
	const books: Books = new Map();
	for (const [entity, count, make] of MAKERS) books.set(entity, makeRecords(count, make));
	const info = {
		CompanyName: company.name,
		LegalName: company.name,
		Country: company.country,
	};
	books.set('CompanyInfo', new Map([['1', { ...info, ...stamp(0), Id: '1', SyncToken: '4' }]]));
	return books;
}

/** The books of all companies. */
export function createBooks(): ReadonlyMap<string, Books> {
	return new Map(COMPANIES.map((company) => [company.realmId, openBooks(company)]));
}
