import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { fullResponseOf } from '../shared/fields/fullResponse';
import { bindValues } from './bindValues';
import type { IntuitClient } from './client/client';
import { hintOnParts } from './parts';
import { runQuery } from './query';
import { createRecord, deleteRecord, getRecord, updateRecord } from './records';
import type { RecordAnswer } from './records';
import type { ItemResult } from '../shared/run/forEachItem';
import { storeFile } from '../shared/files/storeFile';
import type { Parameters } from './parameters';

type Operation = (
	client: IntuitClient,
	parameters: Parameters,
	context: IExecuteFunctions,
) => Promise<ItemResult>;

const result = ({ record, tid }: RecordAnswer): ItemResult => ({
	json: record,
	trace: { providerCall: { intuitTid: tid } },
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
	return { json, trace: { providerCall: { intuitTid: tid } } };
};

const query: Operation = async (client, parameters) => {
	const { minorversion } = parameters.callOptions();
	const base = { realmId: parameters.realmId(), query: { minorversion } };
	const limit = parameters.limit();
	const pageSize = parameters.pageSize();
	const statement = bindValues(parameters.text('statement'), parameters.queryValues());
	const { rows, cut, shrunkTo, tid } = await runQuery(client, base, statement, limit, pageSize);
	const hints = [
		cut &&
			`There may be more records than the Limit of ${limit}. Switch Return All on to read them all.`,
		shrunkTo !== undefined &&
			`Pages of ${pageSize} records took QuickBooks too long, so they were read by ${shrunkTo}. Add the option Page Size with this number to save the waiting.`,
	].filter((hint) => typeof hint === 'string');
	return {
		json: rows,
		trace: { providerCall: { intuitTid: tid } },
		...(hints.length > 0 && { hint: hints.join(' ') }),
	};
};

/** The name, without extension, of a file that came without one: `invoice-130` for `invoice/130/pdf`. */
const fileNameFor = (path: string) =>
	path
		.replace(/\/pdf\/?$/i, '')
		.split('/')
		.filter(Boolean)
		.join('-');

const send: Operation = async (client, parameters, context) => {
	const { fileField, ...request } = await parameters.customRequest();
	const { minorversion, requestid } = parameters.callOptions();
	const isRead = request.method === 'GET';
	const answer = await client.call<unknown>({
		...request,
		realmId: parameters.realmId(),
		query: { minorversion, ...(requestid && { requestid }), ...request.query },
		expects: fileField === undefined ? 'any' : 'file',
		effect: isRead ? 'read' : requestid ? 'writeOnce' : 'write',
	});
	const { body, headers, tid } = answer;
	const trace = { providerCall: { intuitTid: tid } };
	const isFull = parameters.fullResponse();
	if (fileField !== undefined) {
		const json = isFull ? fullResponseOf({ ...answer, body: undefined }) : {};
		const name = fileNameFor(request.path);
		const file = await storeFile(context, body as Buffer, headers, name);
		return { json, binary: { [fileField]: file }, trace };
	}
	const isObject = typeof body === 'object' && body !== null;
	const plain = isObject ? (body as IDataObject) : { data: (body ?? '') as string };
	return { json: isFull ? fullResponseOf(answer) : plain, trace, hint: hintOnParts(body) };
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
