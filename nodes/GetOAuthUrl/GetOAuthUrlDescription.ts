import type { INodeProperties } from 'n8n-workflow';

import { parallelRequestsField } from '../shared/fields';
import { customerIdField } from '../shared/instances/customer';
import { answerBrowserField } from '../shared/pages/answerBrowser';
import { resumeThisExecutionField } from '../shared/run/resumeUrl';

export const properties: INodeProperties[] = [
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/callback',
		description:
			'Where the provider sends the customer back to. It must be registered with the provider, letter by letter, and a test URL of a webhook is another URL than its production URL.',
		hint: 'Empty: the callback URL of the app credential',
	},
	customerIdField,
	{
		displayName: 'Context',
		name: 'context',
		type: 'string',
		default: '',
		placeholder: 'e.g. { "plan": "pro" }',
		description:
			'Your own data about who asked for the link, an ID or a small object. It comes out of the OAuth Callback Trigger unchanged; neither customer nor provider can read it.',
	},
	{
		displayName: 'Expires In (Minutes)',
		name: 'expiresInMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description:
			'How long the link can be used. The provider may end it earlier; a short time limits what a lost link can do.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			answerBrowserField(
				'Whether the customer who waits at the Connect Page is sent to the link. What this node leaves open, such as customer, context, instance and site address, then comes from the page.',
			),
			{
				displayName: 'Custom State',
				name: 'customState',
				type: 'string',
				default: '',
				placeholder: 'e.g. quickbooks',
				description:
					"Your own state in place of the sealed one. The context is then not carried along, the link does not expire by itself, and you keep the request token's secret until the callback arrives.",
			},
			{
				displayName: 'Denied Redirect',
				name: 'deniedRedirect',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://www.mycoolapp.com/not-connected',
				description:
					"Page of yours, https only, to which the customer's browser goes after a denial, in place of the trigger's page",
			},
			{
				displayName: 'Instance ID',
				name: 'instanceId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 558412',
				description:
					'The instance that the approval is to connect anew. It comes out of the callback trigger, for Re-Provision.',
			},
			parallelRequestsField,
			resumeThisExecutionField,
			{
				displayName: 'Scope',
				name: 'scope',
				type: 'string',
				default: '',
				placeholder: 'e.g. com.intuit.quickbooks.accounting',
				description: 'What to ask this customer for, in place of the scope in the app credential',
			},
			{
				displayName: 'Send Secrets in Body',
				name: 'sendSecretsInBody',
				type: 'boolean',
				default: false,
				description:
					'Whether to ask for the link with POST, so that the secret of your app does not stand in a URL that servers log. Not every host offers it. The request token of OAuth 1.0a is always asked for with GET.',
			},
			{
				displayName: 'Site Address',
				name: 'siteAddress',
				type: 'string',
				default: '',
				placeholder: 'e.g. targetcompany',
				description: "This customer's site, in place of the site address in the app credential",
			},
			{
				displayName: 'Success Redirect',
				name: 'successRedirect',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://www.mycoolapp.com/connected',
				description:
					"Page of yours, https only, to which the customer's browser goes after the approval, in place of the trigger's page. It gets neither the state nor the approval.",
			},
		],
	},
];
