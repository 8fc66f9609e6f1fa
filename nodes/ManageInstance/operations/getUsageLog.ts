import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { instanceFields } from '../../shared/fields/instanceLocator';
import { utcOf } from '../../shared/fields/instant';
import { limitFields } from '../../shared/fields/limit';
import { textOf } from '../../shared/fields/wireText';
import { getInstance } from '../../shared/instances/findInstance';
import type { ManageOperation } from '../call';
import { readUsage } from '../../shared/health/usageLog';

const logFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'logFilters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			hint: 'Empty: the platform goes back some days',
		},
		{
			displayName: 'Search Text',
			name: 'searchText',
			type: 'string',
			default: '',
			placeholder: 'e.g. /customers',
			description: 'Part of the address of the call',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Refused or Faulty', value: 'FAILED' },
				{ name: 'Successful', value: 'SUCCESS' },
			],
			default: 'FAILED',
		},
		{ displayName: 'To', name: 'to', type: 'dateTime', default: '' },
	],
};

/** Gets the calls that were made with one instance, newest first. */
export const getUsageLog: ManageOperation = {
	fields: [...instanceFields, logFiltersField, ...limitFields],
	async execute({ client, context, parameters }) {
		const given = parameters.get('logFilters', {}) as IDataObject;
		const { from, to, status, searchText } = given;
		const query = {
			from: utcOf('From', from, context.getTimezone()),
			to: utcOf('To', to, context.getTimezone()),
			status: textOf('Status', status) || undefined,
			searchText: textOf('Search Text', searchText) || undefined,
		};
		const limit = parameters.limit();
		const { body } = await getInstance(client, await parameters.address());
		const json: IDataObject[] = [];
		for await (const row of readUsage(client, body, query)) {
			json.push(row);
			if (json.length >= limit) break;
		}
		return { json, trace: { instanceId: body.id } };
	},
};
