import type { IDataObject } from 'n8n-workflow';

/** The value by a name, which may lead into objects: `PrimaryEmailAddr.Address`. */
export function valueAt(record: IDataObject, field: string): unknown {
	if (record[field] !== undefined) return record[field];
	return field
		.split('.')
		.reduce<unknown>((value, name) => (value as IDataObject | null | undefined)?.[name], record);
}
