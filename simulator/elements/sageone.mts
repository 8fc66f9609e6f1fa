import { checkSageOne } from '../platform/provisioning/checks.mts';
import { COMMON, entry, OAUTH_APP, THREE, TOKEN_REFRESH } from './entries.mts';
import type { ElementDefinition } from './types.mts';

const OWN = ['signature.secret', 'apim.subscription.key', 'country'];

/** Sage Accounting, the successor of Sage One US. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export const sageone: ElementDefinition = {
	id: 5139,
	key: 'sageone',
	name: 'Sage Accounting',
	description: 'Accounts, invoices and contacts in Sage Accounting.',
	hub: 'finance',
	authenticationType: 'oauth2',
	typeOauth: true,
	limits: { perMinute: 100, perDay: 2500 },
	entries: [
		...OAUTH_APP,
		entry('signature.secret', 'Signing secret', 'Signing secret from the registration', {
			type: 'PASSWORD',
			required: true,
		}),
		entry('apim.subscription.key', 'Subscription key', 'Primary key of the subscription', {
			type: 'PASSWORD',
			required: true,
		}),
		entry('country', 'Country', 'Country code that the callback carries', {
			type: 'TEXTFIELD_32',
			required: true,
		}),
		...TOKEN_REFRESH,
		...COMMON,
	],
	flows: [
		{
			type: 'oauth2',
			paths: { consent: '/sageone/oauth2/auth', token: '/sageone/oauth2/token' },
			configuration: [...THREE, ...OWN],
			external: ['oauth.user.refresh_token', 'oauth.api.key', 'oauth.api.secret', ...OWN],
			providerData: {},
			check: checkSageOne,
		},
	],
};
