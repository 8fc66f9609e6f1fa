import type { IDataObject } from 'n8n-workflow';

import { apiPath } from './apiPath';

/**
 * For the objects of an instance with the source of each; hosts that do not know it list names
 * (docs/platform-api.md, "Objects and metadata").
 */
export function objectsRequest(elementToken: string) {
	return {
		path: apiPath('objects'),
		headers: { 'elements-version': 'Helium' },
		elementToken,
	};
}

/** An object that an instance has. */
export interface InstanceObject extends IDataObject {
	name: string;
	/** What a mapping calls it. */
	vendorName?: string;
	/** `vdr` a common resource, `ceCanonical` one of the element, `vendor` the provider's own. */
	type?: string;
}

/** One row of the list, whichever form the host gives it. */
export function toObject(row: unknown): InstanceObject {
	if (typeof row !== 'object' || row === null) return { name: String(row ?? '') };
	const { objectName, ...object } = row as IDataObject;
	return { ...object, name: String(object.name ?? objectName ?? '') };
}
