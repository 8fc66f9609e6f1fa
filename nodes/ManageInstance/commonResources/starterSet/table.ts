import { passThrough } from '../commonResource';
import type { ExportedResource, MappedField } from '../commonResource';

/** The kinds of software of the starter set, by their element keys. */
export const KINDS = ['quickbooks', 'xero', 'freshbooks'] as const;

export type Kind = (typeof KINDS)[number];

/** A field of the common resource, its type, and the fields of QuickBooks Online, Xero and FreshBooks, null where there is none. */
export type Row = readonly [
	path: string,
	type: string,
	quickbooks: string | null,
	xero: string | null,
	freshbooks: string | null,
];

/** One common resource of the starter set, as a table. */
export interface Table {
	name: string;
	rows: readonly Row[];
	/** What each calls its own: as a resource, and in mappings unless an instance tells another name. */
	objects: Readonly<Record<Kind, { resource: string; vendorName: string }>>;
	/** What fields alone cannot say; all begin with {@link HELPERS}. */
	scripts?: Partial<Readonly<Record<Kind, string>>>;
}

/**
 * What the scripts share. The three write dates and amounts differently: QuickBooks as epoch
 * milliseconds, Xero as `/Date(…)/` or ISO 8601, FreshBooks as text (docs/platform-api.md, "Field names").
 */
const HELPERS = `
const record = transformedObject;
const source = originalObject;
const isGiven = (value) => value !== undefined && value !== null && value !== '';
const set = (name, value) => { if (isGiven(value)) record[name] = value; };
const time = (value) => {
	const wrapped = /^\\/Date\\((-?\\d+)/.exec(String(value));
	if (wrapped) return Number(wrapped[1]);
	return typeof value === 'number' ? value : Date.parse(/(Z|[+-]\\d\\d:?\\d\\d)$/.test(value) ? value : value + (String(value).length > 10 ? 'Z' : ''));
};
const day = (value) => isGiven(value) ? new Date(time(value)).toISOString().slice(0, 10) : undefined;
const instant = (value) => isGiven(value) ? new Date(time(value)).toISOString() : undefined;
const amount = (value) => isGiven(value) ? Number(value) : undefined;
const list = (value) => isGiven(value) ? [].concat(value) : [];
`;

const column = (kind: Kind) => (2 + KINDS.indexOf(kind)) as 2 | 3 | 4;

function mappingOf({ rows, objects, scripts = {} }: Table, kind: Kind, names: VendorNames) {
	const { resource, vendorName } = objects[kind];
	const fields = rows.flatMap((row): MappedField[] => {
		const vendorPath = row[column(kind)];
		return vendorPath === null ? [] : [{ path: row[0], vendorPath, type: row[1] }];
	});
	const script = scripts[kind];
	return {
		vendorName: names.get(kind)?.get(resource) ?? vendorName,
		fields,
		configuration: [passThrough(false)],
		...(script !== undefined && {
			script: { body: `${HELPERS}${script.trim()}\ndone(record);` },
		}),
		isLegacy: false,
	};
}

/** What an instance calls the object of a resource in mappings, as far as one was asked. */
export type VendorNames = ReadonlyMap<Kind, ReadonlyMap<string, string>>;

/** A table as the document that Import reads. */
export function toExport(table: Table, names: VendorNames = new Map()): ExportedResource {
	return {
		vdrName: table.name,
		definition: { fields: table.rows.map(([path, type]) => ({ path, type })) },
		transformation: Object.fromEntries(KINDS.map((kind) => [kind, mappingOf(table, kind, names)])),
	};
}
