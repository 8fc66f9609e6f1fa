import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

const forElements = (...element: string[]) => ({ show: { element } });

export class CloudElementsAppApi implements ICredentialType {
	name = 'cloudElementsAppApi';

	displayName = 'Cloud Elements App API';

	icon: Icon = {
		light: 'file:../icons/cloudElements.svg',
		dark: 'file:../icons/cloudElements.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-cloud-elements/n8n-nodes-cloud-elements/blob/main/docs/credentials.md#cloud-elements-app-api';

	properties: INodeProperties[] = [
		{
			displayName:
				'The keys of your own app at one provider, as you registered it there. Every node that uses this credential works on this element. Testing it looks only at the form of what you enter; whether the provider knows the keys shows when a link is made and opened.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Element',
			name: 'element',
			type: 'options',
			options: [
				{ name: 'FreshBooks', value: 'freshbooks' },
				{ name: 'QuickBooks Online', value: 'quickbooks' },
				{ name: 'Sage One US', value: 'sageoneus' },
				{ name: 'Xero', value: 'xero' },
				{
					name: 'Other',
					value: 'other',
					description: 'Any other element of the catalogue, by its key',
				},
			],
			default: 'quickbooks',
		},
		{
			displayName: 'Element Key',
			name: 'elementKey',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. hubspot',
			description: 'Key of the element in the catalogue of your account',
			displayOptions: forElements('other'),
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'OAuth 1.0a',
					value: 'oAuth1',
					description:
						'For apps that still have OAuth 1.0a keys; Intuit ended it on 17 December 2019',
				},
				{ name: 'OAuth 2.0', value: 'oAuth2' },
			],
			default: 'oAuth2',
			displayOptions: forElements('quickbooks'),
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'OAuth 1.0a',
					value: 'oAuth1',
					description:
						'Asks for a request token first, as hosts with Xero partner and public apps do',
				},
				{ name: 'OAuth 2.0', value: 'oAuth2', description: 'One link and a code' },
			],
			default: 'oAuth2',
			displayOptions: forElements('xero'),
		},
		{
			displayName: 'Partner App',
			name: 'partnerApp',
			type: 'boolean',
			default: true,
			description:
				'Whether Xero upgraded your app to a partner app. Connections of a public app live 30 minutes and cannot be renewed without the customer.',
			displayOptions: forElements('xero'),
		},
		{
			displayName: 'Sandbox',
			name: 'sandbox',
			type: 'boolean',
			default: false,
			description:
				'Whether these are development keys of Intuit. They connect to your sandbox company only.',
			displayOptions: { show: { element: ['quickbooks'], authentication: ['oAuth2'] } },
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Key of your app, as the provider shows it. Some call it client ID or consumer key.',
			displayOptions: { hide: { element: ['freshbooks'] } },
		},
		{
			displayName: 'Your FreshBooks Subsite',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. mycompany',
			description:
				'For mycompany.freshbooks.com this is mycompany. FreshBooks uses it as the key of your app.',
			displayOptions: forElements('freshbooks'),
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Secret of your app, as the provider shows it. Some call it client secret or consumer secret.',
		},
		{
			displayName: 'Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com/webhook/quickbooks-callback',
			description:
				'Where the provider sends the customer back to: the production URL of your callback webhook. Register exactly this URL with the provider, letter by letter.',
		},
		{
			displayName: 'Site Address',
			name: 'siteAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. targetcompany',
			description:
				"Default for the customer's site: for targetcompany.freshbooks.com this is targetcompany. Give it item by item in Get OAuth URL when customers differ.",
			displayOptions: forElements('freshbooks', 'other'),
		},
		{
			displayName: 'Signature',
			name: 'signature',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Signing secret of your app at Sage',
			displayOptions: forElements('sageoneus'),
		},
		{
			displayName: 'Signing Secret',
			name: 'signature',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Signing secret of your app at Sage',
			displayOptions: { show: { element: ['other'], elementKey: ['sageone'] } },
		},
		{
			displayName: 'Subscription Key',
			name: 'subscriptionKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Primary subscription key of your account in the Sage developer portal',
			displayOptions: { show: { element: ['other'], elementKey: ['sageone'] } },
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			placeholder: 'e.g. com.intuit.quickbooks.accounting',
			description: 'What your app asks the customer for, several separated by blanks',
			hint: 'Empty: what the element needs',
			displayOptions: {
				show: { element: ['quickbooks', 'xero'], authentication: ['oAuth2'] },
			},
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			description: 'What your app asks the customer for, several separated by blanks',
			hint: 'Empty: what the platform asks for by itself',
			displayOptions: forElements('other'),
		},
	];
}
