import type { OAuthApp } from './seed.mts';

/** FreshBooks Classic: the key is one's own subsite name. Source: guide "FreshBooks", step 1. */
export const FRESHBOOKS_APP: OAuthApp = {
	key: 'mycompany',
	secret: 'fB7zQk2WmXv9RtYc4LnJs8HdUp3GaEbT',
};

/** Addresses of FreshBooks customers: `targetcompany` stands for targetcompany.freshbooks.com. */
export const FRESHBOOKS_SITES: readonly [string, ...string[]] = [
	'targetcompany',
	'harborlane',
	'nordlicht',
];

/** FreshBooks' newer API. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export const FRESHBOOKSV2_APP: OAuthApp = {
	key: 'fb2c81d7e94a5f60b3',
	secret: 'Fv2RtYw9ZkMx3LbVq8NcHs5JfUp7GaTe',
};

/** Businesses the FreshBooks user can share; the name is what `business.name` has to say. */
export const FRESHBOOKS_BUSINESSES: readonly [string, ...string[]] = [
	'Harbor Lane Bakery',
	'Nordlicht Bikes',
];

/** Sage One US with the signature its registration gives. Source: guide "Sage One US". */
export const SAGE_ONE_US_APP: OAuthApp & { readonly signature: string } = {
	key: 'sageus4f1b9c3d7e2a',
	secret: 'Sg8VtQz3XkLw7RbYd2NcJs9HfUp4GaTe',
	signature: '5c0e7fb2a94d4e1f8b6a3d2c1907e5f4b8d6a2c3',
};

/** Sage's successor, with what its configuration needs besides. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export const SAGE_ONE_APP: OAuthApp & {
	readonly signatureSecret: string;
	readonly subscriptionKey: string;
} = {
	key: 'sageone9d3f71c5b8e2',
	secret: 'So5kZr9WqUd3HnMx7BvLs2YcPa8JfG4o',
	signatureSecret: 'e81f4c7b20d95a63be1f7c4d0a92b358',
	subscriptionKey: '3f9a1c7e5b2d4086a7c1e9f3b5d70284',
};

/** Countries of the Sage user's businesses; the callback says which was chosen. */
export const SAGE_COUNTRIES: readonly string[] = ['US', 'CA', 'GB', 'DE'];

/** Xero apps for OAuth 1.0a. Source: guide "Xero", "Xero Partner and Public Applications". */
export const XERO_OAUTH1_APPS: Readonly<Record<'public' | 'partner', OAuthApp>> = {
	public: { key: 'XPUBL1C9KQ2WZ7RTVY4MNB8CDLJH3F', secret: 'XP8RTYW2ZKMX5LBVQ7NCHS4JFUP9GA' },
	partner: { key: 'XPARTN3RHS6RBV8NXT2KWYM5ZCJP4L', secret: 'XR3KZR9WQUD7HNMX2BVLS8YCPA5JFG' },
};

/** The Xero app for OAuth 2.0: client id and secret. */
export const XERO_OAUTH2_APP: OAuthApp = {
	key: '5A9C2E7F1B3D4860A2C4E6F8091B3D5F',
	secret: 'Xo2RtYw9ZkMx3LbVq8NcHs5JfUp7GaTe4KoWi6DyFu1PzGq',
};

/** An organisation at Xero: `org` on an OAuth 1.0a callback, tenant of OAuth 2.0. */
export const XERO_ORGANISATIONS: readonly [
	{ readonly org: string; readonly tenantId: string; readonly name: string },
	...Array<{ readonly org: string; readonly tenantId: string; readonly name: string }>,
] = [
	{ org: 'hLb7Qk', tenantId: '70784a63-d24b-46a9-a4db-0e70a274b056', name: 'Harbor Lane Bakery' },
	{ org: 'nOr4Xw', tenantId: 'e0da6937-de07-4a14-adee-37abfac298ce', name: 'Nordlicht Bikes' },
];

/** One app for every other OAuth element, told by its key: good for all of them. */
export function plainApp(elementKey: string): OAuthApp {
	return { key: `${elementKey}-client-4d8f2b61`, secret: `${elementKey}-s3cr3t-Zq8WnLv4HdYc6JrP` };
}

/** What elements without OAuth let in. */
export const LOGIN = {
	username: 'integration@mycoolapp.example',
	password: 'correct-Horse7battery',
	apiKey: 'key_live_4QmXv9RtYc2LnJs8HdUp',
} as const;

/** The customer's address at providers that give one (Zendesk, Shopify, ServiceNow, Freshdesk, BambooHR, …). */
export const PLAIN_SITES: readonly [string, ...string[]] = ['mycoolapp', 'harborlane'];
