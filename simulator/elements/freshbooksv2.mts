import { checkBusiness } from '../platform/provisioning/checks.mts';
import { COMMON, entry, OAUTH_APP, THREE, TOKEN_REFRESH } from './entries.mts';
import type { ElementDefinition } from './types.mts';

/** FreshBooks' newer API. Source: docs/platform-api.md, "Per-element provisioning matrix", "Catalogue". */
export const freshbooksv2: ElementDefinition = {
	id: 5924,
	key: 'freshbooksv2',
	name: 'FreshBooks',
	description: 'Invoices, expenses and time tracking: the newer API.',
	hub: 'finance',
	authenticationType: 'oauth2',
	typeOauth: false,
	entries: [
		...OAUTH_APP,
		entry('business.name', 'Business name', 'Name of the business as FreshBooks shows it', {
			required: true,
		}),
		...TOKEN_REFRESH,
		...COMMON,
	],
	flows: [
		{
			type: 'oauth2',
			paths: { consent: '/freshbooksv2/oauth/authorize', token: '/freshbooksv2/oauth/token' },
			configuration: [...THREE, 'business.name'],
			external: ['oauth.user.refresh_token', 'oauth.api.key', 'oauth.api.secret', 'business.name'],
			providerData: {},
			check: checkBusiness,
		},
	],
};
