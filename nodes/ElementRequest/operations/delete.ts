import { CallFailure } from '../../shared/errors/failure';
import type { PlatformRequest } from '../../shared/api/platformRequest';
import type { ElementOperation } from '../call';
import { objectField, recordIdField } from '../fields/record';
import { exclusively, whereIs } from '../recordRequests';

/** Deletes a record. */
export const remove: ElementOperation = {
	fields: [objectField, recordIdField],
	async execute(call) {
		const { client, elementToken, instanceId, parameters } = call;
		const request: PlatformRequest = {
			method: 'DELETE',
			...whereIs(parameters.address()),
			elementToken,
			expects: 'done',
			repeatable: false,
		};
		return await exclusively(call, request.path, async () => {
			let outcome = await client.tryCall(request);
			if (outcome instanceof CallFailure && outcome.outcomeUnknown) {
				// The record may be gone already, and then it is not found: that is what was wanted.
				outcome = await client.tryCall({ ...request, repeatable: true });
				if (outcome instanceof CallFailure && outcome.details.statusCode === 404) {
					return { json: { deleted: true }, trace: { instanceId } };
				}
			}
			if (outcome instanceof CallFailure) throw outcome;
			return { json: { deleted: true }, trace: { instanceId, requestId: outcome.requestId } };
		});
	},
};
