import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { CallFailure, InvalidInput } from '../shared/errors/failure';
import { readList } from '../shared/api/paginate';
import type { PlatformRequest, PlatformResponse } from '../shared/api/platformClient';
import { readLimit } from '../shared/fields/limit';
import type { ItemResult } from '../shared/run/forEachItem';
import { optionsOf, readFields, readFilter, readObject, readRecord, readText } from './parameters';
import { recordKey, recordPath, resourcePath } from './path';
import type { Target } from './session';

/** One operation on records for one item. */
export type RecordOperation = (
	context: IExecuteFunctions,
	itemIndex: number,
	target: Target,
) => Promise<ItemResult>;

/** Where a record is. */
export interface RecordAddress {
	object: string;
	id: string;
}

/** @throws InvalidInput for an address that leads anywhere but to a record */
const whereIs = ({ object, id }: RecordAddress) => ({
	path: recordPath(object, id),
	about: `record ${id} of ${object}`,
});

/** @throws InvalidInput when no object was chosen */
function readAddress(context: IExecuteFunctions, itemIndex: number): RecordAddress {
	return {
		object: readObject(context, itemIndex),
		id: readText(context, 'recordId', itemIndex),
	};
}

/** Does what changes a record when nothing else of this run that changes it is under way. */
export async function inTurnOf<Result>(
	target: Target,
	path: string,
	work: () => Promise<Result>,
): Promise<Result> {
	return await target.inTurn(JSON.stringify([target.elementToken, recordKey(path)]), work);
}

/** A value of an answer as an item: not every list holds objects, not every change answers. */
export function toRow(value: unknown): IDataObject {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as IDataObject;
	}
	return value === undefined || value === '' ? { success: true } : { value: value as string };
}

function resultOf(target: Target, { body, requestId }: PlatformResponse<unknown>): ItemResult {
	return { json: toRow(body), trace: { instanceId: target.instanceId, requestId } };
}

/**
 * Creates a record, once: when the answer is lost, the call is not repeated.
 *
 * @throws CallFailure with what is known
 */
export async function createRecord(
	{ client, elementToken }: Target,
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
	{ client, elementToken }: Target,
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

const getAll: RecordOperation = async (context, itemIndex, target) => {
	const options = optionsOf(context, itemIndex);
	const { where, hint } = readFilter(context, itemIndex);
	const query = {
		...(where && { where }),
		...(readFields(options) && { fields: readFields(options) }),
		...(options.orderBy?.trim() && { orderBy: options.orderBy.trim() }),
	};
	const limit = readLimit(context, itemIndex);
	const object = readObject(context, itemIndex);
	const { rows, doubt } = await readList<unknown>(
		target.client,
		{
			path: resourcePath('Object', object),
			about: `object ${object}`,
			query,
			elementToken: target.elementToken,
			style: options.paging,
			...(options.pageSize && { pageSize: Number(options.pageSize) }),
		},
		limit,
	);
	return {
		json: rows.map(toRow),
		hint: [hint, doubt].filter(Boolean).join(' '),
		trace: { instanceId: target.instanceId },
	};
};

const get: RecordOperation = async (context, itemIndex, target) => {
	const fields = readFields(optionsOf(context, itemIndex));
	const answer = await target.client.call({
		method: 'GET',
		...whereIs(readAddress(context, itemIndex)),
		query: { ...(fields && { fields }) },
		elementToken: target.elementToken,
		expects: 'record',
		repeatable: true,
	});
	return resultOf(target, answer);
};

const create: RecordOperation = async (context, itemIndex, target) => {
	const object = readObject(context, itemIndex);
	return resultOf(target, await createRecord(target, object, readRecord(context, itemIndex)));
};

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

/** The record's address now, where every change gives it another ID. */
async function currentAddress(
	{ client, elementToken }: Target,
	address: RecordAddress,
	idField: string,
): Promise<RecordAddress> {
	const { body } = await client.call<IDataObject>({
		method: 'GET',
		...whereIs(address),
		elementToken,
		expects: 'record',
		repeatable: true,
	});
	return { ...address, id: idOf(body, idField) };
}

const update: RecordOperation = async (context, itemIndex, target) => {
	const { idField = 'id', readFirst = false, replace = false } = optionsOf(context, itemIndex);
	const given = readAddress(context, itemIndex);
	const record = readRecord(context, itemIndex);
	const answer = await inTurnOf(target, whereIs(given).path, async () => {
		const address = readFirst ? await currentAddress(target, given, idField) : given;
		return await updateRecord(target, address, record, replace);
	});
	return resultOf(target, answer);
};

const remove: RecordOperation = async (context, itemIndex, target) => {
	const { client, elementToken, instanceId } = target;
	const request: PlatformRequest = {
		method: 'DELETE',
		...whereIs(readAddress(context, itemIndex)),
		elementToken,
		expects: 'done',
		repeatable: false,
	};
	return await inTurnOf(target, request.path, async () => {
		let outcome = await client.tryCall(request);
		if (outcome instanceof CallFailure && outcome.outcomeUnknown) {
			// The record may be gone already, and then it is not found: that is what was wanted.
			outcome = await client.tryCall({ ...request, repeatable: true });
			if (outcome instanceof CallFailure && outcome.details.statusCode === 404) {
				return { json: { deleted: true }, trace: { instanceId } };
			}
		}
		if (outcome instanceof CallFailure) throw outcome;
		return { json: { deleted: true }, trace: { instanceId, requestId: outcome.requestId } };
	});
};

export const recordOperations = { create, delete: remove, get, getAll, update };
