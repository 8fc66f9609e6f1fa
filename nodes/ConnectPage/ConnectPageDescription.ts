import type { INodeProperties } from 'n8n-workflow';

import { appearanceField } from '../shared/pages/appearance';
import { offersField } from './offers';
import { TEXTS } from './texts';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Customers open this page by an invitation of the node Invite Customer. Opening it starts nothing: a button starts the workflow at the output of its software, where Get OAuth URL with Answer Browser sends the customer on.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		placeholder: 'e.g. connect',
		noDataExpression: true,
		description: 'Everything after /webhook/',
		hint: 'Empty: a path of its own that no other trigger has',
	},
	offersField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Anybody',
				name: 'anybody',
				type: 'boolean',
				default: false,
				noDataExpression: true,
				description:
					"Whether somebody without an invitation may come too, as by Intuit's Reconnect URL. The item then says invited: false, and nobody knows who it is until the company is known.",
			},
			appearanceField(TEXTS),
		],
	},
];
