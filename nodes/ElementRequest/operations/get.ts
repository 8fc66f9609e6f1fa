import type { ElementOperation } from '../call';
import { objectField, recordIdField } from '../fields/record';
import { resultOf, whereIs } from '../recordRequests';

/** Gets one record. */
export const get: ElementOperation = {
	fields: [objectField, recordIdField],
	async execute(call) {
		const { client, elementToken, parameters } = call;
		const fields = parameters.returnedFields();
		const answer = await client.call({
			method: 'GET',
			...whereIs(parameters.address()),
			query: { ...(fields && { fields }) },
			elementToken,
			expects: 'record',
			repeatable: true,
		});
		return resultOf(call, answer);
	},
};
