import type { INodeProperties } from 'n8n-workflow';

import { configurationField, nameField, tagsField } from '../../shared/fields';
import { callbackField } from '../../shared/fields/callbackFields';
import { tokenFields } from '../../shared/fields/tokenFields';
import { WITH_APP } from '../run';

const show = (more: Record<string, string[]> = {}) => ({
	show: { operation: WITH_APP, ...more },
});

/** Fields of Re-Provision and of Create or Re-Provision. */
export const provisioningFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Callback of a Customer Who Approved',
				value: 'callback',
				description: 'The customer opened a new link and approved',
			},
			{
				name: 'QuickBooks Tokens',
				value: 'tokens',
				description: 'Tokens that you hold, without a consent screen',
			},
		],
		default: 'callback',
		displayOptions: show(),
	},
	{ ...callbackField, displayOptions: show({ source: ['callback'] }) },
	...tokenFields.map(
		(field): INodeProperties => ({
			...field,
			displayOptions: show({
				source: ['tokens'],
				...(field.displayOptions?.show as Record<string, string[]> | undefined),
			}),
		}),
	),
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		options: [
			{
				name: 'Name',
				value: 'name',
				description: 'The instance of this element with the same name',
			},
			{
				name: 'Same Link or Company',
				value: 'origin',
				description:
					'The instance made from the same link, or from tokens of the same company by this operation',
			},
			{ name: 'Tag', value: 'tag', description: 'The instance of this element with a certain tag' },
		],
		default: 'origin',
		description: 'How the instance is recognized that is there already',
		displayOptions: { show: { operation: ['ensure'] } },
	},
	{
		displayName: 'Tag to Match',
		name: 'matchTag',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'customer-42',
		description: 'Tag that only one instance of the element carries. A new instance gets it too.',
		displayOptions: { show: { operation: ['ensure'], matchBy: ['tag'] } },
	},
	{ ...nameField, displayOptions: { show: { operation: ['ensure'] } } },
	{
		...tagsField,
		description:
			'Tags of the instance, separated by commas. An instance that is there already keeps its own and gets these in addition.',
		displayOptions: { show: { operation: ['ensure'] } },
	},
	{ ...configurationField, displayOptions: show() },
];
