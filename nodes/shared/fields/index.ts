import type { INodeProperties, Icon } from 'n8n-workflow';

import { PARALLEL_REQUESTS } from '../run/forEachItem';

/** Icon of every node of the platform. */
export const ICON: Icon = {
	light: 'file:../../icons/cloudElements.svg',
	dark: 'file:../../icons/cloudElements.dark.svg',
};

/** Option of every node that calls the platform for each item. */
export const parallelRequestsField: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallelRequests',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: PARALLEL_REQUESTS,
	description:
		'How many items are worked on at the same time. Lower it when the platform asks for pauses.',
};

/** Name of the instance that a node creates. */
export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Acme Ltd. QuickBooks',
	description: 'Name of the instance',
	hint: 'Empty: the element and the company',
};

/** Tags of the instance that a node creates. */
export const tagsField: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	placeholder: 'e.g. customer-42, production',
	description:
		'Tags of the instance, separated by commas, by which it can be found later. An expression may give a list when a tag holds a comma.',
};

/** Configuration entries that the node does not know of. */
export const configurationField: INodeProperties = {
	displayName: 'Configuration',
	name: 'configuration',
	type: 'json',
	default: '{}',
	description:
		"Further configuration of the instance, by the platform's own keys. What stands here wins over what the node sets.",
};
