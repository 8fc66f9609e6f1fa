import { COMMON, entry, OAUTH1_TOKENS, OAUTH_APP } from './entries.mts';
import type { ElementDefinition } from './types.mts';

/** FreshBooks Classic. Source: guide "FreshBooks"; docs/elements.md, "FreshBooks". */
export const freshbooks: ElementDefinition = {
	id: 172,
	key: 'freshbooks',
	name: 'FreshBooks Classic',
	description: 'Invoices, expenses and time tracking for owners of small businesses.',
	hub: 'finance',
	authenticationType: 'oauth1',
	// So the guide's sample says, although it is an OAuth element. Source: docs/platform-api.md, "Catalogue".
	typeOauth: false,
	entries: [
		// The guide's request leaves the callback out.
		...OAUTH_APP.map((asked) =>
			asked.key === 'oauth.callback.url' ? { ...asked, required: false } : asked,
		),
		entry('freshbooks.site.address', 'Site address', 'mycompany for mycompany.freshbooks.com', {
			required: true,
		}),
		...OAUTH1_TOKENS,
		...COMMON,
	],
	flows: [
		{
			type: 'oauth1',
			paths: {
				requestToken: '/freshbooks/{site}/oauth/oauth_request.php',
				consent: '/freshbooks/{site}/oauth/oauth_authorize.php',
				accessToken: '/freshbooks/{site}/oauth/oauth_access.php',
			},
			site: { parameter: 'siteAddress', configuration: 'freshbooks.site.address' },
			configuration: ['oauth.api.key', 'oauth.api.secret', 'freshbooks.site.address'],
			providerData: {},
			// The answer of the guide shows the address under another key.
			derive: (configuration) => ({
				'site.address': configuration['freshbooks.site.address'] ?? '',
				'base.url': 'https://{site.address}/api/2.1',
				'pagination.type': 'page',
				'pagination.max': '100',
			}),
		},
	],
};
