import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { PlatformFailure } from '../shared/api/failure';
import { readRows } from '../shared/api/paginate';
import type { PlatformRequest, PlatformResponse } from '../shared/api/platformClient';
import { readLimit } from '../shared/fields/limit';
import type { ItemResult } from '../shared/items';
import { optionsOf, readFields, readFilter, readObject, readRecord, readText } from './parameters';
import { recordPath, resourcePath } from './path';
import type { Target } from './session';

/** One operation on records for one item. */
export type RecordOperation = (
	context: IExecuteFunctions,
	itemIndex: number,
	target: Target,
) => Promise<ItemResult>;

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

function unconfirmed(object: string, { details }: PlatformFailure): PlatformFailure {
	return new PlatformFailure({
		...details,
		message: 'The platform did not confirm whether the record was created',
		advice: `${details.message}. It was not sent again, because that could make a second one. Look for it among the ${object} before you repeat.`,
	});
}

/**
 * Creates a record, once: when the answer is lost, the call is not repeated.
 *
 * @throws PlatformFailure with what is known
 */
export async function createRecord(
	{ client, elementToken }: Target,
	object: string,
	record: IDataObject,
): Promise<PlatformResponse<unknown>> {
	const outcome = await client.tryCall<unknown>({
		method: 'POST',
		path: resourcePath('Object', object),
		body: record,
		elementToken,
		expects: 'record',
		repeatable: false,
	});
	if (!(outcome instanceof PlatformFailure)) return outcome;
	throw outcome.outcomeUnknown ? unconfirmed(object, outcome) : outcome;
}

/** Changes a record. The same values again come to the same record, so the call may be repeated. */
export async function updateRecord(
	{ client, elementToken }: Target,
	path: string,
	record: IDataObject,
	replace: boolean,
): Promise<PlatformResponse<unknown>> {
	const method = replace ? 'PUT' : 'PATCH';
	return await client.call({
		method,
		path,
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
	const rows = await readRows<unknown>(
		target.client,
		{
			path: resourcePath('Object', readObject(context, itemIndex)),
			query,
			elementToken: target.elementToken,
			style: options.paging,
			...(options.pageSize && { pageSize: Number(options.pageSize) }),
		},
		limit,
	);
	return { json: rows.map(toRow), hint, trace: { instanceId: target.instanceId } };
};

const get: RecordOperation = async (context, itemIndex, target) => {
	const fields = readFields(optionsOf(context, itemIndex));
	const answer = await target.client.call({
		method: 'GET',
		path: recordPath(readObject(context, itemIndex), readText(context, 'recordId', itemIndex)),
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

/** The ID that the record has now, where every change gives it another one. */
async function currentId(target: Target, path: string, idField: string): Promise<string> {
	const { body } = await target.client.call<unknown>({
		method: 'GET',
		path,
		elementToken: target.elementToken,
		expects: 'record',
		repeatable: true,
	});
	return String(toRow(body)[idField] ?? '');
}

const update: RecordOperation = async (context, itemIndex, target) => {
	const { idField = 'id', readFirst = false, replace = false } = optionsOf(context, itemIndex);
	const object = readObject(context, itemIndex);
	const record = readRecord(context, itemIndex);
	const path = recordPath(object, readText(context, 'recordId', itemIndex));
	const id = readFirst ? await currentId(target, path, idField) : '';
	const currentPath = id === '' ? path : recordPath(object, id);
	return resultOf(target, await updateRecord(target, currentPath, record, replace));
};

const remove: RecordOperation = async (
	context,
	itemIndex,
	{ client, elementToken, instanceId },
) => {
	const request: PlatformRequest = {
		method: 'DELETE',
		path: recordPath(readObject(context, itemIndex), readText(context, 'recordId', itemIndex)),
		elementToken,
		expects: 'done',
		repeatable: false,
	};
	let outcome = await client.tryCall(request);
	if (outcome instanceof PlatformFailure && outcome.outcomeUnknown) {
		// The record may be gone already, and then it is not found: that is what was wanted.
		outcome = await client.tryCall({ ...request, repeatable: true });
		if (outcome instanceof PlatformFailure && outcome.details.statusCode === 404) {
			return { json: { deleted: true }, trace: { instanceId } };
		}
	}
	if (outcome instanceof PlatformFailure) throw outcome;
	return { json: { deleted: true }, trace: { instanceId, requestId: outcome.requestId } };
};

export const recordOperations = { create, delete: remove, get, getAll, update };
