import { CallFailure } from '../../shared/errors/failure';
import { apiPath } from '../../shared/api/apiPath';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { resolveId } from '../../shared/instances/findInstance';
import type { ManageOperation } from '../call';

/** Deletes one instance: by its id, and never with its token on the call (docs/platform-api.md, "Danger"). */
export const remove: ManageOperation = {
	fields: [...instanceFields],
	async execute({ client, parameters }) {
		const id = await resolveId(client, await parameters.address());
		const request = { method: 'DELETE', path: apiPath('instances', id), expects: 'done' } as const;
		const first = await client.tryCall({ ...request, repeatable: false });
		if (first instanceof CallFailure) {
			if (!first.outcomeUnknown) throw first;
			const second = await client.tryCall({ ...request, repeatable: true });
			// Not there any more: then the first call did it, although its answer was lost.
			if (second instanceof CallFailure && second.details.statusCode !== 404) throw second;
		}
		const requestId = first instanceof CallFailure ? first.details.requestId : first.requestId;
		return { json: { deleted: true, id: Number(id) }, trace: { instanceId: id, requestId } };
	},
};
