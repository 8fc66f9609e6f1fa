import type { INodeProperties } from 'n8n-workflow';

import { requestFields } from '../shared/fields/httpRequest';
import type { RequestFieldSettings } from '../shared/fields/httpRequest';

const show = { resource: ['customCall'] };

/** Any call below the API of the platform. */
export const CUSTOM_CALL: RequestFieldSettings = {
	show,
	methods: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'],
	path: {
		placeholder: 'customers/42/contacts',
		description:
			'What comes after /elements/api-v2, with or without hubs/{hub} before it. Each part is encoded for you, so 22|33 can stand as it is.',
	},
	contentType: 'text/plain',
};

export const customCallOperationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show },
	options: [
		{
			name: 'Call',
			value: 'call',
			description: 'Make any call to the element with its token',
			action: 'Make a custom call',
		},
	],
	default: 'call',
};

export const customCallFields = requestFields(CUSTOM_CALL);
