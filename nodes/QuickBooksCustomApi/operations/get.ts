import type { QuickBooksOperation } from '../call';
import { recordIdField, recordTypeFields } from '../fields/record';
import { getRecord, resultOf } from '../recordRequests';

/** Gets one record. */
export const get: QuickBooksOperation = {
	fields: [...recordTypeFields, recordIdField],
	async execute({ client, parameters }) {
		return resultOf(await getRecord(client, parameters.record(), parameters.callOptions()));
	},
};
