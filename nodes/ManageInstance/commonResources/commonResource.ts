import type { IDataObject } from 'n8n-workflow';

/** A field of a common resource (docs/platform-api.md, "Common resources"). */
export interface DefinedField extends IDataObject {
	/** Dots make objects, `[*]` stands for all of a list. */
	path: string;
	type: string;
}

/** A field of a common resource and where an element has it. */
export interface MappedField extends IDataObject {
	path: string;
	vendorPath: string;
	type?: string;
}

/** What an element or an instance makes of its own object. */
export interface Mapping extends IDataObject {
	vendorName?: string;
	fields: MappedField[];
	configuration?: IDataObject[];
	script?: { body: string };
	isLegacy?: boolean;
}

/** A common resource with its mappings by element key, in the form of the vendor's own export. */
export interface ExportedResource extends IDataObject {
	vdrName: string;
	definition: { fields: DefinedField[] };
	transformation: Record<string, Mapping>;
}

/** Fields that are not mapped; hosts differ in what they do unless it is said. */
export const passThrough = (keep: boolean): IDataObject => ({
	type: 'passThrough',
	properties: { fromVendor: keep, toVendor: keep },
});
