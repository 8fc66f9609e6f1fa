import type { QuickBooksOperation } from '../call';
import { recordIdField, recordTypeFields } from '../fields/record';
import { deleteRecord } from '../recordRequests';

/** Deletes a record, or makes it inactive where QuickBooks does not delete its type. */
export const remove: QuickBooksOperation = {
	fields: [...recordTypeFields, recordIdField],
	async execute({ client, parameters }) {
		const at = parameters.record();
		const { madeInactive, tid } = await deleteRecord(client, at, parameters.callOptions());
		const json = { deleted: true, recordType: at.type, id: at.id, madeInactive };
		return { json, trace: { providerCall: { intuitTid: tid } } };
	},
};
