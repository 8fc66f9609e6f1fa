import type { INodeProperties } from 'n8n-workflow';

const forAuthentication = (authentication: string) => ({
	show: { authentication: [authentication] },
});

const refreshInterval: INodeProperties = {
	displayName: 'Refresh Interval (Seconds)',
	name: 'refreshInterval',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 13046400,
	description: 'How long after Refresh Time the platform renews the tokens, in seconds',
};

const refreshToken: INodeProperties = {
	displayName: 'Refresh Token',
	name: 'refreshToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	description: 'OAuth 2.0 refresh token of the customer (oauth.user.refresh_token)',
};

const accessToken: INodeProperties = {
	displayName: 'Access Token',
	name: 'accessToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'OAuth 2.0 access token of the customer (oauth.user.token)',
	hint: 'Empty: the platform gets one with the refresh token',
};

const refreshTime: INodeProperties = {
	displayName: 'Refresh Time',
	name: 'refreshTime',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2026-01-31T10:00:00Z',
	description: 'When the tokens were obtained: a date, or milliseconds since 1970',
	hint: 'Empty: the platform counts from now',
};

/** Fields for OAuth 2.0 tokens of any element. */
export const oAuth2TokenFields: INodeProperties[] = [
	refreshToken,
	accessToken,
	{
		...refreshInterval,
		type: 'string',
		typeOptions: undefined,
		default: '',
		placeholder: 'e.g. 3600',
		description: 'How long after Refresh Time the platform renews the tokens, in seconds',
		hint: 'Empty: as long as access tokens of this provider live',
	},
	refreshTime,
];

/** Option beside {@link tokenFields}. */
export const dataSourceField: INodeProperties = {
	displayName: 'Data Source',
	name: 'dataSource',
	type: 'string',
	default: 'QBO',
	description: 'What Intuit calls the kind of company: QBO for QuickBooks Online',
};

/** Fields for tokens of a QuickBooks company, for nodes that take them in place of a callback. */
export const tokenFields: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{ name: 'OAuth 1.0a Tokens', value: 'oAuth1' },
			{ name: 'OAuth 2.0 Tokens', value: 'oAuth2' },
		],
		default: 'oAuth2',
		description:
			'What kind of tokens these are. The app credential must hold keys of the same kind.',
	},
	{
		displayName: 'Company ID (Realm)',
		name: 'realmId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1234567890',
		description: 'ID of the QuickBooks company, digits only. Intuit calls it realm ID.',
	},
	// It stands among the options now; workflows that hold it here go on.
	{ displayName: 'Data Source', name: 'dataSource', type: 'hidden', default: 'QBO' },
	{
		displayName: 'User Token',
		name: 'userToken',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description: 'OAuth 1.0a token of the customer (oauth.user.token)',
		displayOptions: forAuthentication('oAuth1'),
	},
	{
		displayName: 'User Token Secret',
		name: 'userTokenSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description: 'Secret of the token (oauth.user.token.secret)',
		displayOptions: forAuthentication('oAuth1'),
	},
	{ ...refreshToken, displayOptions: forAuthentication('oAuth2') },
	{ ...accessToken, displayOptions: forAuthentication('oAuth2') },
	{ ...refreshInterval, displayOptions: forAuthentication('oAuth1') },
	{ ...refreshInterval, default: 3600, displayOptions: forAuthentication('oAuth2') },
	refreshTime,
];
