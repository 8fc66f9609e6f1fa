import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import type { PlatformResponse } from '../shared/api/platformRequest';
import { resourcePath } from '../shared/records/path';
import type { ItemResult } from '../shared/run/forEachItem';
import type { ElementCall, ElementClient } from './call';
import { recordKey, recordPath } from './path';
import type { RecordAddress } from './path';

/** @throws InvalidInput for an address that leads anywhere but to a record */
export const whereIs = ({ object, id }: RecordAddress) => ({
	path: recordPath(object, id),
	about: `record ${id} of ${object}`,
});

/** Does what changes a record when nothing else of this run that changes it is under way. */
export async function exclusively<Result>(
	{ elementToken, lane, run }: ElementCall,
	path: string,
	work: () => Promise<Result>,
): Promise<Result> {
	const key = JSON.stringify([elementToken, recordKey(path)]);
	return await run.mutex.runExclusive(key, work, lane);
}

/** A value of an answer as an item: not every list holds objects, not every change answers. */
export function toRow(value: unknown): IDataObject {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as IDataObject;
	}
	return value === undefined || value === '' ? { success: true } : { value: value as string };
}

/** An answer as what the item came to. */
export function resultOf(
	{ instanceId }: ElementCall,
	{ body, requestId }: PlatformResponse<unknown>,
): ItemResult {
	return { json: toRow(body), trace: { instanceId, requestId } };
}

/**
 * Creates a record, once: when the answer is lost, the call is not repeated.
 *
 * @throws CallFailure with what is known
 */
export async function createRecord(
	{ client, elementToken }: ElementClient,
	object: string,
	record: IDataObject,
): Promise<PlatformResponse<unknown>> {
	return await client.call<unknown>({
		method: 'POST',
		path: resourcePath('Object', object),
		body: record,
		elementToken,
		about: `object ${object}`,
		expects: 'record',
		repeatable: false,
		effect: {
			done: 'the record was created',
			risk: 'make a second one',
			advice: `Look for it among the ${object} before you repeat.`,
		},
	});
}

/** Changes a record. The same values again come to the same record, so the call may be repeated. */
export async function updateRecord(
	{ client, elementToken }: ElementClient,
	address: RecordAddress,
	record: IDataObject,
	replace: boolean,
): Promise<PlatformResponse<unknown>> {
	return await client.call({
		method: replace ? 'PUT' : 'PATCH',
		...whereIs(address),
		body: record,
		elementToken,
		expects: 'done',
		repeatable: true,
	});
}

/**
 * The ID of a record as it was answered.
 *
 * @throws InvalidInput when it is not in the field that should hold it
 */
export function idOf(row: IDataObject, idField: string): string {
	const id = row[idField];
	if ((typeof id === 'string' && id !== '') || typeof id === 'number') return String(id);
	throw new InvalidInput(
		`The record that was found has no field "${idField}"`,
		`Set the option ID Field to the one that holds its ID. It has: ${Object.keys(row).join(', ')}.`,
	);
}
