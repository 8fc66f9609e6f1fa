import { instanceFields } from '../../shared/fields/instanceLocator';
import { resolveId } from '../../shared/instances/findInstance';
import type { ManageOperation } from '../call';
import { setEnabled } from '../setEnabled';

/** Enables one instance. */
export const enable: ManageOperation = {
	fields: [...instanceFields],
	async execute({ client, parameters }) {
		const id = await resolveId(client, await parameters.address());
		const requestId = await setEnabled(client, id, true);
		return {
			json: { id: Number(id), disabled: false },
			trace: { instanceId: id, requestId },
		};
	},
};
