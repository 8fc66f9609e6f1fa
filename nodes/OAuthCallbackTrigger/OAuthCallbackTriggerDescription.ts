import type { INodeProperties } from 'n8n-workflow';

import { appearanceField } from '../shared/pages/appearance';
import { answerField } from '../shared/pages/callbackReply';
import { CALLBACK_TEXTS } from '../shared/pages/callbackTexts';

export const properties: INodeProperties[] = [
	{
		displayName:
			'The test URL and the production URL are two callback URLs. A link works with the one that it was made with, and the provider must know that one.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		placeholder: 'e.g. quickbooks-callback',
		description: 'Everything after /webhook/. Register the whole URL with the provider.',
		hint: 'Empty: a path of its own that no other trigger has',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Accept Custom States',
				name: 'acceptCustomStates',
				type: 'boolean',
				default: false,
				noDataExpression: true,
				description:
					'Whether to take callbacks whose state was not sealed by Get OAuth URL. Anybody can make such a callback, so check the state in the workflow.',
			},
			answerField,
			{
				displayName: 'Forwarded From',
				name: 'forwardedFrom',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://www.mycoolapp.com/auth',
				description:
					'Callback URLs on your own domain that are forwarded to this trigger with their whole query, separated by commas. Links made with them are accepted here.',
				noDataExpression: true,
			},
			appearanceField(CALLBACK_TEXTS),
		],
	},
];
