import type { INodeProperties } from 'n8n-workflow';

import { fieldsOf } from '../shared/run/operation';
import { commonResourceOperation } from './commonResources/fields';
import { optionFields } from './fields/options';
import { operations } from './operations';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Activity', value: 'activity' },
		{ name: 'Common Resource', value: 'commonResource' },
		{ name: 'Instance', value: 'instance' },
	],
	default: 'instance',
};

const instanceOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['instance'] } },
	options: [
		{
			name: 'Check',
			value: 'check',
			action: 'Check an instance',
			description: 'Tell whether the connection works, and what to do if it does not',
		},
		{
			name: 'Create or Re-Provision',
			value: 'ensure',
			action: 'Create or reconnect an instance',
			description:
				'Make sure that there is one connected instance, however often the workflow runs (ensure)',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete an instance',
			description:
				'Delete an instance for good: its ID and token stop working, and the customer has to connect again',
		},
		{
			name: 'Disable',
			value: 'disable',
			action: 'Disable an instance',
			description:
				'Switch an instance off; its ID, its token and its connection to the provider stay',
		},
		{
			name: 'Enable',
			value: 'enable',
			action: 'Enable an instance',
			description: 'Switch an instance on again',
		},
		{
			name: 'Enrol in Events',
			value: 'enrolInEvents',
			action: 'Enrol an instance in events',
			description:
				'Have an instance deliver its events to the one Element Event Trigger that receives those of many',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get an instance',
			description: 'Get one instance with its configuration',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many instances',
			description: 'Get instances by tag, element, name or state',
		},
		{
			name: 'Re-Provision',
			value: 'reprovision',
			action: 'Reconnect an instance',
			description:
				'Connect an instance anew with a fresh approval or fresh tokens; its ID and token stay',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update an instance',
			description: 'Change name, tags or configuration',
		},
		{
			name: 'Withdraw From Events',
			value: 'withdrawFromEvents',
			action: 'Withdraw an instance from events',
			description: 'Give the events of an instance back to where they went before it was enrolled',
		},
	],
	default: 'getAll',
};

const activityOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['activity'] } },
	options: [
		{
			name: 'Get Events',
			value: 'getEvents',
			action: 'Get events of an instance',
			description: 'Get the events that the platform received for an instance',
		},
		{
			name: 'Get Objects',
			value: 'getObjects',
			action: 'Get objects of an instance',
			description: 'Get what can be read and written, such as customers and invoices',
		},
		{
			name: 'Get Usage Log',
			value: 'getUsageLog',
			action: 'Get the usage log of an instance',
			description: 'Get the calls that were made with an instance, as the platform logged them',
		},
	],
	default: 'getEvents',
};

export const properties: INodeProperties[] = [
	resource,
	instanceOperation,
	activityOperation,
	commonResourceOperation,
	...fieldsOf(operations),
	...optionFields,
];
