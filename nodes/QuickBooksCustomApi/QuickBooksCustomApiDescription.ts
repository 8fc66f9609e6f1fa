import type { INodeProperties } from 'n8n-workflow';

import { parallelRequestsField } from '../shared/fields';
import { fullResponseField } from '../shared/fields/fullResponse';
import { fieldsOf } from '../shared/run/operation';
import { CURRENT_MINOR_VERSION } from './call';
import { operations } from './operations';
import { LARGEST_PAGE } from './readQuery';

export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Company', value: 'company' },
			{
				name: 'Custom Request',
				value: 'customRequest',
				description:
					'Any request that the QuickBooks API offers, such as reports, PDF files or batches',
			},
			{
				name: 'Record',
				value: 'record',
				description: 'Customers, invoices, payments and every other type of record',
			},
		],
		default: 'record',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['company'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get company info',
				description: 'Get name, address and settings of the company',
			},
		],
		default: 'get',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customRequest'] } },
		options: [
			{
				name: 'Send',
				value: 'send',
				action: 'Send a custom request',
				description: 'Send a request of your own',
			},
		],
		default: 'send',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['record'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a record',
				description: 'Create a record from its fields',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a record',
				description:
					'Delete a record, or make it inactive where QuickBooks does not delete its type',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a record',
				description: 'Get a record by its ID',
			},
			{
				name: 'Query',
				value: 'query',
				action: 'Query records',
				description: 'Get many records by a statement like SQL',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a record',
				description: 'Change the fields you name and keep the others',
			},
		],
		default: 'query',
	},
	{
		displayName: 'Company ID',
		name: 'realmId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 193514340994122',
		description: 'Company that the request is about; Intuit calls it realm ID',
		hint: 'Empty: the company that the credential was connected to',
	},
	...fieldsOf(operations),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				...fullResponseField,
				displayOptions: { show: { '/operation': ['send'] } },
			},
			{
				displayName: 'Minor Version',
				name: 'minorVersion',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: CURRENT_MINOR_VERSION,
				description: "Version of Intuit's schema, which decides what fields there are",
			},
			{
				displayName: 'Page Size',
				name: 'pageSize',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: LARGEST_PAGE },
				default: LARGEST_PAGE,
				displayOptions: { show: { '/operation': ['query'] } },
				description:
					'How many records to read at once. Lower it where large records take QuickBooks too long; the node also does so by itself.',
			},
			{
				...parallelRequestsField,
				description:
					'How many items are worked on at the same time. Of one company the node makes 10 calls at the same time, as Intuit allows.',
			},
			{
				displayName: 'Request ID',
				name: 'requestId',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.orderNumber }}',
				displayOptions: { show: { '/operation': ['create', 'delete', 'send', 'update'] } },
				description:
					'Text of your own for this item, at most 50 characters. QuickBooks answers one that it has seen with its first answer instead of writing twice, so the node repeats the request where the answer was lost.',
			},
			{
				displayName: 'Update Mode',
				name: 'updateMode',
				type: 'options',
				displayOptions: { show: { '/operation': ['update'] } },
				options: [
					{
						name: 'Sparse',
						value: 'sparse',
						description: 'Sends the fields you name; QuickBooks keeps the others',
					},
					{
						name: 'Full',
						value: 'full',
						description:
							'Sends the whole record as it is with your fields over it, for types that know no sparse update',
					},
				],
				default: 'sparse',
			},
		],
	},
];
