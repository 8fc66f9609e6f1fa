import { instanceFields } from '../../shared/fields/instanceLocator';
import { resolveId } from '../../shared/instances/findInstance';
import type { ManageOperation } from '../call';
import { setEnabled } from '../setEnabled';

/** Disables one instance. */
export const disable: ManageOperation = {
	fields: [...instanceFields],
	async execute({ client, parameters }) {
		const id = await resolveId(client, await parameters.address());
		const requestId = await setEnabled(client, id, false);
		return {
			json: { id: Number(id), disabled: true },
			trace: { instanceId: id, requestId },
		};
	},
};
