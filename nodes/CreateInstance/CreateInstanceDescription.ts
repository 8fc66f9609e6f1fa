import type { INodeProperties } from 'n8n-workflow';

import { configurationField, nameField, parallelRequestsField, tagsField } from '../shared/fields';
import { eventReceiverUrlField, eventSignatureVersionField } from '../shared/events/receiver';
import {
	callbackField,
	callbackUrlField,
	requestTokenSecretField,
	siteAddressField,
} from '../shared/fields/callbackFields';
import { commonConfigurationField } from '../shared/fields/commonConfiguration';
import { UNREAD_FIELDS } from '../shared/fields/fieldMapper';
import { answerBrowserField } from '../shared/pages/answerBrowser';
import { oAuth2TokenFields } from '../shared/fields/tokenFields';
import { linkedCustomerIdField } from '../shared/instances/customer';
import { elementLocator } from '../shared/fields/searchElements';

export const properties: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Callback of a Customer Who Approved',
				value: 'callback',
				description: 'For elements with OAuth; the app credential says which element',
			},
			{
				name: 'Configuration Only',
				value: 'configuration',
				description: 'For elements without OAuth, such as those with a user name or an API key',
			},
			{
				name: 'OAuth 2.0 Tokens',
				value: 'tokens',
				description:
					'Tokens that you hold, without a consent screen; the app credential says of which element',
			},
		],
		default: 'callback',
	},
	{
		displayName: 'Element',
		name: 'element',
		...elementLocator,
		required: true,
		description: 'Element of the catalogue of your account',
		displayOptions: { show: { source: ['configuration'] } },
	},
	{ ...callbackField, displayOptions: { show: { source: ['callback'] } } },
	...oAuth2TokenFields.map(
		(field): INodeProperties => ({ ...field, displayOptions: { show: { source: ['tokens'] } } }),
	),
	nameField,
	tagsField,
	linkedCustomerIdField,
	{
		displayName: 'Element Fields',
		name: 'elementFields',
		type: 'resourceMapper',
		default: UNREAD_FIELDS,
		noDataExpression: true,
		description:
			'What this element wants to know about the account, as its catalogue entry says. The refresh sign reads the list.',
		typeOptions: {
			loadOptionsDependsOn: ['source', 'element.value'],
			resourceMapper: {
				resourceMapperMethod: 'getElementFields',
				mode: 'add',
				valuesLabel: 'Element Fields',
				fieldWords: { singular: 'field', plural: 'fields' },
				// Or entries that nobody requires, such as a minor version, would be shown unasked.
				addAllFields: false,
				supportAutoMap: false,
				noFieldsError: 'This element needs nothing here.',
			},
		},
	},
	configurationField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			answerBrowserField(
				'Whether the customer who waits is told what came of it. For a callback trigger whose option Answer is When Done.',
			),
			callbackUrlField,
			{
				...eventReceiverUrlField,
				description:
					'Production URL of the Element Event Trigger in which the new instance is enrolled, as by Enrol in Events of Manage Instance',
			},
			eventSignatureVersionField,
			commonConfigurationField,
			{
				displayName: 'Include Context',
				name: 'includeContext',
				type: 'boolean',
				default: false,
				description:
					'Whether the output also holds the context that the link of the callback was made with. With a custom state it is null.',
			},
			parallelRequestsField,
			requestTokenSecretField,
			siteAddressField,
		],
	},
];
