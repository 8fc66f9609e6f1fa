import type { INodeProperties } from 'n8n-workflow';

/** The callback of a customer who approved, in any form. */
export const callbackField: INodeProperties = {
	displayName: 'Callback',
	name: 'callback',
	type: 'string',
	default: '={{ $json }}',
	required: true,
	description:
		'What came back from the provider: the item of the OAuth Callback Trigger or of a Webhook node, its query, or the whole callback URL as text',
};

/** Option: the callback URL of a link with a custom state. */
export const callbackUrlField: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://www.mycoolapp.com/auth',
	description:
		'With a custom state only: the callback URL that the link was made with, when it is not the one of the app credential',
};

/** Option: what a sealed state would carry. */
export const requestTokenSecretField: INodeProperties = {
	displayName: 'Request Token Secret',
	name: 'requestTokenSecret',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description:
		'With a custom state and OAuth 1.0a: requestToken.secret of Get OAuth URL, kept by you. A sealed state carries it itself.',
};

/** Option: the customer's site with a custom state. */
export const siteAddressField: INodeProperties = {
	displayName: 'Site Address',
	name: 'siteAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. targetcompany',
	description:
		"With a custom state only: this customer's site, when it is not the one of the app credential",
};
