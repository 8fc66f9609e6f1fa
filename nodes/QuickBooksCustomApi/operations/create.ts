import type { INodeProperties } from 'n8n-workflow';

import type { QuickBooksOperation } from '../call';
import { recordTypeFields } from '../fields/record';
import { createRecord, resultOf } from '../recordRequests';

const fieldsField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {{ { "DisplayName": $json.name } }}',
	description: "Fields of the record, by Intuit's own names",
};

/** Creates a record. */
export const create: QuickBooksOperation = {
	fields: [...recordTypeFields, fieldsField],
	async execute({ client, parameters }) {
		const at = { realmId: parameters.realmId(), type: parameters.recordType() };
		return resultOf(await createRecord(client, at, parameters.fields(), parameters.callOptions()));
	},
};
