import { entry } from './entries.mts';
import {
	API_KEY,
	directElement,
	directFlow,
	oauth1Element,
	oauth2Element,
	oauth2Flow,
	PASSWORD,
	USERNAME,
	type Plain,
} from './kinds.mts';
import type { ElementDefinition } from './types.mts';

function required(key: string, name: string, description: string) {
	return entry(key, name, description, { required: true });
}

/** HubSpot lets in with OAuth 2.0 or a key; `authentication.type` has to say which. Source: docs/platform-api.md, "Per-element provisioning matrix". */
function hubspotElement(id: number, key: string, name: string): ElementDefinition {
	const type = required('authentication.type', 'Authentication type', 'oauth2 or apiKey');
	const plain: Plain = { id, key, name, hub: 'marketing', own: [type] };
	const apiKey = entry('hubspot.authorization.apikey', 'API key', 'Key of the HubSpot account', {
		type: 'PASSWORD',
	});
	const element = oauth2Element({
		...plain,
		own: [
			type,
			apiKey,
			entry('create.bulk.properties', 'Create bulk properties', 'Adds fields for bulk loads', {
				type: 'BOOLEAN',
			}),
		],
	});
	const own = [type, { ...apiKey, required: true }];
	return {
		...element,
		flows: [oauth2Flow(plain), directFlow({ ...plain, own }, 'apiKey', { apiKey: apiKey.key })],
	};
}

const login = { username: 'username', password: 'password' };
const keyForUser = { username: 'username', password: '' };
const keyAsUser = required('username', 'API key', 'The API key goes where the user name is');

/** Elements with something of their own to configure. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export const NAMED: readonly ElementDefinition[] = [
	oauth2Element({
		id: 23,
		key: 'sfdc',
		name: 'Salesforce Sales Cloud',
		hub: 'crm',
		defaultScope: 'full refresh_token',
	}),
	hubspotElement(49, 'hubspot', 'HubSpot Marketing'),
	hubspotElement(180, 'hubspotcrm', 'HubSpot CRM'),
	oauth2Element({
		id: 41,
		key: 'zendesk',
		name: 'Zendesk',
		hub: 'helpdesk',
		own: [required('zendesk.subdomain', 'Subdomain', 'mycompany for mycompany.zendesk.com')],
		siteKey: 'zendesk.subdomain',
	}),
	oauth2Element({
		id: 185,
		key: 'shopify',
		name: 'Shopify',
		hub: 'ecommerce',
		own: [
			required('shopify.site.address', 'Site address', 'mycompany for mycompany.myshopify.com'),
			required('oauth.scope', 'Scope', 'Scopes, separated by commas'),
		],
		siteKey: 'shopify.site.address',
	}),
	directElement(
		{
			id: 149,
			key: 'servicenow',
			name: 'ServiceNow',
			hub: 'helpdesk',
			own: [
				USERNAME,
				PASSWORD,
				required('servicenow.subdomain', 'Subdomain', 'mycompany for mycompany.service-now.com'),
			],
			siteKey: 'servicenow.subdomain',
		},
		'basic',
		login,
	),
	directElement(
		{
			id: 4081,
			key: 'freshdeskv2',
			name: 'Freshdesk',
			hub: 'helpdesk',
			own: [required('subdomain', 'Subdomain', 'mycompany for mycompany.freshdesk.com'), keyAsUser],
			siteKey: 'subdomain',
		},
		'apiKey',
		keyForUser,
	),
	directElement(
		{ id: 139, key: 'stripe', name: 'Stripe', hub: 'payment', own: [API_KEY] },
		'apiKey',
		{ apiKey: 'api.key' },
	),
	directElement(
		{
			id: 5330,
			key: 'bamboohr',
			name: 'BambooHR',
			hub: 'humancapital',
			own: [
				keyAsUser,
				required('company.name', 'Company domain', 'mycompany for mycompany.bamboohr.com'),
			],
			siteKey: 'company.name',
		},
		'basic',
		keyForUser,
	),
	oauth1Element({ id: 52, key: 'twitter', name: 'Twitter', hub: 'social' }),
	oauth1Element({
		id: 177,
		key: 'etsy',
		name: 'Etsy',
		hub: 'ecommerce',
		own: [
			required('shop.id', 'Shop id', 'Id of the shop'),
			required('oauth.request.url', 'Request URL', 'Address of the request token'),
		],
	}),
	oauth1Element({
		id: 44,
		key: 'desk',
		name: 'Desk.com',
		hub: 'helpdesk',
		own: [required('subdomain', 'Subdomain', 'mycompany for mycompany.desk.com')],
	}),
	directElement(
		{
			id: 163,
			key: 'quickbooksonprem',
			name: 'QuickBooks Enterprise',
			hub: 'finance',
			own: [
				required('app.name', 'Application name', 'Name of the application'),
				required('host.ip', 'Host', 'Address of the machine the agent runs on'),
			],
		},
		'custom',
		undefined,
	),
	directElement(
		{
			id: 4950,
			key: 'fortnox',
			name: 'Fortnox',
			hub: 'finance',
			own: [
				required('authorization.code', 'Authorization code', 'Code from the integration'),
				{
					...required('client.secret', 'Client secret', 'Secret of the integration'),
					type: 'PASSWORD',
				},
			],
		},
		'custom',
		undefined,
	),
];
