import { checkSageOneUs } from '../platform/provisioning/checks.mts';
import { COMMON, entry, OAUTH_APP, THREE, TOKEN_REFRESH } from './entries.mts';
import type { ElementDefinition } from './types.mts';

/** Sage One US, which is no longer listed. Source: guide "Sage One US"; docs/elements.md, "Sage One US". */
export const sageoneus: ElementDefinition = {
	id: 676,
	key: 'sageoneus',
	name: 'Sage One US Beta',
	description: 'Customers, journals and ledger accounts in Sage One US.',
	hub: 'sage',
	authenticationType: 'oauth2',
	typeOauth: false,
	hidden: true,
	entries: [
		...OAUTH_APP,
		entry('signature', 'Signature', 'Signing secret from the registration of the application', {
			type: 'PASSWORD',
			required: true,
		}),
		...TOKEN_REFRESH,
		...COMMON,
	],
	flows: [
		{
			type: 'oauth2',
			paths: { consent: '/sageoneus/oauth2/auth', token: '/sageoneus/oauth2/token' },
			configuration: [...THREE, 'signature'],
			external: ['oauth.user.refresh_token', 'oauth.api.key', 'oauth.api.secret', 'signature'],
			providerData: {},
			check: checkSageOneUs,
		},
	],
};
