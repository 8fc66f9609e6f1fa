import type { IDataObject } from 'n8n-workflow';

import { readRows } from '../../shared/api/paginate';
import { apiPath } from '../../shared/api/apiPath';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { limitFields } from '../../shared/fields/limit';
import { resolveId } from '../../shared/instances/findInstance';
import type { ManageOperation } from '../call';

/** Gets the events that the platform received for one instance. */
export const getEvents: ManageOperation = {
	fields: [...instanceFields, ...limitFields],
	async execute({ client, parameters }) {
		const id = await resolveId(client, await parameters.address());
		const request = { path: apiPath('instances', id, 'events') };
		const json = await readRows<IDataObject>(client, request, parameters.limit());
		return { json, trace: { instanceId: id } };
	},
};
