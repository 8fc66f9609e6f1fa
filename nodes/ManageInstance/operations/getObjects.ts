import { readRows } from '../../shared/api/paginate';
import { objectsRequest, toObject } from '../../shared/api/objects';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { limitFields } from '../../shared/fields/limit';
import { getInstance } from '../../shared/instances/findInstance';
import type { ManageOperation } from '../call';

/** Gets the objects that one instance has, and where each comes from. */
export const getObjects: ManageOperation = {
	fields: [...instanceFields, ...limitFields],
	async execute({ client, parameters }) {
		const address = await parameters.address();
		const token =
			'token' in address ? address.token : (await getInstance(client, address)).body.token;
		const rows = await readRows<unknown>(client, objectsRequest(token), parameters.limit());
		return {
			json: rows.map(toObject),
			trace: 'id' in address ? { instanceId: address.id } : undefined,
		};
	},
};
