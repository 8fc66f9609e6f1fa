import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

import {
	AUTHORIZATION_URL_EXPRESSION,
	TOKEN_URL_EXPRESSION,
} from '../nodes/shared/intuit/environment';

const forCustom = { show: { environment: ['custom'] } };

export class QuickBooksCustomApiOAuth2Api implements ICredentialType {
	name = 'quickBooksCustomApiOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'QuickBooks Custom OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/quickBooksCustomApi.svg',
		dark: 'file:../icons/quickBooksCustomApi.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-cloud-elements/n8n-nodes-cloud-elements/blob/main/docs/credentials.md#quickbooks-custom-oauth2-api';

	properties: INodeProperties[] = [
		{
			displayName:
				'Add the OAuth Redirect URL above to the redirect URIs of your app at Intuit, letter by letter, to the list of the same keys. Then connect, and choose the company.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Production',
					value: 'production',
					description: 'Companies of customers, with the production keys of your app',
				},
				{
					name: 'Sandbox',
					value: 'sandbox',
					description: 'Sandbox companies, with the development keys of your app',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'Other addresses, such as those of a proxy or a simulator',
				},
			],
			default: 'production',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://sandbox-quickbooks.api.intuit.com',
			description: 'Address of the QuickBooks API, without /v3',
			displayOptions: forCustom,
		},
		{
			displayName: 'Authorization URL',
			name: 'customAuthorizationUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://appcenter.intuit.com/connect/oauth2',
			description: 'Page on which a company is chosen',
			displayOptions: forCustom,
		},
		{
			displayName: 'Token URL',
			name: 'customTokenUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
			description: 'Address from which n8n gets and renews the access token',
			displayOptions: forCustom,
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'Client ID of your app, under Keys & credentials at Intuit',
			// The fields that n8n has for every OAuth 2.0 credential stand before those that are ours alone.
			hint: 'Of the set of keys that the Environment below is for',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Client secret of your app, shown beside the client ID',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'com.intuit.quickbooks.accounting',
			required: true,
			description: 'What the connection may be used for, several separated by blanks',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: AUTHORIZATION_URL_EXPRESSION,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: TOKEN_URL_EXPRESSION,
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];
}
