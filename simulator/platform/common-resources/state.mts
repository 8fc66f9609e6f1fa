/** Where a definition or a transformation is kept; a lower level wins. Source: docs/platform-api.md, "Common resources". */
export type Level = 'organization' | 'account' | 'instance';

/** A field of a common resource. */
export interface DefinedField {
	readonly path: string;
	readonly type: string;
}

/** The shape of a common resource, without what each element makes of it. */
export interface Definition {
	readonly fields: readonly DefinedField[];
}

/** A switch of a transformation or of one of its fields. */
export interface Setting {
	readonly type: string;
	readonly properties?: { readonly fromVendor?: boolean; readonly toVendor?: boolean };
}

/** A field of a common resource and where an element has it. */
export interface MappedField {
	readonly path: string;
	readonly vendorPath: string;
	readonly type?: string;
	readonly configuration?: readonly Setting[];
	readonly level: Level;
}

/** How an element's object becomes a common resource. */
export interface Transformation {
	readonly level: Level;
	readonly vendorName: string | undefined;
	readonly fields: readonly MappedField[];
	readonly configuration: readonly Setting[];
	/** What runs after the fields, from the highest level down. */
	readonly scripts: readonly string[];
	/** Whether the script is of the first engine, which gives its result back. */
	readonly isLegacy: boolean;
	readonly startDate: string;
}

/** What is kept at one place, by the name of the common resource. */
export type Shelf<Kept> = Map<string, Kept>;

/** All definitions and transformations, by the place where they are kept. */
export interface CommonResources {
	readonly definitions: Map<string, Shelf<Definition>>;
	readonly transformations: Map<string, Shelf<Transformation>>;
}

/** Nothing defined and nothing mapped. */
export function createCommonResources(): CommonResources {
	return { definitions: new Map(), transformations: new Map() };
}

/** What is kept at a place. */
export function shelfAt<Kept>(shelves: Map<string, Shelf<Kept>>, place: string): Shelf<Kept> {
	const shelf = shelves.get(place) ?? new Map<string, Kept>();
	shelves.set(place, shelf);
	return shelf;
}
