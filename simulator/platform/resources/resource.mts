/** How an element's lists hand out the token of the next page. Source: docs/platform-api.md, "Pagination". */
export type TokenHabit = 'always' | 'until the end' | 'repeats' | 'never';

/** Create, read one, update, delete, search. */
export type Verb = 'C' | 'R' | 'U' | 'D' | 'S';

/** A resource of an element. Source: docs/platform-api.md, "Resource calls", "Resources of each element". */
export interface ResourceDefinition {
	readonly name: string;
	/** What a transformation calls it; the name where absent. Source: docs/platform-api.md, "Common resources". */
	readonly vendorName?: string;
	readonly idField: string;
	/** What it can do; other calls are 405. */
	readonly verbs: string;
	/** Fields a new record needs. */
	readonly required: readonly string[];
	/** Whether `page` counts; the cursor always does. Source: docs/platform-api.md, "Pagination". */
	readonly pages: boolean;
	readonly max: number;
	readonly token: TokenHabit;
	/** Whether a clause may hold OR. */
	readonly or: boolean;
	/** Names in a clause that are the provider's filters: `updated_from='2024-05-15'` asks for `updated` since then. Source: docs/platform-api.md, "CEQL". */
	readonly since?: Readonly<Record<string, string>>;
	/** What a record says of its own times, and how a time is written. Source: docs/platform-api.md, "Field names". */
	readonly times?: {
		readonly changed: readonly string[];
		readonly created?: string;
		readonly write: (epochMs: number) => string;
	};
	/** The entity of Intuit's books behind it; other resources have records of their own. */
	readonly entity?: string;
	/** Ids are numbers from this one on; without it they are what `make` gives. */
	readonly firstId?: string;
	/** The record at a place of the list, with its id. */
	readonly make: (index: number) => Record<string, unknown>;
}

/** "journal-entries" as `journalentry`, as the vendor's tests have it for Xero. */
export function singularName(name: string): string {
	return name
		.replaceAll('-', '')
		.replace(/ies$/, 'y')
		.replace(/sses$/, 'ss')
		.replace(/([^s])s$/, '$1');
}

/** What most resources have in common. */
export const PLAIN: Omit<ResourceDefinition, 'name' | 'make' | 'required'> = {
	idField: 'id',
	verbs: 'CRUDS',
	pages: true,
	max: 200,
	token: 'always',
	or: true,
	times: { changed: ['updatedDate'], write: (epochMs) => new Date(epochMs).toISOString() },
};
