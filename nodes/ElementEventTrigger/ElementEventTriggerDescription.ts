import type { INodeProperties } from 'n8n-workflow';

import { commonConfigurationField } from '../shared/fields/commonConfiguration';
import { customerElementField, instanceField } from '../shared/fields/instanceLocator';

/** Settings of the instance that the trigger sets on request, as the nodes that make instances name them. */
const eventSettings = (commonConfigurationField.options as INodeProperties[]).filter(({ name }) =>
	['eventObjects', 'eventPollerInterval', 'eventVendorType'].includes(name),
);

export const properties: INodeProperties[] = [
	{
		displayName:
			'An instance delivers its events to one address. While this workflow is published they come here; when it no longer is, they go where they went before.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		...instanceField,
		description: 'The connected account whose events start the workflow',
		// The token of a trigger could not come from an item, so it would be stored with the workflow.
		modes: instanceField.modes?.filter(({ name }) => name !== 'token'),
		noDataExpression: true,
	},
	{ ...customerElementField, noDataExpression: true },
	{
		displayName: 'Event Types',
		name: 'eventTypes',
		type: 'multiOptions',
		options: [
			{ name: 'Created', value: 'CREATED' },
			{ name: 'Deleted', value: 'DELETED' },
			{ name: 'Unknown', value: 'UNKNOWN', description: 'The provider does not say' },
			{ name: 'Updated', value: 'UPDATED' },
		],
		default: [],
		description: 'Which events start the workflow. Empty: all of them.',
		noDataExpression: true,
	},
	{
		displayName: 'Objects',
		name: 'objects',
		type: 'string',
		default: '',
		placeholder: 'customers, invoices',
		description:
			'Kinds of records whose events start the workflow, separated by commas. Empty: all of them.',
		noDataExpression: true,
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'One Item per Delivery', value: 'delivery', description: 'As the platform sent it' },
			{ name: 'One Item per Event', value: 'event', description: 'Each with the same fields' },
		],
		default: 'event',
		noDataExpression: true,
	},
	{
		displayName: 'While Testing',
		name: 'whileTesting',
		type: 'options',
		options: [
			{
				name: 'Use a Sample Event',
				value: 'sample',
				description:
					'Listen, then open the test URL in a browser. The instance goes on delivering where it does.',
			},
			{
				name: 'Wait for a Real Event',
				value: 'real',
				description:
					'Until it arrives, all events of the instance come to the test URL. A sample can be had too.',
			},
		],
		default: 'sample',
		description: 'Where the event comes from when you listen in the editor',
		noDataExpression: true,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'What is not set here stays as the instance has it',
		noDataExpression: true,
		options: [
			...eventSettings,
			{
				displayName: 'Include Raw',
				name: 'includeRaw',
				type: 'boolean',
				default: false,
				description:
					"Whether each event's item also holds what the provider sent, as raw. It is the same for all events of a delivery.",
			},
		],
	},
];
