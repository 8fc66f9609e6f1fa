import { instanceField } from '../../shared/fields/instanceLocator';
import { getInstance } from '../../shared/instances/findInstance';
import { toOutput } from '../../shared/instances/instance';
import type { ManageOperation } from '../call';

/** Gets one instance. */
export const get: ManageOperation = {
	fields: [instanceField],
	async execute({ client, parameters }) {
		const address = parameters.address();
		const { body, requestId } = await getInstance(client, address);
		return { json: toOutput(body), trace: { instanceId: body.id, requestId } };
	},
};
