import { instanceFields } from '../../shared/fields/instanceLocator';
import { getInstance } from '../../shared/instances/findInstance';
import { toOutput } from '../../shared/instances/output';
import type { ManageOperation } from '../call';

/** Gets one instance. */
export const get: ManageOperation = {
	fields: [...instanceFields],
	async execute({ client, parameters }) {
		const address = await parameters.address();
		const { body, requestId } = await getInstance(client, address);
		return { json: toOutput(body), trace: { instanceId: body.id, requestId } };
	},
};
