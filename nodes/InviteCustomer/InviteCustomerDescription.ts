import type { INodeProperties } from 'n8n-workflow';

import { customerIdField } from '../shared/instances/customer';
import { resumeThisExecutionField } from '../shared/run/resumeUrl';

export const properties: INodeProperties[] = [
	{
		displayName: 'Page URL',
		name: 'pageUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://n8n.example.com/webhook/connect',
		description:
			'Production URL of the Connect Page that the invitation is for. On your own domain: the address under which your customers reach it.',
	},
	customerIdField,
	{
		displayName: 'Context',
		name: 'context',
		type: 'string',
		default: '',
		placeholder: 'e.g. { "plan": "pro" }',
		description:
			'Your own data about the customer, an ID or a small object. It comes out of the Connect Page unchanged; the customer cannot read it.',
	},
	{
		displayName: 'Elements',
		name: 'elements',
		type: 'string',
		default: '',
		placeholder: 'e.g. quickbooks, xero',
		description: 'Keys of the elements that this customer may connect, separated by commas',
		hint: 'Empty: all that the page offers',
	},
	{
		displayName: 'Instance ID',
		name: 'instanceId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 558412',
		description: 'The instance that this customer is to reconnect',
		hint: 'Empty: a new one is connected',
	},
	{
		displayName: 'Expires In (Days)',
		name: 'expiresInDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 365 },
		default: 14,
		description: 'How long the invitation can be used',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [resumeThisExecutionField],
	},
];
