import type { IDataObject } from 'n8n-workflow';

import { CallFailure, InvalidInput } from '../shared/errors/failure';
import { adviceOnLoss } from './client/effect';
import type { Effect } from './client/effect';
import type { ItemResult } from '../shared/run/forEachItem';
import type { IntuitClient, IntuitRequest, IntuitResponse } from './client/client';

/** Record types that QuickBooks never deletes: it makes them inactive. */
const LISTS = new Set([
	'account',
	'class',
	'customer',
	'department',
	'employee',
	'item',
	'paymentmethod',
	'term',
	'vendor',
]);

/** A record of one company. */
export interface RecordAddress {
	realmId: string;
	/** As Intuit spells it, `CreditMemo`. */
	type: string;
	id: string;
}

/** One record, as an answer brought it. */
export interface RecordAnswer {
	record: IDataObject;
	tid?: string;
}

/** An answer as what the item came to. */
export const resultOf = ({ record, tid }: RecordAnswer): ItemResult => ({
	json: record,
	trace: { providerCall: { intuitTid: tid } },
});

/** Parameters of the query that every call of an operation carries; `requestid` is for writes. */
export interface CallOptions {
	minorversion?: number;
	requestid?: string;
}

/** How an update treats the fields that it does not name. */
export type UpdateMode = 'sparse' | 'full';

/**
 * The part of the path that stands for a record type.
 *
 * @throws InvalidInput for what cannot be the name of one
 */
function pathOf(type: string): string {
	if (!/^[a-z]+$/i.test(type)) {
		throw new InvalidInput(
			type === '' ? 'No record type was given' : `The record type "${type}" is not a name`,
			"Enter it as in Intuit's documentation, for example CreditMemo.",
		);
	}
	return type.toLowerCase();
}

function recordIn(
	{ body, tid }: IntuitResponse<IDataObject>,
	type: string,
	effect: Effect,
): RecordAnswer {
	const name = Object.keys(body).find((key) => key.toLowerCase() === type.toLowerCase());
	const record = name && body[name];
	if (!record || typeof record !== 'object' || Array.isArray(record)) {
		throw new CallFailure({
			code: 'answer_unexpected',
			message: `QuickBooks answered without a ${type}`,
			advice: effect === 'read' ? 'Check the spelling of the record type.' : adviceOnLoss(effect),
			provider: 'Intuit',
			providerCall: { intuitTid: tid },
		});
	}
	return { record: record as IDataObject, tid };
}

/**
 * Reads a record.
 *
 * @throws InvalidInput for a missing ID or a type that is no name
 * @throws CallFailure when there is none
 */
export async function getRecord(
	client: IntuitClient,
	{ realmId, type, id }: RecordAddress,
	{ minorversion }: CallOptions,
): Promise<RecordAnswer> {
	const path = `${pathOf(type)}/${checkedId(id)}`;
	const answer = await client.call({
		method: 'GET',
		realmId,
		path,
		query: { minorversion },
		expects: 'record',
		effect: 'read',
	});
	return recordIn(answer, type, 'read');
}

// A slash would read something else than a record, and the encoding of a path keeps it.
function checkedId(id: string): string {
	if (id === '' || id.includes('/')) {
		throw new InvalidInput(
			id === '' ? 'No record ID was given' : `The record ID "${id}" holds a slash`,
			'Give the Id of a record, as Query and Create return it.',
		);
	}
	return id;
}

async function post(
	client: IntuitClient,
	{ realmId, type }: Pick<RecordAddress, 'realmId' | 'type'>,
	body: IDataObject,
	query: NonNullable<IntuitRequest['query']>,
): Promise<RecordAnswer> {
	const path = pathOf(type);
	const effect = query.requestid ? 'writeOnce' : 'write';
	const expects = 'record';
	const answer = await client.call({ method: 'POST', realmId, path, query, body, expects, effect });
	return recordIn(answer, type, effect);
}

const keyOf = ({ realmId, type, id }: RecordAddress) => `${realmId}/${pathOf(type)}/${id}`;

/** Creates a record. */
export async function createRecord(
	client: IntuitClient,
	at: Pick<RecordAddress, 'realmId' | 'type'>,
	fields: IDataObject,
	options: CallOptions,
): Promise<RecordAnswer> {
	return await post(client, at, fields, { ...options });
}

/**
 * Changes a record. Its SyncToken, by which QuickBooks notices that somebody else changed it, is read
 * first unless the fields bring one. `full` sends the record as it is with the fields over it, for the
 * types that know no sparse update.
 */
export async function updateRecord(
	client: IntuitClient,
	at: RecordAddress,
	fields: IDataObject,
	mode: UpdateMode,
	options: CallOptions,
): Promise<RecordAnswer> {
	return await client.mutex.runExclusive(keyOf(at), async () => {
		const needsRecord = mode === 'full' || fields.SyncToken === undefined;
		const { record } = needsRecord ? await getRecord(client, at, options) : { record: {} };
		const body = {
			...(mode === 'full' && record),
			SyncToken: record.SyncToken,
			...fields,
			Id: checkedId(at.id),
			sparse: mode === 'sparse',
		};
		return await post(client, at, body, { ...options });
	});
}

/**
 * Deletes a record, or makes it inactive where QuickBooks does not delete its type.
 *
 * @returns whether it was made inactive instead
 */
export async function deleteRecord(
	client: IntuitClient,
	at: RecordAddress,
	options: CallOptions,
): Promise<{ madeInactive: boolean; tid?: string }> {
	return await client.mutex.runExclusive(keyOf(at), async () => {
		const { record } = await getRecord(client, at, options);
		if (LISTS.has(pathOf(at.type))) {
			// Not all lists know the sparse update, so the whole record goes back.
			const body = { ...record, sparse: false, Active: false };
			return { madeInactive: true, tid: (await post(client, at, body, { ...options })).tid };
		}
		const body = { Id: record.Id, SyncToken: record.SyncToken };
		const { tid } = await post(client, at, body, { ...options, operation: 'delete' });
		return { madeInactive: false, tid };
	});
}
