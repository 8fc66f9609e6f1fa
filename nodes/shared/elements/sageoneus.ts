import { APP_CONFIGURATION, CODE_ONLY, TOKEN_CONFIGURATION } from './appConfiguration';
import type { ElementDefinition } from './types';

const CONFIGURATION = { ...APP_CONFIGURATION, signature: { field: 'signature' } } as const;

/** Sage One US (guide "Sage One US"). The guide's `Signature` is sent in lower case, as its body spells it. */
export const sageoneus: ElementDefinition = {
	key: 'sageoneus',
	code: 5,
	displayName: 'Sage One US',
	changes: {
		field: 'updated_at',
		createdField: 'created_at',
		since: { clause: "updated_or_created_since = '{date}'", form: 'offset' },
	},
	consent: {
		oAuth2: {
			requestToken: false,
			query: { signature: { field: 'signature' } },
			providerData: CODE_ONLY,
			stateInProviderData: false,
			configuration: CONFIGURATION,
			returnsState: true,
		},
	},
	tokens: {
		oAuth2: {
			required: ['refreshToken'],
			configuration: { ...CONFIGURATION, ...TOKEN_CONFIGURATION },
		},
	},
};
