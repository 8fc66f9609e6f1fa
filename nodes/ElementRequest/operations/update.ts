import type { IDataObject } from 'n8n-workflow';

import type { ElementClient, ElementOperation } from '../call';
import { objectField, recordFields, recordIdField } from '../fields/record';
import { exclusively, idOf, resultOf, updateRecord, whereIs } from '../recordRequests';
import type { RecordAddress } from '../path';

/** The record's address now, where every change gives it another ID. */
async function currentAddress(
	{ client, elementToken }: ElementClient,
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

/** Changes a record. */
export const update: ElementOperation = {
	fields: [objectField, recordIdField, ...recordFields],
	async execute(call) {
		const { parameters } = call;
		const { idField = 'id', readFirst = false, replace = false } = parameters.options();
		const given = parameters.address();
		const record = parameters.record();
		const answer = await exclusively(call, whereIs(given).path, async () => {
			const address = readFirst ? await currentAddress(call, given, idField) : given;
			return await updateRecord(call, address, record, replace);
		});
		return resultOf(call, answer);
	},
};
