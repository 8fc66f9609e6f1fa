import { COMPANIES, type Company } from '../../seed.mts';
import { BEGIN, DAY, SAMPLES } from './samples.mts';

/** A record of the accounting API. */
export type BookRecord = Record<string, unknown> & { Id: string; SyncToken: string };

/** A record that is gone, as change data capture still tells of it. */
export interface Deletion {
	readonly entity: string;
	readonly Id: string;
	/** ISO 8601. */
	readonly at: string;
}

/** The books of one company. */
export interface Books {
	/** By entity and id, in order of the ids. */
	readonly records: Map<string, Map<string, BookRecord>>;
	readonly deletions: Deletion[];
}

/** The records of an entity; what is added to them stays. */
export function recordsOf({ records }: Books, entity: string): Map<string, BookRecord> {
	const known = records.get(entity) ?? new Map<string, BookRecord>();
	records.set(entity, known);
	return known;
}

/** The books of a company; one without any has empty ones. */
export function booksOf(all: ReadonlyMap<string, Books>, realmId: string): Books {
	return all.get(realmId) ?? { records: new Map(), deletions: [] };
}

function stamp(time: number) {
	const at = new Date(time).toISOString();
	return { domain: 'QBO', sparse: false, MetaData: { CreateTime: at, LastUpdatedTime: at } };
}

function makeRecords(
	count: number,
	make: (index: number) => Record<string, unknown>,
	timeOf: (index: number) => number,
) {
	const records = Array.from(
		{ length: count },
		(_, index): BookRecord => ({
			...make(index),
			...stamp(timeOf(index)),
			Id: String(index + 1),
			SyncToken: '0',
		}),
	);
	return new Map(records.map((record) => [record.Id, record]));
}

/** Writes an entity's records anew, as many as asked for, all active, a second apart and the last one now. */
export function fillBooks({ records }: Books, entity: string, count: number, now: number): void {
	const make = SAMPLES[entity]?.make;
	if (make === undefined) return;
	const active = (index: number) => {
		const record = make(index);
		return record.Active === undefined ? record : { ...record, Active: true };
	};
	records.set(
		entity,
		makeRecords(count, active, (index) => now - (count - 1 - index) * 1000),
	);
}

/** What every company's books begin with, as text: reading it takes less time than making it anew. */
let begun: string | undefined;

function beginning(): Array<[string, BookRecord[]]> {
	begun ??= JSON.stringify(
		Object.entries(SAMPLES).map(([entity, { count, make }]) => [
			entity,
			[...makeRecords(count, make, (index) => BEGIN + index * DAY).values()],
		]),
	);
	return JSON.parse(begun) as Array<[string, BookRecord[]]>;
}

function openBooks(company: Company): Map<string, Map<string, BookRecord>> {
	const books = new Map(
		beginning().map(([entity, records]) => [
			entity,
			new Map(records.map((record) => [record.Id, record])),
		]),
	);
	const only = (entity: string, SyncToken: string, fields: Record<string, unknown>) => {
		books.set(entity, new Map([['1', { ...fields, ...stamp(BEGIN), Id: '1', SyncToken }]]));
	};
	only('CompanyInfo', '4', {
		CompanyName: company.name,
		LegalName: company.name,
		Country: company.country,
	});
	only('Preferences', '2', {
		AccountingInfoPrefs: { TrackDepartments: true, BookCloseDate: null },
		SalesFormsPrefs: { AllowDeposit: true, CustomTxnNumbers: false },
		CurrencyPrefs: { HomeCurrency: { value: company.country === 'US' ? 'USD' : 'EUR' } },
	});
	return books;
}

/** The books of all companies; each is opened when somebody looks into it. */
export function createBooks(): ReadonlyMap<string, Books> {
	return new Map(
		COMPANIES.map((company) => {
			let records: Books['records'] | undefined;
			const books: Books = {
				get records() {
					return (records ??= openBooks(company));
				},
				deletions: [],
			};
			return [company.realmId, books];
		}),
	);
}
