import type { IDataObject } from 'n8n-workflow';

import { readRows } from '../../shared/api/paginate';
import { apiPath } from '../../shared/api/platformClient';
import { getInstance, resolveId } from '../../shared/instances/findInstance';
import { readInstanceAddress } from '../../shared/fields/instanceLocator';
import { readUsage } from '../usageLog';
import type { ItemResult } from '../../shared/run/forEachItem';
import type { Call } from '../run';
import { utcOf } from '../../shared/fields/instant';
import { readLimit } from '../../shared/fields/limit';
import { textOf } from '../../shared/fields/wireText';

/** Gets the events that the platform received for one instance. */
export async function getEvents({ client, context, itemIndex }: Call): Promise<ItemResult> {
	const id = await resolveId(client, readInstanceAddress(context, itemIndex));
	const request = { path: apiPath('instances', id, 'events') };
	const json = await readRows<IDataObject>(client, request, readLimit(context, itemIndex));
	return { json, trace: { instanceId: id } };
}

/** Gets the names of the objects that one instance has. */
export async function getObjects({ client, context, itemIndex }: Call): Promise<ItemResult> {
	const address = readInstanceAddress(context, itemIndex);
	const token =
		'token' in address ? address.token : (await getInstance(client, address)).body.token;
	const request = { path: apiPath('objects'), elementToken: token };
	const rows = await readRows<string | IDataObject>(client, request, readLimit(context, itemIndex));
	const json = rows.map((row) => (typeof row === 'string' ? { name: row } : row));
	return { json, trace: 'id' in address ? { instanceId: address.id } : undefined };
}

/** Gets the calls that were made with one instance, newest first. */
export async function getUsageLog({ client, context, itemIndex }: Call): Promise<ItemResult> {
	const given = context.getNodeParameter('logFilters', itemIndex, {}) as IDataObject;
	const { from, to, status, searchText } = given;
	const query = {
		from: utcOf('From', from, context.getTimezone()),
		to: utcOf('To', to, context.getTimezone()),
		status: textOf('Status', status) || undefined,
		searchText: textOf('Search Text', searchText) || undefined,
	};
	const limit = readLimit(context, itemIndex);
	const { body } = await getInstance(client, readInstanceAddress(context, itemIndex));
	const json: IDataObject[] = [];
	for await (const row of readUsage(client, body, query)) {
		json.push(row);
		if (json.length >= limit) break;
	}
	return { json, trace: { instanceId: body.id } };
}
