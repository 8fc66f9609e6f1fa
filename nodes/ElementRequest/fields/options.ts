import type { INodeProperties } from 'n8n-workflow';

import { parallelRequestsField } from '../../shared/fields';
import { changedFieldOption } from '../../shared/fields/changedField';
import { fullResponseField } from '../../shared/fields/fullResponse';

const showFor = (...operation: string[]): INodeProperties['displayOptions'] => ({
	show: { '/operation': operation },
});

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{ ...changedFieldOption, displayOptions: showFor('getAll') },
		{
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'dateTime',
			default: '',
			description: 'Only records that were changed since then',
			displayOptions: showFor('download', 'getAll'),
		},
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'string',
			default: '',
			placeholder: 'e.g. displayName, balance',
			description:
				'Names of the fields to return, separated by commas. Not every element can leave fields out.',
			hint: 'Empty: all of them',
			displayOptions: showFor('download', 'get', 'getAll'),
		},
		{
			displayName: 'ID Field',
			name: 'idField',
			type: 'string',
			default: 'id',
			placeholder: 'e.g. ContactID',
			description: 'Field of the records that holds their ID',
			displayOptions: showFor('update', 'upsert'),
		},
		{ ...fullResponseField, displayOptions: showFor('call') },
		{
			displayName: 'Order By',
			name: 'orderBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. createdDate desc',
			description: 'Field to sort by, followed by asc or desc',
			displayOptions: showFor('getAll'),
		},
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 200 },
			default: 200,
			description:
				'How many records to ask for at a time. Elements that give fewer are asked more often; nothing is left out.',
			displayOptions: showFor('getAll'),
		},
		{
			displayName: 'Paging',
			name: 'paging',
			type: 'options',
			options: [
				{
					name: 'Cursor',
					value: 'cursor',
					description: 'Follow the token that comes with each page; every list knows it',
				},
				{
					name: 'Page Number',
					value: 'page',
					description: 'Count pages, for resources whose documentation asks for it',
				},
			],
			default: 'cursor',
			description: 'How further pages are asked for',
			displayOptions: showFor('getAll'),
		},
		parallelRequestsField,
		{
			displayName: 'Read First',
			name: 'readFirst',
			type: 'boolean',
			default: false,
			description:
				'Whether to read the record before changing it and to use the ID that it has then, for elements whose IDs change with every update (the 33 of 22|33)',
			displayOptions: showFor('update'),
		},
		{
			displayName: 'Repeat When the Answer Is Lost',
			name: 'repeat',
			type: 'boolean',
			default: false,
			description:
				'Whether the call may be made again when no good answer arrived. GET, HEAD, PUT and DELETE are repeated unless you say no; POST and PATCH are not unless you say yes.',
			displayOptions: showFor('call'),
		},
		{
			displayName: 'Replace Whole Record',
			name: 'replace',
			type: 'boolean',
			default: false,
			description:
				'Whether fields that are not given are emptied (PUT); otherwise they stay as they are (PATCH)',
			displayOptions: showFor('update', 'upsert'),
		},
		{
			displayName: 'Response Format',
			name: 'responseFormat',
			type: 'options',
			options: [
				{ name: 'File', value: 'file', description: 'Whatever it is, in the binary field data' },
				{ name: 'JSON', value: 'json' },
			],
			default: 'json',
			displayOptions: showFor('call'),
		},
		{
			displayName: 'Split Into Items',
			name: 'splitIntoItems',
			type: 'boolean',
			default: true,
			description: 'Whether an answer that is a list becomes an item for each entry',
			displayOptions: showFor('call'),
		},
		{
			displayName: 'Wait At Most (Minutes)',
			name: 'waitMinutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 30,
			description: 'How long to wait for the platform to finish the file',
			displayOptions: showFor('download', 'upload'),
		},
	],
};
