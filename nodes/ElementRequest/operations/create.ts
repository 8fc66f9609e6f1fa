import type { ElementOperation } from '../call';
import { objectField, recordFields } from '../fields/record';
import { createRecord, resultOf } from '../recordRequests';

/** Creates a record. */
export const create: ElementOperation = {
	fields: [objectField, ...recordFields],
	async execute(call) {
		const object = call.parameters.object();
		return resultOf(call, await createRecord(call, object, call.parameters.record()));
	},
};
