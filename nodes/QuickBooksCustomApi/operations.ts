import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/api/failure';
import type { IntuitClient } from '../shared/intuit/client';
import { runQuery } from '../shared/intuit/query';
import { createRecord, deleteRecord, getRecord, updateRecord } from '../shared/intuit/records';
import type { RecordAnswer } from '../shared/intuit/records';
import type { ItemResult } from '../shared/items';
import type { Parameters } from './parameters';

type Operation = (
	client: IntuitClient,
	parameters: Parameters,
	context: IExecuteFunctions,
) => Promise<ItemResult>;

const result = ({ record, tid }: RecordAnswer): ItemResult => ({
	json: record,
	trace: { intuitTid: tid },
});

const getCompany: Operation = async (client, parameters) => {
	const realmId = parameters.realmId();
	const at = { realmId, type: 'CompanyInfo', id: realmId };
	return result(await getRecord(client, at, parameters.callOptions()));
};

const getOne: Operation = async (client, parameters) =>
	result(await getRecord(client, parameters.record(), parameters.callOptions()));

const create: Operation = async (client, parameters) => {
	const at = { realmId: parameters.realmId(), type: parameters.recordType() };
	return result(await createRecord(client, at, parameters.fields(), parameters.callOptions()));
};

const update: Operation = async (client, parameters) =>
	result(
		await updateRecord(
			client,
			parameters.record(),
			parameters.fields(),
			parameters.updateMode(),
			parameters.callOptions(),
		),
	);

const remove: Operation = async (client, parameters) => {
	const at = parameters.record();
	const { madeInactive, tid } = await deleteRecord(client, at, parameters.callOptions());
	const json = { deleted: true, recordType: at.type, id: at.id, madeInactive };
	return { json, trace: { intuitTid: tid } };
};

const query: Operation = async (client, parameters) => {
	const { minorversion } = parameters.callOptions();
	const base = { realmId: parameters.realmId(), query: { minorversion } };
	const limit = parameters.limit();
	const { rows, cut, tid } = await runQuery(client, base, parameters.text('statement'), limit);
	return {
		json: rows,
		trace: { intuitTid: tid },
		...(cut && {
			hint: `There may be more records than the Limit of ${limit}. Switch Return All on to read them all.`,
		}),
	};
};

const send: Operation = async (client, parameters, context) => {
	const { fileField, ...request } = await parameters.customRequest();
	const { minorversion, requestid } = parameters.callOptions();
	const { body, headers, tid } = await client.call<unknown>({
		...request,
		realmId: parameters.realmId(),
		query: { minorversion, ...(requestid && { requestid }), ...request.query },
		repeatable: request.method === 'GET' || requestid !== undefined,
		asFile: fileField !== undefined,
	});
	const trace = { intuitTid: tid };
	if (fileField !== undefined) {
		const type = String(headers['content-type'] ?? '').split(';')[0];
		const name = request.path.split('/').filter(Boolean).join('-');
		const file = await context.helpers.prepareBinaryData(body as Buffer, name, type || undefined);
		return { json: {}, binary: { [fileField]: file }, trace };
	}
	const isObject = typeof body === 'object' && body !== null;
	return { json: isObject ? (body as IDataObject) : { data: body as string }, trace };
};

/** What the node does, by resource and operation. */
const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
	company: { get: getCompany },
	customRequest: { send },
	record: { create, delete: remove, get: getOne, query, update },
};

/** @throws InvalidInput for an operation that there is not, as an expression may give */
export function findOperation(resource: string, operation: string): Operation {
	const found = OPERATIONS[resource]?.[operation];
	if (found) return found;
	throw new InvalidInput(`There is no operation "${operation}" of "${resource}"`);
}
