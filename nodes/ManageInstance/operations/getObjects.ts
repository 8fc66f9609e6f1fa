import type { IDataObject } from 'n8n-workflow';

import { readRows } from '../../shared/api/paginate';
import { apiPath } from '../../shared/api/apiPath';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { limitFields } from '../../shared/fields/limit';
import { getInstance } from '../../shared/instances/findInstance';
import type { ManageOperation } from '../call';

/** Gets the names of the objects that one instance has. */
export const getObjects: ManageOperation = {
	fields: [...instanceFields, ...limitFields],
	async execute({ client, parameters }) {
		const address = await parameters.address();
		const token =
			'token' in address ? address.token : (await getInstance(client, address)).body.token;
		const request = { path: apiPath('objects'), elementToken: token };
		const rows = await readRows<string | IDataObject>(client, request, parameters.limit());
		const json = rows.map((row) => (typeof row === 'string' ? { name: row } : row));
		return { json, trace: 'id' in address ? { instanceId: address.id } : undefined };
	},
};
