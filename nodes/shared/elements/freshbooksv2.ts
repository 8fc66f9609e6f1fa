import { APP_CONFIGURATION, CODE_ONLY, tokensRenewedAfter } from './appConfiguration';
import type { ElementDefinition } from './types';

const customerEntries = { 'business.name': { label: 'Business Name', required: true } };

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
			customerEntries,
			returnsState: true,
		},
	},
	tokens: {
		oAuth2: {
			required: ['refreshToken'],
			customerEntries,
			configuration: { ...APP_CONFIGURATION, ...tokensRenewedAfter(43_200) },
		},
	},
};
