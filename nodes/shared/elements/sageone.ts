import { APP_CONFIGURATION, tokensRenewedAfter } from './appConfiguration';
import type { ElementDefinition } from './types';

const CONFIGURATION = {
	...APP_CONFIGURATION,
	'signature.secret': { field: 'signature' },
	'apim.subscription.key': { field: 'subscriptionKey' },
} as const;

/** Sage One, the successor of Sage One US (docs/platform-api.md, "Per-element provisioning matrix"). */
export const sageone: ElementDefinition = {
	key: 'sageone',
	code: 4,
	displayName: 'Sage One',
	limits: { perMinute: 100, perDay: 2500 },
	refusals: [
		{
			words: /signing secret|SignatureInvalid/,
			whileConnecting: true,
			code: 'app_keys_refused',
			message: 'The provider refused a request that was not signed as it should be',
			advice: 'Check Signature or Signing Secret in the app credential.',
		},
	],
	changes: {
		field: 'lastModifiedDate',
		createdField: 'created_at',
		since: { clause: "lastModifiedDate >= '{date}'", form: 'second' },
	},
	consent: {
		oAuth2: {
			requestToken: false,
			required: { signature: 'Signing Secret', subscriptionKey: 'Subscription Key' },
			query: {},
			providerData: { required: ['code', 'country'], optional: [] },
			stateInProviderData: false,
			configuration: CONFIGURATION,
			configurationFromCallback: { country: 'country' },
			returnsState: true,
			tokenLife: { unusedDays: 31 },
		},
	},
	tokens: {
		oAuth2: {
			required: ['refreshToken'],
			// The callback would bring it.
			customerEntries: { country: { label: 'Country', required: true } },
			configuration: { ...CONFIGURATION, ...tokensRenewedAfter(300) },
		},
	},
};
