import {
	FRESHBOOKS_APP,
	plainApp,
	SAGE_ONE_US_APP,
	XERO_OAUTH1_APPS,
	XERO_OAUTH2_APP,
} from '../simulator/seed-providers.mts';
import {
	INTUIT_OAUTH1_APPS,
	INTUIT_OAUTH2_APPS,
	INTUIT_OAUTH2_TOKENS,
} from '../simulator/seed.mts';
import type { CredentialWithData } from '../n8n/client/client.mts';

/** Where the demo is: its credentials hold addresses of both. */
export interface DemoAddresses {
	/** Of n8n, without a slash at the end. */
	n8n: string;
	/** Of the simulated platform's API. */
	api: string;
	/** Port of the mail server on this machine. */
	smtpPort: number;
}

/** The secrets of a Cloud Elements account. */
export interface Account {
	userSecret: string;
	organizationSecret: string;
}

interface DemoApp {
	id: string;
	name: string;
	/** What the provider gave out for the app. */
	keys: { key: string; secret: string };
	/** The other fields of the credential. */
	fields: Record<string, unknown>;
	/** Path of the webhook in the examples that receives the callbacks of this app. */
	callbackPath: string;
}

const apps: DemoApp[] = [
	{
		id: 'ceDemoQboOAuth101',
		name: 'QuickBooks app OAuth 1.0a (demo)',
		keys: INTUIT_OAUTH1_APPS.production,
		fields: { element: 'quickbooks', authentication: 'oAuth1' },
		callbackPath: 'quickbooks-guide',
	},
	{
		id: 'ceDemoQboOAuth201',
		name: 'QuickBooks app OAuth 2.0 (demo)',
		keys: INTUIT_OAUTH2_APPS.production,
		fields: { element: 'quickbooks', authentication: 'oAuth2' },
		callbackPath: 'quickbooks-callback',
	},
	{
		id: 'ceDemoFreshBooks1',
		name: 'FreshBooks app (demo)',
		keys: FRESHBOOKS_APP,
		fields: { element: 'freshbooks' },
		callbackPath: 'accounting-callback',
	},
	{
		id: 'ceDemoSageOneUs01',
		name: 'Sage One US app (demo)',
		keys: SAGE_ONE_US_APP,
		fields: { element: 'sageoneus', signature: SAGE_ONE_US_APP.signature },
		callbackPath: 'accounting-callback',
	},
	{
		id: 'ceDemoXeroOAuth21',
		name: 'Xero app OAuth 2.0 (demo)',
		keys: XERO_OAUTH2_APP,
		fields: { element: 'xero', authentication: 'oAuth2', partnerApp: true },
		callbackPath: 'accounting-callback',
	},
	{
		id: 'ceDemoXeroPublic1',
		name: 'Xero public app OAuth 1.0a (demo)',
		keys: XERO_OAUTH1_APPS.public,
		fields: { element: 'xero', authentication: 'oAuth1', partnerApp: false },
		callbackPath: 'reconnect-callback',
	},
	{
		id: 'ceDemoHubSpot0001',
		name: 'HubSpot app (demo)',
		keys: plainApp('hubspot'),
		fields: { element: 'other', elementKey: 'hubspot' },
		callbackPath: 'hubspot-callback',
	},
	{
		id: 'ceDemoTwitter0001',
		name: 'Twitter app (demo)',
		keys: plainApp('twitter'),
		fields: { element: 'other', elementKey: 'twitter' },
		callbackPath: 'twitter-callback',
	},
];

/** A company's own OAuth 2.0 at the simulated Intuit, as n8n keeps it after the connect button. */
function connectedCompany({ api }: DemoAddresses): CredentialWithData {
	const intuit = `${new URL(api).origin}/intuit`;
	const [tokens] = INTUIT_OAUTH2_TOKENS;
	const { key, secret } = INTUIT_OAUTH2_APPS.production;
	return {
		id: 'ceDemoQboCustom01',
		name: 'QuickBooks Custom API (demo)',
		type: 'quickBooksCustomApiOAuth2Api',
		data: {
			environment: 'custom',
			baseUrl: intuit,
			customAuthorizationUrl: `${intuit}/connect/oauth2`,
			customTokenUrl: `${intuit}/oauth2/v1/tokens/bearer`,
			clientId: key,
			clientSecret: secret,
			scope: 'com.intuit.quickbooks.accounting',
			oauthTokenData: {
				access_token: tokens?.accessToken,
				refresh_token: tokens?.refreshToken,
				token_type: 'bearer',
				callbackQueryString: { realmId: tokens?.realmId },
			},
		},
	};
}

/** The mail server of the demo, which wants neither a password nor encryption. */
const mailServer = ({ smtpPort }: DemoAddresses): CredentialWithData => ({
	id: 'ceDemoMailbox0001',
	name: 'Mailbox (demo)',
	type: 'smtp',
	data: {
		host: '127.0.0.1',
		port: smtpPort,
		secure: false,
		disableStartTls: true,
		user: '',
		password: '',
	},
});

/** By which an assistant signs in to the MCP server of the examples. */
export const MCP_TOKEN = 'the assistant of cus_77';

/** What the examples with a model need beside. The demo has no model of its own. */
const forModels: CredentialWithData[] = [
	{
		id: 'ceDemoChatModel01',
		name: 'Chat model (enter your key)',
		type: 'openAiApi',
		data: { apiKey: 'enter your key', url: 'https://api.openai.com/v1' },
	},
	{
		id: 'ceDemoMcpToken001',
		name: 'Token of the MCP server (demo)',
		type: 'httpBearerAuth',
		data: { token: MCP_TOKEN },
	},
];

/** The credentials that the example workflows name, by ids that never change. */
export function demoCredentials(addresses: DemoAddresses, account: Account): CredentialWithData[] {
	const { userSecret, organizationSecret } = account;
	return [
		{
			id: 'ceDemoAccount0001',
			name: 'Cloud Elements (demo)',
			type: 'cloudElementsApi',
			data: { environment: 'custom', baseUrl: addresses.api, userSecret, organizationSecret },
		},
		...apps.map(({ id, name, keys, fields, callbackPath }) => ({
			id,
			name,
			type: 'cloudElementsAppApi',
			data: {
				...fields,
				apiKey: keys.key,
				apiSecret: keys.secret,
				callbackUrl: `${addresses.n8n}/webhook/${callbackPath}`,
			},
		})),
		connectedCompany(addresses),
		mailServer(addresses),
		...forModels,
	];
}
