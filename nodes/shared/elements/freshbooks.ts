import { APP_CONFIGURATION } from './appConfiguration';
import type { ElementDefinition } from './types';

/**
 * FreshBooks Classic (guide "FreshBooks"). The site address is the customer's. The guide's body has
 * no `oauth.callback.url`, its answer has; it is sent (docs/elements.md, "FreshBooks").
 */
export const freshbooks: ElementDefinition = {
	key: 'freshbooks',
	code: 2,
	displayName: 'FreshBooks',
	companyName: { configuration: 'freshbooks.site.address' },
	refusals: [
		{
			words: /no such site|site address/i,
			whileConnecting: true,
			code: 'site_unknown',
			message: 'The provider knows no site with this Site Address',
			advice:
				'For targetcompany.freshbooks.com it is targetcompany. Give it in the node, or in the app credential.',
		},
	],
	changes: {
		field: 'updated',
		since: { clause: "updated_from = '{date}'", form: 'day' },
		accountZone: true,
		idFields: {
			customers: 'client_id',
			invoices: 'invoice_id',
			items: 'item_id',
			payments: 'payment_id',
			taxes: 'tax_id',
			vendors: 'contractor_id',
		},
	},
	consent: {
		oAuth1: {
			requestToken: true,
			required: { siteAddress: 'Site Address' },
			query: { siteAddress: { field: 'siteAddress' } },
			providerData: { required: ['oauth_token', 'oauth_verifier'], optional: [] },
			stateInProviderData: false,
			configuration: {
				...APP_CONFIGURATION,
				'freshbooks.site.address': { field: 'siteAddress' },
			},
			returnsState: true,
		},
	},
};
