import type { INodeProperties } from 'n8n-workflow';

import { commonConfigurationField } from '../shared/fields/commonConfiguration';
import { eventSignatureVersionField } from '../shared/events/receiver';
import { customerElementField, instanceField } from '../shared/fields/instanceLocator';

/** Settings of the instance that the trigger sets on request, as the nodes that make instances name them. */
const eventSettings = (commonConfigurationField.options as INodeProperties[])
	.filter(({ name }) => ['eventObjects', 'eventPollerInterval', 'eventVendorType'].includes(name))
	.map(
		(field): INodeProperties => ({
			...field,
			displayOptions: { show: { '/instances': ['one'] } },
		}),
	);

const ofOne = { show: { instances: ['one'] } };

export const properties: INodeProperties[] = [
	{
		displayName: 'Instances',
		name: 'instances',
		type: 'options',
		options: [
			{
				name: 'Enrolled',
				value: 'enrolled',
				description: 'All that were enrolled at the production URL, however many they are',
			},
			{
				name: 'One',
				value: 'one',
				description: 'An instance that is chosen here; publishing sets it up',
			},
		],
		default: 'one',
		description: 'Whose events start the workflow',
		noDataExpression: true,
	},
	{
		displayName:
			'Every instance that is enrolled at the production URL delivers its events here. Enrol instances by Manage Instance, Enrol in Events, or as they are made, by the option Event Receiver URL of Create Instance. Publishing sets nothing up.',
		name: 'enrolledNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { instances: ['enrolled'] } },
	},
	{
		displayName:
			'An instance delivers its events to one address. While this workflow is published they come here; when it no longer is, they go where they went before.',
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: ofOne,
	},
	{
		...instanceField,
		description: 'The connected account whose events start the workflow',
		// The token of a trigger could not come from an item, so it would be stored with the workflow.
		modes: instanceField.modes?.filter(({ name }) => name !== 'token'),
		noDataExpression: true,
		displayOptions: ofOne,
	},
	{
		...customerElementField,
		noDataExpression: true,
		displayOptions: { show: { ...customerElementField.displayOptions?.show, ...ofOne.show } },
	},
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
		description: 'Which events start the workflow',
		hint: 'Empty: all of them',
		noDataExpression: true,
	},
	{
		displayName: 'Objects',
		name: 'objects',
		type: 'string',
		default: '',
		placeholder: 'e.g. customers, invoices',
		description: 'Kinds of records whose events start the workflow, separated by commas',
		hint: 'Empty: all of them',
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
		displayOptions: ofOne,
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
			{
				...eventSignatureVersionField,
				description:
					'Version of the keys that sign the events of enrolled instances. The one before is taken too, while instances are moved to this one.',
				displayOptions: { show: { '/instances': ['enrolled'] } },
			},
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
