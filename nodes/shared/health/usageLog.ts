import type { IDataObject } from 'n8n-workflow';

import { readPages } from '../api/paginate';
import { apiPath } from '../api/apiPath';
import type { PlatformClient } from '../api/platformClient';
import { elementKeyOf } from '../instances/instance';
import type { Instance } from '../instances/instance';

/** One call in the platform's log; hosts name its fields in snake or in camel case (docs/platform-api.md, "Usage"). */
export type UsageRow = IDataObject;

/** The first of these fields that the row has. */
export function fieldOf(row: UsageRow, ...names: string[]): string | undefined {
	const name = names.find((one) => row[one] !== undefined && row[one] !== null);
	return name === undefined ? undefined : String(row[name]);
}

export const addressOf = (row: UsageRow) => fieldOf(row, 'request_uri', 'requestURI') ?? '';

/** Whether a row is about this instance; nothing where the host's log does not name instances. */
export function isAbout(row: UsageRow, { id, name }: Instance): boolean | undefined {
	const rowId = fieldOf(
		row,
		'element_instance_id',
		'elementInstanceId',
		'instance_id',
		'instanceId',
	);
	if (rowId !== undefined) return rowId === String(id);
	if (addressOf(row).split('/').includes(String(id))) return true;
	const rowName = fieldOf(row, 'element_instance_name', 'instance_name', 'instanceName');
	return rowName === undefined ? undefined : rowName === name;
}

/**
 * The log of calls of an instance, newest first. The platform finds them by element only; rows that
 * name another instance are left out.
 *
 * @throws CallFailure when a page cannot be read
 */
export async function* readUsage(
	client: PlatformClient,
	instance: Instance,
	query: IDataObject,
): AsyncGenerator<UsageRow, void> {
	const key = elementKeyOf(instance);
	const request = { path: apiPath('usage'), query: { ...query, ...(key && { keys: [key] }) } };
	for await (const { rows } of readPages<UsageRow>(client, request)) {
		for (const row of rows) {
			if (isAbout(row, instance) !== false) yield row;
		}
	}
}
