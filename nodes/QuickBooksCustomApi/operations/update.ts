import type { INodeProperties } from 'n8n-workflow';

import type { QuickBooksOperation } from '../call';
import { recordIdField, recordTypeFields } from '../fields/record';
import { updateRecord, resultOf } from '../recordRequests';

const fieldsField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {{ { "PrimaryPhone": { "FreeFormNumber": $json.phone } } }}',
	description:
		"Fields to change, by Intuit's own names. The SyncToken is read first unless you give one.",
};

/** Changes a record. */
export const update: QuickBooksOperation = {
	fields: [...recordTypeFields, recordIdField, fieldsField],
	async execute({ client, parameters }) {
		return resultOf(
			await updateRecord(
				client,
				parameters.record(),
				parameters.fields(),
				parameters.updateMode(),
				parameters.callOptions(),
			),
		);
	},
};
