import { APP_CONFIGURATION, CODE_ONLY } from './appConfiguration';
import type { ElementDefinition } from './types';

/** FreshBooks Cloud Accounting, the successor of FreshBooks Classic (docs/platform-api.md, "Per-element provisioning matrix"). */
export const freshbooksv2: ElementDefinition = {
	key: 'freshbooksv2',
	code: 3,
	displayName: 'FreshBooks (New)',
	consent: {
		oAuth2: {
			requestToken: false,
			query: {},
			providerData: CODE_ONLY,
			stateInProviderData: false,
			configuration: APP_CONFIGURATION,
			customerEntries: { 'business.name': { label: 'Business Name', required: true } },
			returnsState: true,
		},
	},
};
